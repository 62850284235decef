import { beforeAll, describe, expect, test } from 'vitest'
import { sc02, sc02Holds } from '../scenarios/sc-02.ts'
import { playThroughStack } from './play-through-stack.ts'
import type { Lived } from './read-told.ts'

let lived: Lived
beforeAll(async () => {
  lived = await playThroughStack(sc02)
}, 240_000)

describe('SC-02 through the stack', () => {
  sc02Holds(() => lived)

  test('is the same in Temporal and in Postgres', () => {
    expect(lived.differences).toEqual([])
  })
})
