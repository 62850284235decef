import { expect, it } from 'vitest'
import type { PlayAct } from '#engine/rehearsal/play.ts'
import { clock, cst, due, refused, step } from '../sop-definitions/playbook.ts'
import { onAir, prepared, streamInputs } from '../sop-definitions/stream-case.ts'
import type { Scenario, Told } from './told.ts'

const segmentStarts = ['20:05', '20:20', '20:35', '20:50', '21:05', '21:20', '21:35']
const segmentEnds = ['20:20', '20:35', '20:50', '21:05', '21:20', '21:35', '21:50']
export const reminders = ['20:15', '20:30', '20:45', '21:00', '21:15', '21:30', '21:45']
export const today = (time: string) => `03-20 ${time}`

const story: PlayAct[] = [
  ...prepared(),
  onAir(today('20:05'), 'live-operator', 'ls-opening'),
  ...segmentEnds.map((end, at) =>
    onAir(today(end), 'live-operator', 'ls-segment', {
      started: cst(today(segmentStarts[at]!)),
      ended: cst(today(end)),
    }),
  ),
  ...reminders.map((time) => onAir(today(time), 'floor-controller', 'ls-reminder', { said_at: cst(today(time)) })),
  ...reminders.map((time) => onAir(today(time), 'floor-controller', 'ls-adjust')),
  onAir(today('22:00'), 'comment-moderator', 'ls-comments'),
  onAir(today('22:00'), 'host', 'ls-closing'),
  onAir('03-20 23:30', 'live-operator', 'ls-archive'),
  onAir('03-21 17:00', 'warehouse', 'ls-fulfil', {
    orders: [{ order_no: 'D-1', paid_at: cst(today('20:37')), shipped_at: cst('03-21 16:00') }],
  }),
  onAir('03-21 21:00', 'planner', 'ls-retro'),
  onAir('03-22 17:00', 'warehouse', 'ls-fulfil'),
  onAir('03-27 18:00', 'ops-lead', 'ls-iterate'),
]
/** SC-05 two-hour livestream with repeated offers. */
export const sc05: Scenario = {
  sop: 'livestream',
  storeId: 'douyin-shop',
  request: { inputs: streamInputs, startAt: cst('03-01 09:00'), acts: story },
}

/** The dues of all repetitions of a step. */
export const timesOf = (played: Pick<Told, 'steps'>, stepId: string): string[] =>
  played.steps.filter((item) => item.stepId === stepId).map((item) => clock(item.dueAt))

/** What the catalogue says of SC-05, written by hand. */
export function sc05Holds(told: () => Told): void {
  it('refuses nothing and ends', () => {
    expect([refused(told()), told().outcome]).toEqual([[], 'iterated'])
  })

  it('falls due as the catalogue counts back from S', () => {
    const expected = [
      ['ls-plan', '03-06 18:00'],
      ['ls-lineup', '03-10 18:00'],
      ['ls-qualification', '03-12 18:00'],
      ['ls-offer', '03-13 18:00'],
      ['ls-script', '03-15 18:00'],
      ['ls-team', '03-15 18:00'],
      ['ls-rehearsal', '03-18 18:00'],
      ['ls-stock-lock', '03-19 18:00'],
      ['ls-equipment', '03-20 19:00'],
      ['ls-gate', '03-20 19:45'],
      ['ls-opening', '03-20 20:05'],
      ['ls-comments', '03-20 22:00'],
      ['ls-closing', '03-20 22:00'],
      ['ls-archive', '03-21 00:00'],
      ['ls-retro', '03-21 22:00'],
      ['ls-iterate', '03-27 18:00'],
    ]
    expect(expected.map(([id]) => [id, due(told(), id!)])).toEqual(expected)
    expect(timesOf(told(), 'ls-warmup')).toEqual(['03-17 10:00', '03-18 10:00', '03-19 10:00', '03-20 10:00'])
  })

  it('opens on air at S, the closing ten minutes before E', () => {
    expect(['ls-opening', 'ls-comments', 'ls-closing'].map((id) => clock(step(told(), id).openedAt))).toEqual([
      '03-20 20:00',
      '03-20 20:00',
      '03-20 21:50',
    ])
  })

  it('gives each of the seven items 15 minutes and repeats the offers seven times', () => {
    expect(timesOf(told(), 'ls-segment')).toEqual(segmentStarts.map(today))
    expect(timesOf(told(), 'ls-reminder')).toEqual(reminders.map(today))
  })

  it('ships an order paid 20:37 by 03-22 20:37', () => {
    const deadlines = step(told(), 'ls-fulfil', 1).answers['deadlines'] as { ship_by: string; late: boolean }[]
    expect(deadlines.map((row) => [clock(row.ship_by), row.late])).toEqual([['03-22 20:37', false]])
  })

  it('keeps reminders, segments, hook and figures against target on record', () => {
    expect(told().record).toMatchObject({
      reminders_said: 7,
      reminders_planned: 7,
      reminders: '7/7',
      segments: 7,
      segments_planned: 7,
      hook_on_time: true,
      incidents: 0,
      late_answers: 2,
      viewers: 21000,
      viewers_target: 20000,
      interaction_rate: 6,
      interaction_rate_target: 6,
      cvr: 3.2,
      cvr_target: 3,
      gmv: 258000,
      gmv_target: 5000000,
      watch_time: 95,
    })
  })
}
