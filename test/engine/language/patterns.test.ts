import { describe, expect, test } from 'vitest'
import { compilePlaybook } from '#engine/language/compile-playbook.ts'
import type { Plan, StepPlan } from '#engine/model/plan.ts'
import { edgesOf, planOf, playbook, rulesOf, stepOf } from './playbook-text.ts'

const head = `launch:
  buyer: { title: *t, type: person }
  channels: { title: *t, type: list, item: enum, of: [search, live, sms] }
  goods: { title: *t, type: rows, columns: { sku: { title: *t, type: sku } } }
  applied_at: { title: *t, type: datetime }
  waybill: { title: *t, type: text }
anchors: { t0: applied_at }`
const task = (id: string, more = '') =>
  `- { task: ${id}, title: *t, hint: *t, role: operator${more === '' ? '' : `, ${more}`} }`
const together = (...tasks: string[]) => `- parallel:\n${tasks.map((line) => `    ${line}`).join('\n')}`
const decide = `- { decision: choose, title: *t, hint: *t, role: cs-agent, results: { method: { title: *t, type: enum, of: [refund, exchange] } }, first: [{ if: waybill == null, then: { method: refund } }, { else: { method: exchange } }] }`
const tail = `outcome: [{ else: done }]
outcomes: { done: *t, called_off: *t }`

interface Pattern {
  name: string
  steps: string
  shows: (plan: Plan, step: (id: string) => StepPlan) => void
}

const controlFlow: Pattern[] = [
  {
    name: '1 Sequence',
    steps: `${task('shoot')}\n${task('list-photos')}`,
    shows: (plan) => expect(edgesOf(plan)).toEqual({ shoot: '', 'list-photos': 'shoot' }),
  },
  {
    name: '2 Parallel Split',
    steps: `${task('start')}\n${together(task('copy'), task('photos'), task('stock'))}`,
    shows: (plan) => expect(edgesOf(plan)).toMatchObject({ copy: 'start', photos: 'start', stock: 'start' }),
  },
  {
    name: '3 Synchronization',
    steps: `${together(task('copy'), task('photos'))}\n${task('launch')}`,
    shows: (_, step) =>
      expect(step('launch')).toMatchObject({ after: [{ stepId: 'copy' }, { stepId: 'photos' }], join: 'all' }),
  },
  {
    name: '4 Exclusive Choice',
    steps: `${decide}\n${task('refund', "when: method == 'refund'")}\n${task('exchange', "when: method == 'exchange', after: choose")}`,
    shows: (_, step) =>
      expect([step('refund').when, step('exchange').when]).toEqual(["method == 'refund'", "method == 'exchange'"]),
  },
  {
    name: '5 Simple Merge',
    steps: `${decide}\n${task('refund', "when: method == 'refund'")}\n${task('exchange', "when: method == 'exchange', after: choose")}\n${task('close', 'after: [refund, exchange]')}`,
    shows: (_, step) => expect(step('close').after).toHaveLength(2),
  },
  {
    name: '6 Multi-Choice',
    steps: together(
      task('search-ads', 'when: "\'search\' in channels"'),
      task('live-show', 'when: "\'live\' in channels"'),
    ),
    shows: (_, step) => expect(step('live-show').when).toBe("'live' in channels"),
  },
  {
    name: '7 Structured Synchronizing Merge',
    steps: `${together(task('search-ads', 'when: "\'search\' in channels"'), task('live-show', 'when: "\'live\' in channels"'))}\n${task('measure')}`,
    shows: (_, step) =>
      expect(step('measure')).toMatchObject({
        join: 'all',
        after: [{ stepId: 'search-ads' }, { stepId: 'live-show' }],
      }),
  },
  {
    name: '9 Structured Discriminator',
    steps: `${together(task('quote-a'), task('quote-b'))}\n${task('order', 'join: any')}`,
    shows: (_, step) => expect(step('order').join).toBe('any'),
  },
  {
    name: '10 Arbitrary Cycles, as named returns',
    steps: `${task('draft')}\n${task('review', 'approve: ops-lead, then: [{ on: rejected, return_to: draft }]')}\n${task('publish', 'then: [{ if: publish.late, return_to: draft, at_most: 1 }]')}`,
    shows: (_, step) =>
      expect([step('review').branches[0]?.returnTo, step('publish').branches[0]?.returnTo]).toEqual(['draft', 'draft']),
  },
  {
    name: '11 Implicit Termination',
    steps: task('only'),
    shows: (plan) => expect(plan.outcome).toEqual([{ if: null, then: 'done' }]),
  },
  {
    name: '12 Multiple Instances without Synchronization',
    steps: task('announce', 'then: [{ launch: follow-up, each: goods, as: entry, with: { sku: entry.sku } }]'),
    shows: (_, step) =>
      expect(step('announce').branches[0]?.launch).toMatchObject({
        sop: 'follow-up',
        each: 'goods',
        as: 'entry',
        with: { sku: 'entry.sku' },
      }),
  },
  {
    name: '13 Multiple Instances, count known at design',
    steps: task('price-check', 'repeat: { daily: "10:00", from: t0 + 1d, to: t0 + 3d }'),
    shows: (_, step) => expect(step('price-check').repeat).toMatchObject({ kind: 'daily' }),
  },
  {
    name: '14 Multiple Instances, count known at run time',
    steps: task('review', 'repeat: { each: goods, as: item }'),
    shows: (_, step) =>
      expect(step('review').repeat).toEqual({ kind: 'each', list: 'goods', as: 'item', opens: 'grid' }),
  },
  {
    name: '16 Deferred Choice: the buyer or 48 hours',
    steps: `- { wait: reply, title: *t, hint: *t, role: cs-agent, event: buyer.replied, correlate: waybill, form: { answer: { title: *t, type: enum, of: [accept, silent] } }, unanswered: { after: open + 48h, answers: { answer: silent } } }`,
    shows: (_, step) =>
      expect(step('reply')).toMatchObject({
        wait: { event: 'buyer.replied', correlate: 'waybill' },
        unanswered: { answers: { answer: 'silent' } },
      }),
  },
  {
    name: '18 Milestone: only before the freeze',
    steps: `${task('freeze')}\n${task('edit-price', 'on_demand: { by: operator, when: "!freeze.done" }')}`,
    shows: (_, step) => expect(step('edit-price').onDemand?.when).toBe('!freeze.done'),
  },
  {
    name: '19 Cancel Task: open watches end with the run',
    steps: `${task('watch', 'optional: true')}\n${task('work')}`,
    shows: (_, step) => expect(step('watch').optional).toBe(true),
  },
  {
    name: '20 Cancel Case',
    steps: task(
      'gate',
      "form: { decision: { title: *t, type: enum, of: [go, no] } }, then: [{ if: decision == 'no', end: called_off }]",
    ),
    shows: (_, step) =>
      expect(step('gate').branches).toEqual([{ on: 'completed', if: "decision == 'no'", end: 'called_off' }]),
  },
  {
    name: '21 Structured Loop',
    steps: task(
      'offer',
      "form: { answer: { title: *t, type: enum, of: [accept, refuse] } }, repeat: { until: answer == 'accept', max: 2, every: 24h }",
    ),
    shows: (_, step) =>
      expect(step('offer').repeat).toMatchObject({ kind: 'until', until: "answer == 'accept'", max: 2 }),
  },
  {
    name: '23 Transient Trigger: a live cue',
    steps:
      '- { cue: reminder, title: *t, hint: *t, role: host, escalation: live, repeat: { every: 15m, from: t0 + 15m, before: t0 + 2h } }',
    shows: (_, step) =>
      expect(step('reminder')).toMatchObject({ kind: 'cue', escalation: 'live', repeat: { opens: 'grid' } }),
  },
  {
    name: '24 Persistent Trigger',
    steps:
      '- { wait: goods-in, title: *t, hint: *t, event: parcel.received, correlate: waybill, look: { every: 6h, until: facts.parcel.received }, facts: { parcel: { query: parcel, with: { waybill: waybill } } } }',
    shows: (_, step) =>
      expect(step('goods-in').wait).toEqual({
        event: 'parcel.received',
        correlate: 'waybill',
        lookEveryMs: 21_600_000,
        until: 'facts.parcel.received',
      }),
  },
  {
    name: '29, 32 Cancelling Discriminator and Partial Join: the rest is optional',
    steps: `${together(task('courier-a', 'optional: true'), task('courier-b', 'optional: true'))}\n${task('ship', 'after: [courier-a, courier-b], join: any')}`,
    shows: (_, step) => expect([step('ship').join, step('courier-a').optional]).toEqual(['any', true]),
  },
  {
    name: '30 Structured Partial Join: two of three',
    steps: `${together(task('sign-a'), task('sign-b'), task('sign-c'))}\n${task('publish', 'join: 2')}`,
    shows: (_, step) =>
      expect(step('publish')).toMatchObject({
        join: 2,
        after: [{ stepId: 'sign-a' }, { stepId: 'sign-b' }, { stepId: 'sign-c' }],
      }),
  },
  {
    name: '43 Explicit Termination',
    steps: `${task('stop', 'then: [{ end: called_off }]')}\n${task('never')}`,
    shows: (_, step) => expect(step('stop').branches[0]?.end).toBe('called_off'),
  },
]

const resources: Pattern[] = [
  {
    name: '2 Role-Based Distribution',
    steps: task('work'),
    shows: (_, step) => expect(step('work').role).toEqual({ cases: [{ if: null, role: 'operator' }] }),
  },
  {
    name: '3 Deferred Distribution: the role follows from what was decided',
    steps: `${decide}\n- { task: work, title: *t, hint: *t, role: [{ if: method == 'refund', then: cs-agent }, { else: warehouse }] }`,
    shows: (_, step) =>
      expect(step('work').role?.cases).toEqual([
        { if: "method == 'refund'", role: 'cs-agent' },
        { if: null, role: 'warehouse' },
      ]),
  },
  {
    name: '4 Authorization: who may launch and open',
    steps: `${task('work')}\n${task('incident', 'on_demand: { by: [floor-controller], at_most: 1 }')}`,
    shows: (_, step) => expect(step('incident').onDemand).toEqual({ atMost: 1, when: null, by: ['floor-controller'] }),
  },
  {
    name: '5 Separation of Duties',
    steps: `${task('ask')}\n${task('pay', 'not_by: ask')}`,
    shows: (_, step) => expect(step('pay').notBy).toEqual(['ask']),
  },
  {
    name: '10 Organisational: levels of superiors',
    steps: task('work', 'approve: [ops-lead, store-manager]'),
    shows: (_, step) =>
      expect(step('work').approval?.levels.map((level) => level.role)).toEqual(['ops-lead', 'store-manager']),
  },
  {
    name: '11 Automatic Execution',
    steps: '- { automation: stock, title: *t, hint: *t, run: adjustStock, with: { waybill: waybill } }',
    shows: (_, step) =>
      expect(step('stock')).toMatchObject({
        role: null,
        automation: { activity: 'adjustStock', input: { waybill: 'waybill' } },
      }),
  },
  {
    name: '18 Early Distribution, 19 on Enablement: planned to open later',
    steps: task('work', 'opens: t0 + 15d 10:00'),
    shows: (_, step) =>
      expect(step('work').opens?.cases[0]?.at).toEqual({
        base: { kind: 'anchor', name: 't0' },
        offset: { unit: 'days', value: 15 },
        clock: '10:00',
      }),
  },
  {
    name: '28 Escalation',
    steps: `${task('work')}\n${task('live', 'escalation: live')}\n${task('quiet', 'escalation: none')}`,
    shows: (plan) => expect(plan.steps.map((step) => step.escalation)).toEqual(['ladder', 'live', 'none']),
  },
  {
    name: '42 Simultaneous Execution',
    steps: together(task('a'), task('b')),
    shows: (plan) => expect(edgesOf(plan)).toEqual({ a: '', b: '' }),
  },
  {
    name: '43 Additional Resources',
    steps: '- { cue: talk, title: *t, hint: *t, role: host, tapped_by: [floor-controller] }',
    shows: (_, step) => expect(step('talk').tappedBy).toEqual(['floor-controller']),
  },
]

function shows({ steps, shows: check }: Pattern): void {
  const plan = planOf(playbook({ head, steps, tail }))
  check(plan, (id) => stepOf(plan, id))
}

describe('workflow patterns: control flow', () => {
  test.each(controlFlow)('$name', shows)

  test('22 Recursion is refused', () => {
    expect(rulesOf(playbook({ steps: task('work', 'then: [{ launch: small-playbook }]') }))).toContain('RECURSION')
  })
})

describe('workflow patterns: resources', () => {
  test.each(resources)('$name', shows)
})

describe('the reference', () => {
  test('every pattern is a playbook without a word of complaint but unused ends', () => {
    for (const { steps } of [...controlFlow, ...resources])
      expect(
        compilePlaybook(playbook({ head, steps, tail })).findings.filter((finding) => finding.rule !== 'OUTCOME_NEVER'),
      ).toEqual([])
  })
})
