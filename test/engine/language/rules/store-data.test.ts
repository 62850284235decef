import { rule } from './wrong-table.ts'

const launch = 'launch: { order_no: { title: *t, type: order }, sku: { title: *t, type: sku } }'
const step = (more: string) => `- { task: work, title: *t, hint: *t, role: operator, ${more} }`

rule(
  "the store's data are asked for as they are",
  [
    {
      name: 'a query nobody answers',
      parts: { head: launch, steps: step('facts: { similar: { query: «similarComplaints, with: { sku: sku } } }') },
      rule: 'UNKNOWN_QUERY',
      says: 'similarComplaints24h',
    },
    {
      name: 'a query without what it needs',
      parts: { head: launch, steps: step('facts: { similar: «{ query: similarComplaints24h } }') },
      rule: 'QUERY_INPUT',
      says: 'sku',
    },
    {
      name: 'a query with what it does not take',
      parts: {
        head: launch,
        steps: step('facts: { similar: { query: similarComplaints24h, with: { sku: sku, «order: order_no } } }'),
      },
      rule: 'QUERY_INPUT',
    },
    {
      name: 'a source there is not',
      parts: { head: 'launch: { paid: { title: *t, type: money, from: «ordr.paid } }' },
      rule: 'UNKNOWN_SOURCE',
      says: "'order'",
    },
    {
      name: 'a member the source does not have',
      parts: {
        head: 'launch: { order_no: { title: *t, type: order }, paid: { title: *t, type: money, from: «order.payd } }',
      },
      rule: 'UNKNOWN_PATH',
      says: "'paid'",
    },
    {
      name: 'no field that tells which order',
      parts: { head: 'launch: { paid: { title: *t, type: money, from: «order.paid } }' },
      rule: 'KEY_UNCLEAR',
      says: 'by: <field>',
    },
    {
      name: 'facts at launch',
      parts: {
        head: 'launch: { order_no: { title: *t, type: order }, paid: { title: *t, type: money, from: «facts.order.paid } }\nlaunch_facts: { order: { query: order, with: { order_no: order_no } } }',
      },
      rule: 'LOOK_UP_PLACE',
    },
    {
      name: 'a look-up in a step',
      parts: { head: launch, steps: step('form: { paid: { title: *t, type: money, from: «order.paid } }') },
      rule: 'LOOK_UP_PLACE',
    },
    {
      name: 'a fact a field is filled from',
      parts: {
        head: launch,
        steps: step(
          'form: { n: { title: *t, type: int, from: «facts.simlar } }, facts: { similar: { query: similarComplaints24h, with: { sku: sku } } }',
        ),
      },
      rule: 'UNKNOWN_FACT',
      says: "'similar'",
    },
    {
      name: 'a column that is computed',
      parts: {
        steps: step(
          'form: { rows_: { title: *t, type: rows, columns: { a: { title: *t, type: int, «compute: 1 + 1 } } } }',
        ),
      },
      rule: 'COLUMN_SHAPE',
    },
  ],
  [
    {
      name: 'a look-up by the only order',
      parts: {
        head: 'launch: { order_no: { title: *t, type: order }, paid: { title: *t, type: money, from: order.paid } }',
      },
    },
    {
      name: 'a look-up by a named field',
      parts: {
        head: 'launch: { a: { title: *t, type: order }, b: { title: *t, type: order }, paid: { title: *t, type: money, from: { look: order.paid, by: b } } }',
      },
    },
    {
      name: 'a fact in a step',
      parts: {
        head: launch,
        steps: step(
          'form: { n: { title: *t, type: int, from: facts.similar } }, facts: { similar: { query: similarComplaints24h, with: { sku: sku } } }',
        ),
      },
    },
  ],
)
