import { rule } from './wrong-table.ts'

const step = (more: string, id = 'work') => `- { task: ${id}, title: *t, hint: *t, ${more} }`
const launch = `launch:
  order_no: { title: *t, type: order }
  item_paid: { title: *t, type: money, above: 0 }`

rule(
  'what is named exists',
  [
    {
      name: 'step in after',
      parts: { steps: `${step('role: operator')}\n${step('role: operator, after: «wrok', 'next')}` },
      rule: 'UNKNOWN_STEP',
      says: "Did you mean 'work'?",
    },
    {
      name: 'step in a list of after',
      parts: { steps: `${step('role: operator')}\n${step('role: operator, after: [work, { step: «wokr }]', 'next')}` },
      rule: 'UNKNOWN_STEP',
      says: "Did you mean 'work'?",
    },
    {
      name: 'step in return_to',
      parts: {
        steps: `${step('role: operator')}\n${step('role: operator, approve: ops-lead, then: [{ on: rejected, return_to: «worc }]', 'next')}`,
      },
      rule: 'UNKNOWN_STEP',
    },
    { name: 'step in not_by', parts: { steps: step('role: operator, not_by: «nobody') }, rule: 'UNKNOWN_STEP' },
    {
      name: 'step a due counts from',
      parts: { steps: step('role: operator, due: «rr-refnd + 2h') },
      rule: 'UNKNOWN_STEP',
    },
    {
      name: 'step opened that is not on demand',
      parts: { steps: `${step('role: operator')}\n${step('role: operator, then: [{ open: «work }]', 'next')}` },
      rule: 'UNKNOWN_STEP',
      says: 'on_demand',
    },
    { name: 'role', parts: { steps: step('role: «cs-agnet') }, rule: 'UNKNOWN_ROLE', says: "Did you mean 'cs-agent'?" },
    {
      name: 'role in a case',
      parts: { steps: step("role: [{ if: 'true', then: «buyr }, { else: cs-lead }]") },
      rule: 'UNKNOWN_ROLE',
      says: "'buyer'",
    },
    {
      name: 'role that only reads',
      parts: { steps: step('role: «auditor') },
      rule: 'UNKNOWN_ROLE',
      says: 'only reads',
    },
    {
      name: 'role of an approval level',
      parts: { steps: step('role: operator, approve: [ops-lead, { role: «stor-manager }]') },
      rule: 'UNKNOWN_ROLE',
    },
    { name: 'role that starts it', parts: { head: 'starts: [«cs-agnt]' }, rule: 'UNKNOWN_ROLE' },
    {
      name: 'outcome of a branch',
      parts: { steps: step("role: operator, then: [{ if: 'work.late', end: «doen }]") },
      rule: 'UNKNOWN_OUTCOME',
      says: "'done'",
    },
    {
      name: 'outcome at the end',
      parts: { tail: 'outcome: [{ else: «finished }]\noutcomes: { done: *t }' },
      rule: 'UNKNOWN_OUTCOME',
    },
    {
      name: 'anchor moved',
      parts: { steps: step('role: operator, then: [{ move: { «S: now } }]') },
      rule: 'UNKNOWN_ANCHOR',
    },
    {
      name: 'parameter',
      parts: {
        head: `${launch}\nparams: { low_value: { title: *t, money: 50 } }`,
        steps: step('role: operator, when: «item_paid <= params.low_valu'),
      },
      rule: 'UNKNOWN_PARAMETER',
      says: "'low_value'",
    },
    {
      name: 'fact',
      parts: {
        head: launch,
        steps: step(
          'role: operator, facts: { order: { query: order, with: { order_no: order_no } } }, when: «facts.ordr.exists',
        ),
      },
      rule: 'UNKNOWN_FACT',
      says: "'order'",
    },
    {
      name: 'member of a fact',
      parts: {
        head: launch,
        steps: step(
          'role: operator, facts: { order: { query: order, with: { order_no: order_no } } }, when: «facts.order.exist',
        ),
      },
      rule: 'UNKNOWN_FIELD',
      says: "'exists'",
    },
    {
      name: 'value',
      parts: { head: launch, steps: step('role: operator, when: «itme_paid > yuan(50)') },
      rule: 'UNKNOWN_NAME',
      says: "'item_paid'",
    },
    {
      name: 'answer of a step',
      parts: {
        steps: `${step('role: operator, form: { qty: { title: *t, type: int } }')}\n${step('role: operator, when: «work.qyt > 3', 'next')}`,
      },
      rule: 'UNKNOWN_FIELD',
      says: "'qty'",
    },
    {
      name: 'function',
      parts: { head: launch, steps: step('role: operator, when: «refundApprover(item_paid)') },
      rule: 'EXPR_UNKNOWN_FUNCTION',
      says: "'refundApprovers'",
    },
    {
      name: 'field a rule points at',
      parts: {
        steps: step(
          'role: operator, form: { qty: { title: *t, type: int } }, rules: [{ block: qty > 0, field: «qyt, says: *t }]',
        ),
      },
      rule: 'UNKNOWN_FIELD',
      says: "'qty'",
    },
    {
      name: 'field with the business instant',
      parts: { steps: step('role: operator, at: «paid_at, form: { qty: { title: *t, type: int } }') },
      rule: 'UNKNOWN_FIELD',
    },
    {
      name: 'field silence answers',
      parts: {
        steps: step(
          'role: operator, form: { answer: { title: *t, type: text } }, unanswered: { after: open + 4h, answers: { «anwser: silent } }',
        ),
      },
      rule: 'UNKNOWN_FIELD',
      says: "'answer'",
    },
    {
      name: 'result of a decision',
      parts: {
        steps:
          '- { decision: choose, title: *t, hint: *t, results: { method: { title: *t, type: text } }, first: [{ else: { «metod: "\'x\'" } }] }',
      },
      rule: 'UNKNOWN_RESULT',
      says: "'method'",
    },
    {
      name: 'launch field a parameter goes by',
      parts: { head: 'params: { sla: { title: *t, duration: { by: «platform, tmall: 24h, else: 48h } } }' },
      rule: 'UNKNOWN_FIELD',
    },
    { name: 'top-level key', parts: { head: '«stage: []' }, rule: 'UNKNOWN_KEY', says: "'stages'" },
    { name: 'key of a step', parts: { steps: step('«rol: operator') }, rule: 'UNKNOWN_KEY', says: "'role'" },
    {
      name: 'playbook that would start itself',
      parts: { steps: step('role: operator, then: [{ launch: «small-playbook }]') },
      rule: 'RECURSION',
    },
    {
      name: 'field of the started playbook',
      parts: { steps: step('role: operator, then: [{ launch: other-playbook, with: { «sorce: chat } }]') },
      rule: 'UNKNOWN_FIELD',
      says: "'source'",
      launches: () => [{ name: 'source', type: 'text', title: { zh: '来源', en: 'Source' }, required: true }],
    },
    {
      name: 'what the started playbook needs',
      parts: { steps: step('role: operator, then: [{ launch: «other-playbook }]') },
      rule: 'MISSING_INPUT',
      says: 'source',
      launches: () => [{ name: 'source', type: 'text', title: { zh: '来源', en: 'Source' }, required: true }],
    },
  ],
  [
    {
      name: 'everything known',
      parts: {
        head: launch,
        steps: `${step('role: operator, due: open + 2h, when: item_paid > yuan(50)')}\n${step('role: cs-lead, after: work, due: work + 24h', 'next')}`,
      },
    },
    {
      name: 'a role by cases',
      parts: { head: launch, steps: step('role: [{ if: item_paid > yuan(5), then: buyer }, { else: cs-lead }]') },
    },
  ],
)
