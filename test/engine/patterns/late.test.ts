import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { clockOf, completes, told } from './story.ts'

describe('late: overdue means after the due, not on it', () => {
  const plan = playbook(
    '[{ task: reply, role: cs-agent, due: open + 1h }]',
    'record: { late: reply.late, n: counters.steps_overdue }',
  )
  it.each([
    ['10:59', false, 0],
    ['11:00', false, 0],
    ['11:01', true, 1],
  ])('done at %s', (clock, late, overdue) => {
    const played = told(plan, [completes(clock, 'cs-agent', 'reply')])
    expect([played.steps[0]?.late, played.record]).toEqual([late, { late, n: overdue }])
  })
})

describe('R-LATE: a run planned back from an anchor that starts late', () => {
  const plan = playbook(
    `
- { task: pick, role: merchandiser, due: L - 15d }
- { task: shoot, role: designer, due: L - 10d }
- { task: publish, role: operator, hard_due: L }
- { task: look-back, role: data-analyst, due: L + 7d 10:00 }
`,
    'launch: { launch_at: { type: datetime } }\nanchors: { L: { at: launch_at, plan: back } }',
  )
  const dues = (launchAt: string) => {
    const played = told(plan, [], { inputs: { launch_at: launchAt } })
    return [played.run?.lateStart, ...played.steps.map((step) => clockOf(step.dueAt ?? ''))]
  }

  it.each([
    ['in time', '2027-03-25T20:00:00+08:00', [false, '18:00', '15 18:00', '25 20:00', '01 10:00']],
    [
      'too late by a day: at least 24 h for each planned due',
      '2027-03-24T20:00:00+08:00',
      [true, '11 10:00', '14 18:00', '24 20:00', '31 10:00'],
    ],
    [
      'much too late: 24 h for all of them',
      '2027-03-13T20:00:00+08:00',
      [true, '11 10:00', '11 10:00', '13 20:00', '20 10:00'],
    ],
    [
      'on the eve: never after the anchor, and hard dues stay',
      '2027-03-10T20:00:00+08:00',
      [true, '20:00', '20:00', '20:00', '17 10:00'],
    ],
  ])('%s', (_case, launchAt, expected) => {
    expect(dues(launchAt)).toEqual(expected)
  })
})
