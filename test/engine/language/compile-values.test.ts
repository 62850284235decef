import { describe, expect, test } from 'vitest'
import { compilePlaybook } from '#engine/language/compile-playbook.ts'
import { head, step } from './compile-head.ts'
import { planOf, playbook, stepOf } from './playbook-text.ts'

describe('words and values', () => {
  const set = (values: string) => {
    const plan = planOf(
      playbook({
        head,
        steps: `- decision: choose
  title: *t
  hint: *t
  results: { method: { title: *t, type: enum, of: [keep, reject] }, pay: { title: *t, type: money }, note: { title: *t, type: text }, all: { title: *t, type: list, item: enum, of: [keep, reject] } }
  first: [{ else: ${values} }]`,
      }),
    )
    return plan.steps[0]?.decision?.rows[0]?.then
  }
  test.each([
    ['{ method: keep }', { method: "'keep'" }],
    ['{ pay: 12.50 }', { pay: '1250' }],
    ['{ pay: params.low_value * 2 }', { pay: 'params.low_value * 2' }],
    ['{ note: sku }', { note: 'sku' }],
    [`{ note: "'sku'" }`, { note: "'sku'" }],
    ['{ note: null }', { note: 'null' }],
    ['{ all: [keep, reject] }', { all: "['keep', 'reject']" }],
    [`{ method: "goodwill ? 'keep' : 'reject'" }`, { method: "goodwill ? 'keep' : 'reject'" }],
  ])('%s', (written, then) => {
    expect(set(written)).toEqual(then)
  })

  test('words for another playbook are words, names are names', () => {
    const branch = step(
      'then: [{ launch: other, with: { source: chat, order: order_no, many: 3, deep: { reason: reason, kind: loud } } }]',
    )?.branches[0]
    expect(branch?.launch?.with).toEqual({
      source: "'chat'",
      order: 'order_no',
      many: '3',
      deep: "{'reason': reason, 'kind': 'loud'}",
    })
  })

  test('the plan is the same whether the other playbook is at hand or not', () => {
    const text = playbook({
      head,
      steps:
        '- { task: work, title: *t, hint: *t, role: operator, then: [{ launch: other, with: { source: chat, reason: reason } }] }',
    })
    const launches = () => [
      {
        name: 'source',
        type: 'enum' as const,
        of: ['chat', 'phone'],
        title: { zh: '来源', en: 'Source' },
        required: true,
      },
      {
        name: 'reason',
        type: 'enum' as const,
        of: ['quality', 'reason', 'dislike'],
        title: { zh: '原因', en: 'Reason' },
        required: true,
      },
    ]
    expect(compilePlaybook(text, launches).plan?.sha256).toBe(planOf(text).sha256)
    expect(compilePlaybook(text, launches).findings).toEqual([])
  })
})

describe('approvals', () => {
  test.each([
    ['approve: ops-lead', { levels: [{ role: 'ops-lead' }] }],
    ['approve: [ops-lead, finance]', { levels: [{ role: 'ops-lead' }, { role: 'finance' }] }],
    [
      'approve: { by: [ops-lead, { role: store-manager, if: item_paid > params.low_value }], within: 2h, when: goodwill }',
      {
        levels: [{ role: 'ops-lead' }, { role: 'store-manager', if: 'item_paid > params.low_value' }],
        within: "'2h'",
        when: 'goodwill',
      },
    ],
    [
      'approve: { by: ops-lead, within: [{ if: goodwill, then: 30m }, { else: params.refund_sla }] }',
      { levels: [{ role: 'ops-lead' }], within: "(goodwill) ? '30m' : (params.refund_sla)" },
    ],
  ])('%s', (written, approval) => {
    expect(step(written)?.approval).toEqual(approval)
  })

  test('an approval step names its ladder and its requester', () => {
    const plan = planOf(
      playbook({
        head,
        steps: `- { task: work, title: *t, hint: *t, role: cs-agent }
- { approval: agree, title: *t, hint: *t, ladder: "refundApprovers(item_paid, yuan(50), yuan(200), yuan(2000))", requester: work, within: 2h }`,
      }),
    )
    expect(stepOf(plan, 'agree').approval).toEqual({
      levels: [],
      ladder: 'refundApprovers(item_paid, yuan(50), yuan(200), yuan(2000))',
      within: "'2h'",
      requester: 'work',
    })
  })
})

describe('what follows', () => {
  test('branches, the end of silence first', () => {
    const plan = step(
      `form: { answer: { title: *t, type: enum, of: [accept, refuse] }, pay: { title: *t, type: money, required: false } },
         set: { asked: true },
         unanswered: { after: open + 4h, answers: { answer: refuse, pay: 5.00 }, end: done },
         then: [{ if: answer == 'accept', rule: R1, set: { asked: false }, move: { T: 'addDays(T, 1)' }, notify: ops-lead }],
         then_run: [{ run: adjustStock, with: { sku: sku } }]`.replaceAll('\n', ' '),
    )
    expect(plan?.set).toEqual({ asked: 'true' })
    expect(plan?.unanswered?.answers).toEqual({ answer: 'refuse', pay: 500 })
    expect(plan?.thenRun).toEqual([{ activity: 'adjustStock', input: { sku: 'sku' } }])
    expect(plan?.branches).toEqual([
      { on: 'unanswered', end: 'done' },
      {
        on: 'completed',
        if: "answer == 'accept'",
        rule: 'R1',
        set: { asked: 'false' },
        move: { T: 'addDays(T, 1)' },
        notify: ['ops-lead'],
      },
    ])
  })

  test('a rule has an id even when none is written', () => {
    const plan = step(
      'form: { qty: { title: *t, type: int } }, rules: [{ block: qty > 0, says: *t }, { warn: qty < 50, id: R-MANY, field: qty, approve: [ops-lead], says: *t }]',
    )
    expect(plan?.checks.map(({ says: _, ...check }) => check)).toEqual([
      { id: 'rule-1', grade: 'block', must: 'qty > 0' },
      { id: 'R-MANY', grade: 'warn', must: 'qty < 50', field: 'qty', approvers: ['ops-lead'] },
    ])
  })
})
