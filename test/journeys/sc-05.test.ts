import { beforeAll, describe, expect, test } from 'vitest'
import { sc05, sc05Holds } from '../scenarios/sc-05.ts'
import { playThroughStack } from './play-through-stack.ts'
import type { Lived } from './read-told.ts'

let lived: Lived
beforeAll(async () => {
  lived = await playThroughStack(sc05, { aheadMs: 30_000, limits: { updates: 10 } })
}, 540_000)

describe('SC-05 through the stack', () => {
  sc05Holds(() => lived)

  test('goes on over many Temporal runs and is the same in Temporal and in Postgres', ({ annotate }) => {
    void annotate(`took ${Math.round(lived.tookMs)} ms over ${lived.temporalRuns} Temporal runs`)
    expect(lived.differences).toEqual([])
    expect(lived.temporalRuns).toBeGreaterThanOrEqual(4)
  })
})
