import { describe, expect, it } from 'vitest'
import { isRefusal } from '#engine/model/refusal.ts'
import { rehearse } from '#engine/rehearsal/rehearse.ts'
import type { Rehearsal, RehearsalRequest } from '#engine/rehearsal/rehearse.ts'
import type { Plan } from '#engine/model/plan.ts'
import { playbook } from '../patterns/playbook.ts'
import { clockOf } from '../patterns/story.ts'
import { calendar } from '../rules/driven-run.ts'

const plan = playbook(
  `
- { task: pick, role: merchandiser, due: L - 10d }
- parallel:
    - { task: copy, role: operator, due: pick + 1d }
    - { task: shoot, role: designer, due: pick + 2d }
- { task: check, role: [{ if: urgent == true, then: ops-lead }, { else: operator }], due: open + 4h }
- { task: extra, role: finance, when: urgent == true, due: L - 1d }
- { task: publish, role: operator, hard_due: L, opens: L - 1h }
- { task: reading, role: data-analyst, repeat: { daily: '10:00', from: L + 1d, to: L + 2d, opens: before } }
- { task: incident, role: operator, on_demand: { by: [operator] } }
`,
  'launch: { launch_at: { type: datetime }, urgent: { type: bool, required: false } }\nanchors: { L: { at: launch_at, plan: back } }',
)
const request: RehearsalRequest = {
  storeId: 'store-1',
  inputs: { launch_at: '2027-03-25T20:00:00+08:00' },
  calendar,
  startAt: '2027-03-10T02:00:00.000Z',
}
const rehearsed = (change: Partial<RehearsalRequest> = {}, of: Plan = plan): Rehearsal => {
  const result = rehearse(of, { ...request, ...change })
  if (isRefusal(result)) throw new Error(result.message)
  return result
}
const dated = (rehearsal: Rehearsal) =>
  rehearsal.steps.map((step) =>
    [step.instanceKey, step.role, clockOf(step.opensAt ?? ''), clockOf(step.dueAt ?? '')].join(' '),
  )

describe('a dated plan, nothing started', () => {
  it('each step opens when those before it end at their dues', () => {
    expect(dated(rehearsed())).toEqual([
      'pick.1 merchandiser 10:00 15 18:00',
      'copy.1 operator 15 18:00 16 18:00',
      'shoot.1 designer 15 18:00 17 18:00',
      'check.1 operator 17 18:00 17 22:00',
      'extra.1 finance 17 22:00 24 18:00',
      'publish.1 operator 25 19:00 25 20:00',
      'reading:1.1 data-analyst 25 20:00 26 10:00',
      'reading:2.1 data-analyst 25 20:00 27 10:00',
    ])
  })

  it('what hangs on a condition is marked; roles that do too are worked out', () => {
    const { steps } = rehearsed({ inputs: { ...request.inputs, urgent: true } })
    expect(steps.filter((step) => step.conditional).map((step) => step.stepId)).toEqual(['extra'])
    expect(steps.find((step) => step.stepId === 'check')?.role).toBe('ops-lead')
  })

  it('the way that takes longest, the end and the anchors', () => {
    const { criticalPath, endsAt, anchors, lateStart } = rehearsed()
    expect(criticalPath).toEqual(['pick', 'shoot', 'check', 'extra', 'publish', 'reading'])
    expect([endsAt, anchors, lateStart]).toEqual(['2027-03-27T02:00:00.000Z', { L: '2027-03-25T12:00:00.000Z' }, false])
  })

  it('load per role and day', () => {
    expect(rehearsed().load).toEqual([
      { role: 'merchandiser', day: '2027-03-15', steps: 1 },
      { role: 'operator', day: '2027-03-16', steps: 1 },
      { role: 'designer', day: '2027-03-17', steps: 1 },
      { role: 'operator', day: '2027-03-17', steps: 1 },
      { role: 'finance', day: '2027-03-24', steps: 1 },
      { role: 'operator', day: '2027-03-25', steps: 1 },
      { role: 'data-analyst', day: '2027-03-26', steps: 1 },
      { role: 'data-analyst', day: '2027-03-27', steps: 1 },
    ])
  })
})

describe('findings', () => {
  const codes = (change: Partial<RehearsalRequest>, of?: Plan) =>
    rehearsed(change, of).findings.map((item) => [item.code, item.stepId, item.detail])

  it('a day off', () => {
    expect(codes({})).toEqual([
      ['ON_DAY_OFF', 'reading', 'reading:2.1 falls due on a day off (2027-03-27T02:00:00.000Z).'],
    ])
  })

  it('a role nobody holds, once the holders are known', () => {
    const holders = {
      merchandiser: ['a'],
      operator: ['b'],
      designer: ['c'],
      'ops-lead': ['d'],
      finance: [],
      'data-analyst': ['e'],
    }
    expect(codes({ holders }).filter(([code]) => code === 'UNFILLED_ROLE')).toEqual([
      ['UNFILLED_ROLE', undefined, 'Nobody holds the role finance in store store-1.'],
    ])
    expect(codes({ holders, roles: { finance: ['f'] } }).filter(([code]) => code === 'UNFILLED_ROLE')).toEqual([])
  })

  it('a late start', () => {
    expect(codes({ startAt: '2027-03-16T02:00:00.000Z' })[0]).toEqual([
      'LATE_START',
      undefined,
      'The first planned due lies before 2027-03-16T02:00:00.000Z; planned dues move to at least 24 h after the start (R-LATE).',
    ])
  })

  it('a due that lies before its step can open', () => {
    const tight = playbook(
      '[{ task: a, role: operator, hard_due: L }, { task: b, role: operator, hard_due: L - 1h }]',
      'launch: { launch_at: { type: datetime } }\nanchors: { L: launch_at }',
    )
    expect(codes({}, tight)).toEqual([
      ['IMPOSSIBLE_DUE', 'b', 'b.1 would open at 2027-03-25T12:00:00.000Z, after its due 2027-03-25T11:00:00.000Z.'],
    ])
  })

  it('a due past the holiday table', () => {
    const far = playbook(
      '[{ task: a, role: operator, due: L + 3wd }]',
      'launch: { launch_at: { type: datetime } }\nanchors: { L: launch_at }',
    )
    const inputs = { launch_at: '2027-03-25T20:00:00+08:00' }
    const short = { ...calendar, coversUntil: '2027-03-26' }
    expect(codes({ inputs, calendar: short }, far)).toEqual([
      ['DUE_ESTIMATED', 'a', 'a.1 falls due past 2027-03-26, where holidays are not known yet.'],
    ])
  })
})

it('a launch form that does not hold is refused', () => {
  const result = rehearse(plan, { ...request, inputs: {} })
  expect(isRefusal(result) && [result.code, result.message]).toEqual([
    'LAUNCH_INVALID',
    'small-work cannot be launched: launch_at (`launch_at`) is required.',
  ])
})
