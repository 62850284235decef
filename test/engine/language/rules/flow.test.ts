import { rule } from './wrong-table.ts'

const ends = 'outcome: [{ else: done }]\noutcomes: { done: *t }'
const method = 'results: { method: { title: *t, type: enum, of: [refund, exchange] } }'
const choose = `- { decision: choose, title: *t, hint: *t, role: cs-agent, ${method}, first: [{ else: { method: refund } }] }`
const step = (id: string, more: string) =>
  `- { task: ${id}, title: *t, hint: *t, role: operator${more === '' ? '' : `, ${more}`} }`

rule(
  'steps can be reached and end',
  [
    { name: 'a step after itself', parts: { steps: step('work', 'after: «work') }, rule: 'SELF_TRANSITION' },
    {
      name: 'a step that returns to itself for ever',
      parts: { steps: step('work', 'then: [{ if: work.late, return_to: «work }]') },
      rule: 'SELF_TRANSITION',
    },
    {
      name: 'two steps that wait for each other',
      parts: { steps: `«${step('a', 'after: b')}\n${step('b', 'after: a')}`.replace('«- {', '- «{') },
      rule: 'ENDLESS_LOOP',
      says: 'a → b → a',
    },
    {
      name: 'a circle of three, one edge by the order',
      parts: {
        steps: `- «{ task: a, title: *t, hint: *t, role: operator, after: c }\n${step('b', '')}\n${step('c', '')}`,
      },
      rule: 'ENDLESS_LOOP',
    },
    {
      name: 'conditional edges that close a circle for one word',
      parts: {
        steps: `${choose}\n- «{ task: goods, title: *t, hint: *t, role: warehouse, after: [choose, { step: money, if: "method == 'refund'" }] }\n${step('money', 'after: [choose, { step: goods, if: "method != \'exchange\'" }]')}`,
      },
      rule: 'ENDLESS_LOOP',
    },
    {
      name: 'a loop without a largest number',
      parts: { steps: step('work', 'repeat: «{ until: work.done }').replace('repeat: «{', 'repeat: «{') },
      rule: 'ENDLESS_LOOP',
      says: 'max',
    },
    {
      name: 'a grid without an end',
      parts: {
        head: 'launch: { s: { title: *t, type: datetime } }',
        steps: step('work', 'repeat: «{ every: 30m, from: s + 30m }'),
      },
      rule: 'ENDLESS_LOOP',
      says: 'through',
    },
    {
      name: 'a way back no person is on',
      parts: {
        steps: `- { automation: pull, title: *t, hint: *t, run: pullStock }\n- { automation: compare, title: *t, hint: *t, run: compareStock, then: [{ if: compare.late, return_to: «pull }] }`,
      },
      rule: 'ENDLESS_LOOP',
      says: 'at_most',
    },
    {
      name: 'a way back that leads forward',
      parts: {
        steps: `${step('a', 'approve: ops-lead, then: [{ on: rejected, return_to: «b, at_most: 1 }]')}\n${step('b', '')}`,
      },
      rule: 'RETURN_FORWARD',
    },
    {
      name: 'a condition no word fulfils',
      parts: {
        steps: `${choose}\n${step('work', "when: «\"method == 'refund' && method == 'exchange'\"").replace('when: «"', 'when: «"')}`,
      },
      rule: 'UNREACHABLE_STEP',
    },
    { name: 'when: false', parts: { steps: step('work', 'when: «false') }, rule: 'UNREACHABLE_STEP' },
    {
      name: 'only edges that never hold',
      parts: {
        steps: `${choose}\n- { task: «work, title: *t, hint: *t, role: operator, after: [{ step: choose, if: "method == 'refund' && method == 'exchange'" }] }`,
      },
      rule: 'UNREACHABLE_STEP',
    },
    {
      name: 'behind one that cannot be reached',
      parts: {
        steps: `${step('a', 'when: false')}\n- { task: «b, title: *t, hint: *t, role: operator, after: [{ step: a, if: a.done }] }`,
      },
      rule: 'UNREACHABLE_STEP',
    },
    {
      name: 'on demand, but opened by nobody',
      parts: { steps: `${step('a', '')}\n- { task: «incident, title: *t, hint: *t, role: operator, on_demand: {} }` },
      rule: 'UNREACHABLE_STEP',
    },
    {
      name: 'a branch on a rejection nobody can give',
      parts: { steps: step('work', 'then: [«{ on: rejected, notify: ops-lead }]') },
      rule: 'BRANCH_NEVER',
      severity: 'warning',
    },
    {
      name: 'a branch on silence nobody waits for',
      parts: { steps: step('work', 'then: [«{ on: unanswered, notify: ops-lead }]') },
      rule: 'BRANCH_NEVER',
      severity: 'warning',
    },
    {
      name: 'a branch on a due there is not',
      parts: { steps: step('work', 'then: [«{ on: overdue, notify: ops-lead }]') },
      rule: 'BRANCH_NEVER',
      severity: 'warning',
    },
    {
      name: 'a branch behind one that always ends',
      parts: { steps: step('work', 'then: [{ end: done }, «{ notify: ops-lead }]') },
      rule: 'BRANCH_NEVER',
      severity: 'warning',
    },
    {
      name: 'an outcome nothing leads to',
      parts: { tail: 'outcome: [{ else: done }]\noutcomes: { done: *t, «lost: *t }' },
      rule: 'OUTCOME_NEVER',
      severity: 'warning',
    },
    {
      name: 'a title for what the record does not hold',
      parts: { tail: `${ends}\nrecord: { late: counters.steps_overdue }\nrecord_titles: { late: *t, «lat: *t }` },
      rule: 'UNKNOWN_FIELD',
      says: 'late',
    },
    {
      name: 'an entry of the record without a title',
      parts: {
        tail: `${ends}\nrecord: { late: counters.steps_overdue, «redone: counters.rework }\nrecord_titles: { late: *t }`,
      },
      rule: 'RECORD_UNTITLED',
      severity: 'warning',
    },
  ],
  [
    {
      name: 'conditional edges that exclude each other on one word',
      parts: {
        steps: `${choose}\n${step('goods', 'after: [choose, { step: money, if: "method == \'refund\'" }]')}\n${step('money', 'after: [choose, { step: goods, if: "method == \'exchange\'" }]')}`,
      },
    },
    {
      name: 'a bounded return to itself',
      parts: { steps: step('work', 'then: [{ if: work.late, return_to: work, at_most: 1 }]') },
    },
    {
      name: 'a way back after a rejection',
      parts: { steps: `${step('a', '')}\n${step('b', 'approve: ops-lead, then: [{ on: rejected, return_to: a }]')}` },
    },
    {
      name: 'a bounded loop of automations',
      parts: {
        steps: `- { automation: pull, title: *t, hint: *t, run: pullStock }\n- { automation: compare, title: *t, hint: *t, run: compareStock, then: [{ if: compare.late, return_to: pull, at_most: 3 }] }`,
      },
    },
    {
      name: 'an unanswered value may still be asked for',
      parts: {
        steps: `${step('a', 'form: { answer: { title: *t, type: enum, of: [yes_please, no_thanks], required: false } }')}\n${step('b', 'when: answer == null')}`,
      },
    },
    {
      name: 'on demand, opened by a branch',
      parts: { steps: `${step('a', 'then: [{ if: a.late, open: incident }]')}\n${step('incident', 'on_demand: {}')}` },
    },
  ],
)
