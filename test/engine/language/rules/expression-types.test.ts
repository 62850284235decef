import { rule } from './wrong-table.ts'

const head = `launch:
  order_no: { title: *t, type: order }
  item_paid: { title: *t, type: money }
  qty: { title: *t, type: int }
  reason: { title: *t, type: enum, of: [quality, damaged, dislike] }
  applied_at: { title: *t, type: datetime }
  shipped_at: { title: *t, type: datetime }
  goods: { title: *t, type: rows, columns: { sku: { title: *t, type: sku }, price: { title: *t, type: money } } }
  phone: { title: *t, type: text, pii: true }
params:
  low_value: { title: *t, money: 50.00 }
  limit: { title: *t, int: 3 }`
const when = (expression: string) => ({
  head,
  steps: `- task: work\n  title: *t\n  hint: *t\n  role: operator\n  when: «${JSON.stringify(expression)}`,
})
const wrong = (name: string, expression: string, rule_: string, says?: string) => ({
  name,
  parts: when(expression),
  rule: rule_,
  ...(says === undefined ? {} : { says }),
})
const right = (name: string, expression: string) => ({
  name,
  parts: { ...when(expression), steps: when(expression).steps.replace('«', '') },
})

rule(
  'expressions give what is needed',
  [
    wrong('money with a bare number', 'item_paid > 50', 'EXPR_TYPE', 'yuan(50.00)'),
    wrong('money with a number parameter', 'item_paid > params.limit', 'EXPR_TYPE'),
    wrong('a number with money', 'qty > params.low_value', 'EXPR_TYPE'),
    wrong('money times money', 'item_paid * item_paid > yuan(1)', 'EXPR_TYPE'),
    wrong('money plus a number', 'item_paid + 5 > yuan(1)', 'EXPR_TYPE'),
    wrong('a text with a number', 'order_no == 5', 'EXPR_TYPE'),
    wrong('a text plus a number', "order_no + qty == 'x'", 'EXPR_TYPE'),
    wrong('instants by order', 'applied_at < shipped_at', 'EXPR_TYPE', 'before(a, b)'),
    wrong('a word the enum does not have', "reason == 'qualty'", 'UNKNOWN_WORD', "'quality'"),
    wrong('a word in a list the enum does not have', "reason in ['quality', 'damage']", 'UNKNOWN_WORD', "'damaged'"),
    wrong('a condition that is a number', 'qty', 'EXPR_TYPE', 'true/false'),
    wrong('and with a text', "reason == 'quality' && order_no", 'EXPR_TYPE'),
    wrong('not with a number', '!qty', 'EXPR_TYPE'),
    wrong('a choice of two kinds', "(qty > 1 ? item_paid : 'x') == null", 'EXPR_TYPE'),
    wrong('a member of a list', 'goods.price > yuan(1)', 'EXPR_TYPE', 'goods.map'),
    wrong('a column that is not there', 'goods.exists(g, g.prise > yuan(1))', 'UNKNOWN_FIELD', "'price'"),
    wrong('a loop over a number', 'qty.exists(q, q > 1)', 'EXPR_TYPE'),
    wrong('in with a text', "'q' in reason", 'EXPR_TYPE'),
    wrong('too few values for a function', 'refundApprovers(item_paid) == null', 'EXPR_ARGUMENTS'),
    wrong('money where a number belongs', 'safetyStock(item_paid, 3, 20) > 1', 'EXPR_TYPE'),
    wrong('a bare number where money belongs', 'grossMargin(100, item_paid) > 30', 'EXPR_TYPE', 'yuan'),
    wrong('a record that lacks a member', "week1Decision({'qty_7d': 3}, 5, 20).codes == null", 'EXPR_ARGUMENTS', 'uv'),
    wrong('an instant where a day belongs', 'dayStart(applied_at) == null', 'EXPR_TYPE'),
    wrong('personal data', "phone == '139'", 'PII_READ'),
    {
      name: 'a bare number for a money result',
      parts: {
        head,
        steps:
          '- { decision: d, title: *t, hint: *t, results: { pay: { title: *t, type: money } }, first: [{ else: { pay: «qty + 1 } }] }',
      },
      rule: 'EXPR_TYPE',
    },
    {
      name: 'a computed field of another kind',
      parts: {
        head,
        steps:
          '- { task: work, title: *t, hint: *t, role: operator, form: { pay: { title: *t, type: money, compute: «qty } } }',
      },
      rule: 'EXPR_TYPE',
    },
    {
      name: 'a priority that is a text',
      parts: { head: `${head}\npriority: «order_no` },
      rule: 'EXPR_TYPE',
      says: 'a number',
    },
    {
      name: 'a ladder that is no list',
      parts: { head, steps: '- { task: work, title: *t, hint: *t, role: operator, approve: { ladder: «order_no } }' },
      rule: 'EXPR_TYPE',
      says: 'a list',
    },
    {
      name: 'a set value used as something else',
      parts: {
        head,
        steps:
          '- { task: a, title: *t, hint: *t, role: operator, set: { total: item_paid * 2 } }\n- { task: b, title: *t, hint: *t, role: operator, when: «total > 5 }',
      },
      rule: 'EXPR_TYPE',
    },
  ],
  [
    right('money with yuan', 'item_paid > yuan(50.00)'),
    right('money with a money parameter', 'item_paid * 2 <= params.low_value'),
    right('money with nothing', 'item_paid > 0'),
    right('a share of money', 'item_paid / params.low_value > 2.5'),
    right('a number with a number', 'qty * 2 >= params.limit'),
    right('compared with null', 'item_paid != null && order_no == null'),
    right('words of the enum', "reason in ['quality', 'damaged'] || reason == 'dislike'"),
    right('instants by function', 'before(applied_at, shipped_at) && minutesBetween(applied_at, shipped_at) > 30'),
    right('columns in a loop', 'goods.all(g, g.price > yuan(1)) && sum(goods.map(g, g.price)) < yuan(100)'),
    right('max of money', 'max(item_paid, yuan(1)) > params.low_value'),
    right('whether personal data are there', 'phone != null'),
    right('first of several', "(order_no ?? 'none') != 'none'"),
  ],
)
