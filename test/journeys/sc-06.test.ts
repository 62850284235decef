import { beforeAll, describe, expect, test } from 'vitest'
import { sc06, sc06Holds } from '../scenarios/sc-06.ts'
import { playThroughStack } from './play-through-stack.ts'
import type { Lived } from './read-told.ts'

let lived: Lived
beforeAll(async () => {
  lived = await playThroughStack(sc06)
}, 240_000)

describe('SC-06 through the stack', () => {
  sc06Holds(() => lived)

  test('is the same in Temporal and in Postgres', () => {
    expect(lived.differences).toEqual([])
  })
})
