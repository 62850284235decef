import { rule } from './wrong-table.ts'

const step = (phrases: string, form = '') =>
  `- { task: work, title: *t, hint: *t, role: operator${form}, phrases: [${phrases}] }`
const head = 'launch: { order_no: { title: *t, type: order } }'

rule(
  'what is said to customers is filled in from the case and says nothing that is forbidden',
  [
    {
      name: 'a field the case does not have',
      parts: { head, steps: step("{ zh: «'订单 {order}', en: 'Order {order_no}' }") },
      rule: 'UNKNOWN_FIELD',
      says: 'order_no',
    },
    {
      name: 'an absolute word (R-BANNED)',
      parts: { head, steps: step("{ zh: «'我们是全网第一', en: 'We are glad' }") },
      rule: 'BANNED_WORDS',
      says: '第一',
    },
    {
      name: 'money for a better review (R-NO-BRIBE)',
      parts: { head, steps: step("{ zh: «'改好评返5元', en: 'Thank you' }") },
      rule: 'BANNED_WORDS',
      says: '改好评',
    },
  ],
  [
    {
      name: 'fields of the launch and of the form',
      parts: {
        head,
        steps: step(
          "{ zh: '订单 {order_no} 寄到 {address}', en: 'Order {order_no} to {address}' }",
          ', form: { address: { title: *t, type: text } }',
        ),
      },
    },
  ],
)
