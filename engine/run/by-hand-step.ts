import type { StepPlan } from '../model/plan.ts'

/**
 * The step every playbook has without naming it: a playbook that should be started is not published, so a person starts it
 * by hand and says so. Its entry (`item`) carries the playbook, its inputs and the role.
 */
export const byHandStep: StepPlan = {
  id: 'start-by-hand',
  kind: 'task',
  stage: '',
  order: 1_000_000,
  title: { zh: '手工启动另一流程', en: 'Start another playbook by hand' },
  hint: {
    zh: '该流程尚未发布：请线下启动并登记',
    en: 'The playbook is not published yet: start it by hand and note where',
  },
  role: { cases: [] },
  after: [],
  join: 'all',
  when: null,
  whenRule: null,
  opens: null,
  due: {
    cases: [{ if: null, at: { base: { kind: 'open' }, offset: { unit: 'ms', value: 24 * 3_600_000 }, clock: null } }],
  },
  hard: false,
  repeat: null,
  onDemand: { atMost: null, when: null, by: ['system'] },
  form: [
    { name: 'started_as', type: 'text', title: { zh: '登记在何处', en: 'Where it was started' }, required: false },
  ],
  businessInstant: null,
  checks: [],
  checklist: [],
  facts: [],
  decision: null,
  automation: null,
  wait: null,
  set: {},
  thenRun: [],
  approval: null,
  branches: [],
  unanswered: null,
  escalation: 'ladder',
  notBy: [],
  optional: false,
}
