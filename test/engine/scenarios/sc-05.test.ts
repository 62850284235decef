import { describe, expect, it } from 'vitest'
import { play } from '#engine/rehearsal/play.ts'
import { reminders, sc05, sc05Holds, timesOf, today } from '../../scenarios/sc-05.ts'
import { cst } from '../../sop-definitions/playbook.ts'
import { livestream, playStream, prepared } from '../../sop-definitions/stream-case.ts'

describe('SC-05 two-hour livestream with repeated offers', () => {
  const played = play(livestream, sc05.request)
  sc05Holds(() => played)

  it('gives every segment its item, in order', () => {
    const items = played.steps.filter((item) => item.stepId === 'ls-segment').map((item) => item.item)
    expect(items).toMatchObject(['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7'].map((sku) => ({ sku })))
  })

  it('repeats five times in 90 minutes: the one at E is not issued', () => {
    const short = playStream(prepared(), { inputs: { duration_min: 90 } })
    expect(timesOf(short, 'ls-reminder')).toEqual(reminders.slice(0, 5).map(today))
  })

  it('repeats five times when the stream is stopped at 21:30', () => {
    const stop = {
      at: cst(today('21:10')),
      command: { type: 'moveAnchor', anchor: 'E', to: cst(today('21:30')), reason: '提前结束' },
    }
    const stopped = playStream([...prepared(), stop], { until: today('21:40') })
    expect(timesOf(stopped, 'ls-reminder')).toEqual(reminders.slice(0, 5).map(today))
  })
})
