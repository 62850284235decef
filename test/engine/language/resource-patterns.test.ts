import { describe, expect } from 'vitest'
import type { Pattern } from './pattern-text.ts'
import { decide, patterns, task, together } from './pattern-text.ts'
import { edgesOf } from './playbook-text.ts'

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

describe('workflow patterns: resources', () => {
  patterns(resources)
})
