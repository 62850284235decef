import { rule } from './wrong-table.ts'

const step = (id: string, more: string) => `- { task: ${id}, title: *t, hint: *t, ${more} }`

rule(
  'duties can be kept and money has a second person',
  [
    {
      name: 'the top role approves its own work',
      parts: { steps: step('work', 'role: store-manager, approve: «store-manager') },
      rule: 'DUTY_UNSATISFIABLE',
    },
    {
      name: 'an approval step of the top role over its own step',
      parts: {
        steps: `${step('work', 'role: store-manager')}\n- { approval: agree, title: *t, hint: *t, by: «store-manager }`,
      },
      rule: 'DUTY_UNSATISFIABLE',
    },
    {
      name: 'not by itself',
      parts: { steps: step('work', 'role: operator, not_by: «work') },
      rule: 'DUTY_UNSATISFIABLE',
    },
    {
      name: 'a form, but nobody to fill it',
      parts: { steps: '- { task: «work, title: *t, hint: *t, form: { qty: { title: *t, type: int } } }' },
      rule: 'ROLE_MISSING',
      says: 'qty',
    },
    {
      name: 'an amount typed after the approval it decides',
      parts: {
        steps: `- approval: agree
  title: *t
  hint: *t
  ladder: refundApprovers(pay.amount ?? yuan(1), yuan(50), yuan(200), yuan(2000))
  requester: work
  after: work
${step('work', 'role: cs-agent')}
- { task: pay, title: *t, hint: *t, role: cs-agent, form: { amount: «{ title: *t, type: money } } }`,
      },
      rule: 'SOD_REQUIRED',
      says: "'agree' does not come after 'pay'",
    },
    {
      name: 'an approval that names nobody',
      parts: { steps: `${step('work', 'role: operator')}\n- «{ approval: agree, title: *t, hint: *t }` },
      rule: 'APPROVERS_UNCLEAR',
    },
  ],
  [
    { name: 'the same role, but somebody above', parts: { steps: step('work', 'role: ops-lead, approve: ops-lead') } },
    {
      name: 'the top role with a second one',
      parts: { steps: step('work', 'role: store-manager, approve: [store-manager, finance]') },
    },
    {
      name: 'not by those of the same role',
      parts: { steps: `${step('a', 'role: host')}\n${step('b', 'role: host, not_by: a')}` },
    },
    {
      name: 'an amount approved after it is typed',
      parts: {
        steps: `${step('pay', 'role: cs-agent, form: { amount: { title: *t, type: money } }')}
- { approval: agree, title: *t, hint: *t, ladder: "refundApprovers(amount, yuan(50), yuan(200), yuan(2000))", within: 2h }`,
      },
    },
    { name: 'nothing to fill', parts: { steps: '- { milestone: reached, title: *t, hint: *t }' } },
  ],
)
