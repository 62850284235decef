import { rule } from './wrong-table.ts'

const step = (more: string) => `- { task: work, title: *t, hint: *t, role: operator, ${more} }`

rule(
  'steps, branches and forms have their shape',
  [
    {
      name: 'two kinds in one step',
      parts: { steps: '- «{ task: a, decision: b, title: *t, hint: *t }' },
      rule: 'STEP_SHAPE',
      says: 'task and decision',
    },
    { name: 'no kind', parts: { steps: '- «{ title: *t, hint: *t }' }, rule: 'STEP_SHAPE', says: 'parallel:' },
    {
      name: 'a block with more beside it',
      parts: { steps: '- «{ parallel: [{ task: a, title: *t, hint: *t, role: operator }], title: *t }' },
      rule: 'STEP_SHAPE',
    },
    {
      name: 'a table in a task',
      parts: { steps: step('«first: [{ else: {} }]') },
      rule: 'UNKNOWN_KEY',
      says: 'decision',
    },
    {
      name: 'an event in a task',
      parts: { steps: step('«event: parcel.received') },
      rule: 'UNKNOWN_KEY',
      says: 'wait',
    },
    {
      name: 'a ladder in a task',
      parts: { steps: step('«ladder: "[\'ops-lead\']"') },
      rule: 'UNKNOWN_KEY',
      says: 'approval',
    },
    {
      name: 'a wait without event',
      parts: { steps: '- «{ wait: parcel, title: *t, hint: *t }' },
      rule: 'MISSING_KEY',
      says: 'event:',
    },
    {
      name: 'an automation without activity',
      parts: { steps: '- «{ automation: pull, title: *t, hint: *t }' },
      rule: 'MISSING_KEY',
      says: 'run:',
    },
    {
      name: 'a step without a title',
      parts: { steps: '- «{ task: work, hint: *t, role: operator }' },
      rule: 'MISSING_TEXT',
      says: 'title',
    },
    {
      name: 'a step without a hint',
      parts: { steps: '- «{ task: work, title: *t, role: operator }' },
      rule: 'MISSING_TEXT',
      says: 'hint',
    },
    {
      name: 'a title without English',
      parts: { steps: '- { task: work, title: «{ zh: 工作 }, hint: *t, role: operator }' },
      rule: 'MISSING_TEXT',
      says: 'English',
    },
    {
      name: 'a hint without Chinese',
      parts: { steps: '- { task: work, title: *t, hint: «{ en: Work }, role: operator }' },
      rule: 'MISSING_TEXT',
      says: 'Chinese',
    },
    { name: 'a field without a title', parts: { steps: step('form: { qty: «{ type: int } }') }, rule: 'MISSING_TEXT' },
    {
      name: 'a column without a title',
      parts: { steps: step('form: { goods: { title: *t, type: rows, columns: { qty: «{ type: int } } } }') },
      rule: 'MISSING_TEXT',
      severity: 'warning',
    },
    {
      name: 'a rule of two grades',
      parts: { steps: step('rules: [«{ block: true, warn: true, says: *t }]') },
      rule: 'TYPE',
    },
    {
      name: 'a branch that does nothing',
      parts: { steps: step('then: [«{ if: work.late }]') },
      rule: 'BRANCH_SHAPE',
      severity: 'warning',
    },
    {
      name: 'with without launch',
      parts: { steps: step('then: [«{ with: { a: 1 }, notify: ops-lead }]') },
      rule: 'BRANCH_SHAPE',
    },
    {
      name: 'two kinds of repetition',
      parts: { steps: step("repeat: «{ daily: '10:00', each: work.rows, from: open, to: open }") },
      rule: 'REPEAT_SHAPE',
    },
    {
      name: 'a key of another repetition',
      parts: { steps: step('repeat: «{ until: work.done, max: 2, slot: 3 }') },
      rule: 'REPEAT_SHAPE',
      says: 'slot',
    },
    {
      name: 'a business instant that is no datetime',
      parts: { steps: step('at: «paid_on, form: { paid_on: { title: *t, type: date } }') },
      rule: 'TYPE',
    },
    {
      name: 'three decimals of money',
      parts: { head: 'params: { a: { title: *t, money: «1.005 } }' },
      rule: 'TYPE',
      says: 'two decimals',
    },
    {
      name: 'a parameter of two types',
      parts: { head: 'params: { a: «{ title: *t, money: 1, int: 1 } }' },
      rule: 'TYPE',
    },
    {
      name: 'a whole number with a fraction',
      parts: { head: 'params: { a: { title: *t, int: «1.5 } }' },
      rule: 'TYPE',
    },
    {
      name: 'a table without else',
      parts: {
        head: 'launch: { p: { title: *t, type: enum, of: [a, b] } }\nparams: { sla: { title: *t, duration: «{ by: p, a: 1h } } }',
      },
      rule: 'TABLE_NOT_TOTAL',
    },
    {
      name: 'a preset that is none of the words',
      parts: { head: 'launch: { p: { title: *t, type: enum, of: [a, b], preset: «c } }' },
      rule: 'UNKNOWN_WORD',
    },
    {
      name: 'a preset of another kind',
      parts: { head: 'launch: { p: { title: *t, type: int, preset: «many } }' },
      rule: 'TYPE',
    },
  ],
  [
    {
      name: 'a decision, an automation and a wait',
      parts: {
        steps:
          '- { decision: d, title: *t, hint: *t, results: { a: { title: *t, type: int } }, first: [{ else: { a: 1 } }] }\n- { automation: b, title: *t, hint: *t, run: adjustStock, with: { qty: a } }\n- { wait: w, title: *t, hint: *t, event: parcel.received, correlate: "\'x\'", look: { every: 6h } }',
      },
    },
    {
      name: 'a table that covers every word',
      parts: {
        head: 'launch: { p: { title: *t, type: enum, of: [a, b] } }\nparams: { sla: { title: *t, duration: { by: p, a: 1h, b: 2h } } }',
      },
    },
  ],
)
