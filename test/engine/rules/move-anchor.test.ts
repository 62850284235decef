import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { clockOf } from '../patterns/story.ts'
import { DrivenRun, lead } from './driven-run.ts'

const plan = playbook(
  `
- { task: invite, role: operator, due: T - 3d }
- { task: prepare, role: operator, due: T - 1d, after: [] }
- { task: reading, role: data-analyst, after: [], repeat: { every: 1h, from: T + 1h, before: E } }
- { task: daily, role: operator, after: [], repeat: { daily: '10:00', from: T - 2d, to: T, opens: before } }
- { task: tidy, role: operator, after: [], due: E + 30m, opens: E }
- { task: extend, role: ops-lead, on_demand: { by: [ops-lead], at_most: 1 }, form: { hours: { type: int } }, then: [{ move: { E: "addMinutes(E, hours * 60)" } }] }
`,
  `
launch: { day: { type: date }, length_h: { type: int } }
anchors:
  T: { at: dayStart(day), plan: back }
  E: { at: "addMinutes(T, length_h * 60)" }
`,
)
const launched = (hours = 4) => new DrivenRun(plan, { inputs: { day: '2027-03-20', length_h: hours } })
const dues = (run: DrivenRun, stepId: string) =>
  Object.values(run.run.steps)
    .filter((step) => step.stepId === stepId)
    .map((step) => `${step.key} ${step.status} ${clockOf(step.dueAt ?? '')}`)
const moved = (to: string) => ({ type: 'moveAnchor', anchor: 'T', to, reason: 'the platform moved it' }) as const

describe('moving an anchor', () => {
  it('as planned at launch', () => {
    const run = launched()
    expect(dues(run, 'invite')).toEqual(['invite.1 open 17 18:00'])
    expect(dues(run, 'reading').map((line) => line.slice(-8))).toEqual(['20 01:00', '20 02:00', '20 03:00'])
    expect(dues(run, 'daily')).toEqual([
      'daily:1.1 open 18 10:00',
      'daily:2.1 planned 19 10:00',
      'daily:3.1 planned 20 10:00',
    ])
    expect(dues(run, 'tidy')).toEqual(['tidy.1 planned 20 04:30'])
  })

  it('every open and planned date follows, and so do the anchors counted from it', () => {
    const run = launched()
    const turn = run.done(lead, moved('2027-03-22T00:00:00+08:00'), '11:00')
    expect(turn.events.filter((event) => event.type === 'anchor.moved').map((event) => event.data)).toEqual([
      { anchor: 'T', old: '2027-03-19T16:00:00.000Z', new: '2027-03-21T16:00:00.000Z', cause: 'the platform moved it' },
      { anchor: 'E', old: '2027-03-19T20:00:00.000Z', new: '2027-03-21T20:00:00.000Z', cause: 'follows T' },
    ])
    expect(turn.events.map((event) => event.personId).slice(0, 2)).toEqual(['lea', 'system'])
    expect(dues(run, 'invite')).toEqual(['invite.1 open 19 18:00'])
    expect(dues(run, 'reading').map((line) => line.slice(-8))).toEqual(['22 01:00', '22 02:00', '22 03:00'])
    expect(dues(run, 'daily')).toEqual([
      'daily:1.1 open 20 10:00',
      'daily:2.1 planned 21 10:00',
      'daily:3.1 planned 22 10:00',
    ])
    expect(run.step('tidy.1').opensAt).toBe('2027-03-21T20:00:00.000Z')
  })

  it('what is done stays as it was', () => {
    const run = launched()
    run.complete('lars: operator', 'invite', '10:30')
    const before = run.step('invite.1')
    run.done(lead, moved('2027-03-22T00:00:00+08:00'), '11:00')
    expect(run.step('invite.1')).toEqual(before)
  })

  it('moving it to where it is changes nothing', () => {
    expect(launched().done(lead, moved('2027-03-20T00:00:00+08:00'), '11:00').events).toEqual([])
  })

  it('a due that comes nearer than it was told starts its ladder anew', () => {
    const run = launched()
    run.runTo('17 18:00')
    expect(run.step('invite.1').ladder).toEqual({ reminded: true, overdue: 1 })
    run.done(lead, moved('2027-03-24T00:00:00+08:00'), '17 19:00')
    expect(run.step('invite.1').ladder).toEqual({ reminded: false, overdue: 0 })
  })

  it('an open due that is past either way is not told again', () => {
    const run = launched()
    run.runTo('17 18:00')
    const overdue = run.run.counters['steps_overdue']
    run.done(lead, moved('2027-03-19T00:00:00+08:00'), '17 19:00')
    expect(run.step('invite.1').dueAt).toBe('2027-03-16T10:00:00.000Z')
    expect([overdue, run.run.counters['steps_overdue']]).toEqual([1, 1])
  })
})

describe('an end that moves by a branch', () => {
  const extended = (hours: number, by: number) => {
    const run = launched(hours)
    run.done('omar: ops-lead', { type: 'complete', stepId: 'extend', answers: { hours: by } }, '11:00')
    return dues(run, 'reading').map((line) => line.split(' ').join(' '))
  }
  it('later: the grid gains repetitions', () => {
    expect(extended(3, 2)).toEqual([
      'reading:1.1 planned 20 01:00',
      'reading:2.1 planned 20 02:00',
      'reading:3.1 planned 20 03:00',
      'reading:4.1 planned 20 04:00',
    ])
  })

  it('earlier: it loses them', () => {
    expect(extended(4, -2)).toEqual(['reading:1.1 planned 20 01:00'])
  })

  it('so early that none is left: the step is passed in its turn', () => {
    const run = launched(4)
    run.done('omar: ops-lead', { type: 'complete', stepId: 'extend', answers: { hours: -4 } }, '11:00')
    expect(Object.entries(run.statuses()).filter(([key]) => key.startsWith('reading'))).toEqual([
      ['reading.1', 'skipped'],
    ])
  })
})
