import { rule } from './wrong-table.ts'

const head = `launch:
  liable: { title: *t, type: enum, of: [seller, buyer] }
  in_window: { title: *t, type: bool }
  item_paid: { title: *t, type: money }`
const decide = (rows: string) => ({
  head,
  steps: `- decision: choose
  title: *t
  hint: *t
  results: { method: { title: *t, type: enum, of: [keep, refund, reject] } }
  ${rows.split('\n').join('\n  ')}`,
})

rule(
  'tables answer every case once',
  [
    {
      name: 'first without else',
      parts: decide('first:\n  - «{ if: in_window, then: { method: refund } }'),
      rule: 'DECISION_NOT_TOTAL',
    },
    {
      name: 'unique without else',
      parts: decide(
        "unique:\n  - { if: in_window, then: { method: refund } }\n  - «{ if: '!in_window', then: { method: reject } }",
      ),
      rule: 'DECISION_NOT_TOTAL',
    },
    {
      name: 'else that is not the last',
      parts: decide('first:\n  - «{ else: { method: reject } }\n  - { if: in_window, then: { method: refund } }'),
      rule: 'DECISION_SHAPE',
    },
    {
      name: 'unique rows that overlap',
      parts: decide(
        "unique:\n  - { row: U1, if: liable == 'buyer', then: { method: reject } }\n  - «{ row: U2, if: in_window, then: { method: refund } }\n  - { else: { method: keep } }",
      ),
      rule: 'DECISION_OVERLAP',
      says: `Rows 'U1' and 'U2' both hold for liable = "buyer", in_window = true`,
    },
    {
      name: 'a row the rows before it swallow',
      parts: decide(
        "first:\n  - { if: liable == 'buyer', then: { method: reject } }\n  - { if: liable == 'seller', then: { method: refund } }\n  - «{ row: D3, if: in_window, then: { method: keep } }\n  - { else: { method: keep } }",
      ),
      rule: 'ROW_NEVER',
      says: 'D3',
      severity: 'warning',
    },
    {
      name: 'neither table nor set',
      parts: { steps: '- «{ decision: choose, title: *t, hint: *t, results: { method: { title: *t, type: text } } }' },
      rule: 'DECISION_SHAPE',
    },
    {
      name: 'a word that is none of the result',
      parts: decide('first: [{ else: { method: «refnd } }]'),
      rule: 'UNKNOWN_WORD',
      says: "'refund'",
    },
  ],
  [
    {
      name: 'first with else',
      parts: decide(
        'first:\n  - { if: "liable != \'buyer\' && item_paid <= yuan(50)", then: { method: keep } }\n  - { else: { method: reject } }',
      ),
    },
    {
      name: 'unique rows that exclude each other',
      parts: decide(
        'unique:\n  - { if: "liable == \'buyer\' && in_window", then: { method: refund } }\n  - { if: "liable == \'buyer\' && !in_window", then: { method: reject } }\n  - { else: { method: keep } }',
      ),
    },
    {
      name: 'collect without else',
      parts: decide(
        'collect:\n  - { if: in_window, then: { method: refund } }\n  - { if: item_paid > yuan(5), then: { method: keep } }',
      ),
    },
    {
      name: 'one calculation',
      parts: { head, steps: '- { decision: amount, title: *t, hint: *t, set: { approved: item_paid * 2 } }' },
    },
  ],
)
