import { describe, expect, it } from 'vitest'
import { newProgramCache } from '#engine/expression/evaluate.ts'
import { cueSheet } from '#engine/live/cue-sheet.ts'
import { runOfShow } from '#engine/live/run-of-show.ts'
import type { RunOfShow } from '#engine/live/run-of-show.ts'
import type { PlayAct } from '#engine/rehearsal/play.ts'
import { contextOf } from '#engine/run/turn-context.ts'
import { clock, completes, cst, decides } from '../../sop-definitions/playbook.ts'
import { livestream, onAir, playStream, prepared } from '../../sop-definitions/stream-case.ts'

const actor = { personId: 'x', roles: [] }
const day = (time: string) => `03-20 ${time}`

/** SC-05 as it stands at a time of the evening, after these acts; `time` may have seconds. */
function at(time: string, acts: PlayAct[] = []): RunOfShow {
  const until = `2027-03-20T${time.length === 5 ? `${time}:00` : time}+08:00`
  const { run } = playStream([...prepared(), ...acts], { until: day(time.slice(0, 5)) })
  const envelope = { commandId: '', sopRunId: '', actor, door: 'api' as const, command: { type: 'tick' as const } }
  const context = contextOf(livestream, newProgramCache(), envelope, new Date(until).toISOString())
  return runOfShow(cueSheet(context, run!)!, Date.parse(until))
}

const minutes = (ms: number | null) => (ms === null ? null : ms / 60_000)
const told = (show: RunOfShow) => ({
  phase: show.phase,
  now: show.now?.key ?? null,
  next: show.next?.key ?? null,
  left: minutes(show.remainingMs),
  offset: minutes(show.offsetMs),
  end: clock(show.expectedEndAt).slice(6),
})
const segmentDone = (time: string) => onAir(day(time), 'live-operator', 'ls-segment')
const openingDone = (time: string) => onAir(day(time), 'live-operator', 'ls-opening')
const failure = (from: string, to: string) =>
  completes(day(to), 'live-operator', 'ls-incident', {
    type: 'equipment',
    from: cst(day(from)),
    to: cst(day(to)),
    action: '切备用手机',
  })

describe('what is on air, what follows when, and how far behind it is', () => {
  it('before the stream the plan stands', () => {
    expect(told(at('19:50'))).toEqual({
      phase: 'before',
      now: null,
      next: 'ls-opening.1',
      left: null,
      offset: 0,
      end: '22:00',
    })
    const planned = at('19:50').cues.map((cue) => `${clock(cue.expectedStartAt).slice(6)} ${minutes(cue.durationMs)}`)
    expect(planned).toEqual([
      ...['20:00 5', '20:05 15', '20:20 15', '20:35 15', '20:50 15', '21:05 15', '21:20 15', '21:35 15', '21:50 10'],
    ])
  })

  it.each<[string, PlayAct[], Partial<ReturnType<typeof told>>]>([
    ['20:03', [], { phase: 'onAir', now: 'ls-opening.1', next: 'ls-segment:1.1', left: 2, offset: 0 }],
    ['20:08', [], { now: 'ls-opening.1', left: -3, offset: 3, end: '22:03' }],
    ['20:10', [openingDone('20:04')], { now: 'ls-segment:1.1', next: 'ls-segment:2.1', left: 9, offset: -1 }],
    ['20:10', [openingDone('20:08')], { now: 'ls-segment:1.1', left: 13, offset: 3, end: '22:03' }],
  ])('at %s, the opening tapped late or in time', (time, acts, shows) => {
    expect(told(at(time, acts))).toMatchObject(shows)
  })

  it('a cue done early gives its time to the next one at once, which can be done before its own instant', () => {
    const early = [openingDone('20:05'), segmentDone('20:10'), segmentDone('20:14')]
    expect(told(at('20:16', early))).toMatchObject({ now: 'ls-segment:3.1', left: 13, offset: -21 })
  })

  it('a cue that was never tapped is left behind, not waited for', () => {
    const second = {
      ...completes(day('20:36'), 'live-operator', 'ls-segment', {
        started: cst(day('20:20')),
        ended: cst(day('20:36')),
        figures_later: true,
      }),
      stepKey: 'ls-segment:2.1',
    }
    const show = at('20:40', [openingDone('20:05'), second])
    expect(told(show)).toMatchObject({ now: 'ls-segment:3.1', left: 11, offset: 1 })
    expect(show.cues.filter((cue) => cue.place === 'left').map((cue) => cue.key)).toEqual(['ls-segment:1.1'])
  })
})

describe('an interruption', () => {
  const before = [openingDone('20:05'), segmentDone('20:20'), segmentDone('20:35')]

  it('stands still while it goes on, and everything after it is expected later by as much', () => {
    const opened = { at: cst(day('20:40')), by: 'live-operator', command: { type: 'open', stepId: 'ls-incident' } }
    expect(told(at('20:40', [...before, opened]))).toMatchObject({ now: 'ls-segment:3.1', left: 10, offset: 0 })
    const show = at('20:47', [...before, opened])
    expect(told(show)).toMatchObject({ now: 'ls-segment:3.1', left: 10, offset: 0, end: '22:07' })
    expect(clock(show.paused?.from)).toBe('03-20 20:40')
    // The reminder of 20:45 waits for the end of it.
    expect([show.prompt, clock(show.nextPrompt?.dueAt)]).toEqual([null, '03-20 21:00'])
  })

  it('the interrupted cue keeps its remaining time, later ones shift, the reminders do not move', () => {
    const show = at('20:52', [...before, failure('20:40', '20:50')])
    expect(told(show)).toMatchObject({ now: 'ls-segment:3.1', left: 8, offset: 0, end: '22:10' })
    expect(clock(show.next?.expectedStartAt)).toBe('03-20 21:00')
    expect([minutes(show.overMs), show.prompt?.key]).toEqual([10, 'ls-reminder:3.1'])
    expect(clock(show.nextPrompt?.dueAt)).toBe('03-20 21:00')
  })

  it('what is no failure of equipment stops no clock', () => {
    const cold = completes(day('20:42'), 'live-operator', 'ls-incident', {
      type: 'cold',
      from: cst(day('20:40')),
      to: cst(day('20:42')),
      action: '送礼',
    })
    expect(told(at('20:45', [...before, cold]))).toMatchObject({ left: 5, offset: 0 })
  })
})

describe('towards the end', () => {
  const times = ['20:20', '20:35', '20:50', '21:05', '21:20', '21:35', '21:48']
  const shown = [openingDone('20:05'), ...times.map(segmentDone)]

  it('waits for the closing at its own instant', () => {
    expect(told(at('21:49', shown))).toMatchObject({ phase: 'between', now: null, next: 'ls-closing.1' })
    expect(told(at('21:55', shown))).toMatchObject({ phase: 'onAir', now: 'ls-closing.1', left: 5, offset: 0 })
  })

  it('an extension moves the closing and adds reminders; said ones are counted', () => {
    const asked = completes(day('21:30'), 'live-operator', 'ls-extend', { extra_min: 30 })
    const allowed = decides(day('21:31'), 'ops-lead', 'ls-extend', 'approve')
    const said = onAir(day('20:15'), 'live-operator', 'ls-reminder')
    const acts = [openingDone('20:05'), said, ...shown.slice(1, 6), asked, allowed]
    const show = at('21:32', acts)
    expect([clock(show.cues.at(-1)?.plannedStartAt), clock(show.expectedEndAt)]).toEqual(['03-20 22:20', '03-20 22:30'])
    expect(show.promptsSaid).toBe(1)
  })

  it('is over once the closing is done', () => {
    const show = at('22:05', [...shown, onAir(day('22:01'), 'live-operator', 'ls-closing')])
    expect([told(show).phase, show.prompt]).toEqual(['over', null])
  })
})
