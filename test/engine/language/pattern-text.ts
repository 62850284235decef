import { expect, test } from 'vitest'
import { compilePlaybook } from '#engine/language/compile-playbook.ts'
import type { Plan, StepPlan } from '#engine/model/plan.ts'
import { planOf, playbook, stepOf } from './playbook-text.ts'

const head = `launch:
  buyer: { title: *t, type: person }
  channels: { title: *t, type: list, item: enum, of: [search, live, sms] }
  goods: { title: *t, type: rows, columns: { sku: { title: *t, type: sku } } }
  applied_at: { title: *t, type: datetime }
  waybill: { title: *t, type: text }
anchors: { t0: applied_at }`
export const task = (id: string, more = '') =>
  `- { task: ${id}, title: *t, hint: *t, role: operator${more === '' ? '' : `, ${more}`} }`
export const together = (...tasks: string[]) => `- parallel:\n${tasks.map((line) => `    ${line}`).join('\n')}`
export const decide = `- { decision: choose, title: *t, hint: *t, role: cs-agent, results: { method: { title: *t, type: enum, of: [refund, exchange] } }, first: [{ if: waybill == null, then: { method: refund } }, { else: { method: exchange } }] }`
const tail = `outcome: [{ else: done }]
outcomes: { done: *t, called_off: *t }`

/** A workflow pattern as the grammar writes it, and what must be seen of it in the plan. */
export interface Pattern {
  name: string
  steps: string
  shows: (plan: Plan, step: (id: string) => StepPlan) => void
}

/** Each pattern compiles without a word of complaint but unused ends, and shows in the plan. */
export function patterns(table: readonly Pattern[]): void {
  test.each(table)('$name', ({ steps, shows }) => {
    const text = playbook({ head, steps, tail })
    expect(compilePlaybook(text).findings.filter((finding) => finding.rule !== 'OUTCOME_NEVER')).toEqual([])
    const plan = planOf(text)
    shows(plan, (id) => stepOf(plan, id))
  })
}
