import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { completes, statuses, told } from './story.ts'

const plan = playbook(
  `
- decision: decide-method
  role: cs-agent
  results: { method: { type: enum, of: [refund, exchange] } }
  first:
    - { row: E, if: wanted == 'exchange' && in_stock, then: { method: exchange } }
    - { row: R, else: { method: refund } }
- { task: refund, role: cs-agent, after: decide-method, when: method == 'refund', rule: row R }
- { task: exchange, role: warehouse, after: decide-method, when: method == 'exchange', rule: row E }
- { task: close-ticket, role: cs-agent, after: [refund, exchange] }
`,
  `
launch:
  wanted: { type: enum, of: [refund, exchange] }
  in_stock: { type: bool }
`,
)

describe('exclusive choice and simple merge', () => {
  it.each([
    ['refund', true, ['refund.1 done', 'exchange.1 skipped']],
    ['exchange', true, ['refund.1 skipped', 'exchange.1 done']],
    ['exchange', false, ['refund.1 done', 'exchange.1 skipped']],
  ])('wanted %s, in stock %s: one branch runs, either one leads on to the end', (wanted, in_stock, branches) => {
    const acts = [
      completes('10:05', 'cs-agent', 'decide-method'),
      completes('10:10', 'cs-agent', 'refund'),
      completes('10:10', 'warehouse', 'exchange'),
      completes('10:20', 'cs-agent', 'close-ticket'),
    ]
    const played = told(plan, acts, { inputs: { wanted, in_stock } })
    expect(statuses(played)).toEqual(['decide-method.1 done', ...branches, 'close-ticket.1 done'])
    expect(played.outcome).toBe('done')
  })

  it('the branch not taken is skipped by the rule that decided', () => {
    const played = told(plan, [completes('10:05', 'cs-agent', 'decide-method')], {
      inputs: { wanted: 'refund', in_stock: true },
    })
    expect(played.events.find((event) => event.type === 'step.skippedByRule')).toMatchObject({
      stepKey: 'exchange.1',
      personId: 'system',
      data: { rule: 'row E' },
    })
    expect(played.steps.find((step) => step.key === 'decide-method.1')?.answers).toEqual({ row: 'R', method: 'refund' })
  })
})
