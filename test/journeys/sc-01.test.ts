import { beforeAll, describe, expect, test } from 'vitest'
import { sc01, sc01Holds } from '../scenarios/sc-01.ts'
import { playThroughStack } from './play-through-stack.ts'
import type { Lived } from './read-told.ts'

let lived: Lived
beforeAll(async () => {
  lived = await playThroughStack(sc01)
}, 240_000)

describe('SC-01 through the stack', () => {
  sc01Holds(() => lived)

  test('is the same in Temporal and in Postgres', () => {
    expect(lived.differences).toEqual([])
  })
})
