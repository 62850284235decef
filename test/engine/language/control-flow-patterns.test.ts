import { describe, expect, test } from 'vitest'
import type { Pattern } from './pattern-text.ts'
import { decide, patterns, task, together } from './pattern-text.ts'
import { edgesOf, playbook, rulesOf } from './playbook-text.ts'

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

describe('workflow patterns: control flow', () => {
  patterns(controlFlow)

  test('22 Recursion is refused', () => {
    expect(rulesOf(playbook({ steps: task('work', 'then: [{ launch: small-playbook }]') }))).toContain('RECURSION')
  })
})
