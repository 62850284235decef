import { describe, expect, test } from 'vitest'
import { compilePlaybook, planSha256 } from '#engine/language/compile-playbook.ts'
import { edgesOf, planOf, playbook, stepOf } from './playbook-text.ts'

const head = `hosting: desk
starts: [cs-agent]
dues: service-hours
correlate: after_sale_no ?? order_no + '/' + sku
priority: "reason == 'quality' ? 1 : 3"
anchors:
  t0: applied_at
  T: { at: dayStart(campaign_day), plan: back }
params:
  low_value: { title: *t, money: 50.00 }
  share: { title: *t, percent: 20 }
  slot: { title: *t, clock: 12:30 }
  refund_sla: { title: *t, duration: { by: reason, quality: 24h, else: 48h } }
launch:
  order_no: { title: *t, type: order }
  after_sale_no: { title: *t, type: text, required: false }
  sku: { title: *t, type: sku }
  reason: { title: *t, type: enum, of: [quality, dislike] }
  item_paid: { title: *t, type: money, above: 0, max: 9999.99, from: order.paid }
  applied_at: { title: *t, type: datetime }
  campaign_day: { title: *t, type: date }
  goodwill: { title: *t, type: bool, preset: false }`
const step = (more: string, id = 'work') =>
  planOf(playbook({ head, steps: `- { task: ${id}, title: *t, hint: *t, role: operator, ${more} }` })).steps[0]

describe('the head', () => {
  const plan = planOf(playbook({ head }))
  test('is copied, defaults filled', () => {
    expect(plan).toMatchObject({
      language: 1,
      sop: 'small-playbook',
      version: '1.0.0',
      hosting: 'desk',
      serviceHours: true,
      starters: ['cs-agent'],
    })
    expect(planOf(playbook())).toMatchObject({
      hosting: 'own',
      serviceHours: false,
      starters: [],
      correlate: null,
      priority: null,
      launch: [],
    })
  })

  test('?? is written as a function', () => {
    expect(plan.correlate).toBe("firstOf(after_sale_no , order_no + '/' + sku)")
  })

  test('anchors know whether plans are counted back from them', () => {
    expect(plan.anchors).toEqual([
      { name: 't0', at: 'applied_at', planned: false },
      { name: 'T', at: 'dayStart(campaign_day)', planned: true },
    ])
  })

  test('parameters: money in fen, a table by a launch field', () => {
    expect(plan.parameters.map(({ title: _, ...parameter }) => parameter)).toEqual([
      { name: 'low_value', type: 'money', value: 5000 },
      { name: 'share', type: 'percent', value: 20 },
      { name: 'slot', type: 'clock', value: '12:30' },
      { name: 'refund_sla', type: 'duration', value: '48h', by: 'reason', cases: { quality: '24h' } },
    ])
  })

  test('fields: money in fen, required unless said otherwise', () => {
    const field = (name: string) => plan.launch.find((candidate) => candidate.name === name)
    expect(field('item_paid')).toMatchObject({
      above: 0,
      max: 999_999,
      required: true,
      lookUp: { source: 'order', key: 'order_no', path: 'paid' },
    })
    expect(field('after_sale_no')).toMatchObject({ required: false })
    expect(field('goodwill')).toMatchObject({ required: false, preset: false })
  })

  test('roles are listed by first use', () => {
    expect(plan.roles).toEqual(['cs-agent', 'operator'])
  })
})

describe('instants', () => {
  const point = (base: object, offset: object | null, clock: string | null = null) => ({ base, offset, clock })
  test.each([
    ['t0 + 30m', point({ kind: 'anchor', name: 't0' }, { unit: 'ms', value: 1_800_000 })],
    ['T - 15d 10:00', point({ kind: 'anchor', name: 'T' }, { unit: 'days', value: -15 }, '10:00')],
    ['T - 15d', point({ kind: 'anchor', name: 'T' }, { unit: 'days', value: -15 })],
    ['open + 1h30m', point({ kind: 'open' }, { unit: 'ms', value: 5_400_000 })],
    ['work + 3wd', point({ kind: 'step', stepId: 'work' }, { unit: 'workingDays', value: 3 })],
    ['applied_at + 24h', point({ kind: 'value', expression: 'applied_at' }, { unit: 'ms', value: 86_400_000 })],
    ['addDays(applied_at, 2)', point({ kind: 'value', expression: 'addDays(applied_at, 2)' }, null)],
    [
      't0 + params.refund_sla',
      point({ kind: 'anchor', name: 't0' }, { unit: 'expression', value: 'params.refund_sla', sign: 1 }),
    ],
    [
      "t0 - (goodwill ? '1h' : '2h')",
      point({ kind: 'anchor', name: 't0' }, { unit: 'expression', value: "(goodwill ? '1h' : '2h')", sign: -1 }),
    ],
    ['grid + 15m', point({ kind: 'value', expression: 'grid' }, { unit: 'ms', value: 900_000 })],
    ['T', point({ kind: 'anchor', name: 'T' }, null)],
  ])('%s', (written, at) => {
    expect(step(`due: "${written}"`)?.due).toEqual({ cases: [{ if: null, at }] })
  })

  test('cases, hard and planned dues', () => {
    const hard = step("hard_due: [{ if: reason == 'quality', then: t0 + 1h }, { else: t0 + 24h }]")
    expect(hard?.hard).toBe(true)
    expect(hard?.due?.cases.map((entry) => entry.if)).toEqual(["reason == 'quality'", null])
    expect(step('due: t0 + 1h')?.hard).toBe(false)
  })
})

describe('repetitions', () => {
  const T = { kind: 'anchor', name: 'T' }
  test.each([
    [
      '{ daily: "10:00", from: T + 1d, to: T + 7d }',
      {
        kind: 'daily',
        clock: '10:00',
        from: { base: T, offset: { unit: 'days', value: 1 }, clock: null },
        to: { base: T, offset: { unit: 'days', value: 7 }, clock: null },
        opens: 'grid',
      },
    ],
    [
      '{ every: 30m, from: T + 30m, through: T + 3h, opens: before }',
      {
        kind: 'every',
        every: "'30m'",
        from: { base: T, offset: { unit: 'ms', value: 1_800_000 }, clock: null },
        through: { base: T, offset: { unit: 'ms', value: 10_800_000 }, clock: null },
        opens: 'before',
      },
    ],
    [
      '{ every: 15m, from: T, before: T + 2h }',
      {
        kind: 'every',
        every: "'15m'",
        from: { base: T, offset: null, clock: null },
        before: { base: T, offset: { unit: 'ms', value: 7_200_000 }, clock: null },
        opens: 'grid',
      },
    ],
    [
      '{ each: "[sku]", as: entry, from: T + 5m, slot: 10 }',
      {
        kind: 'each',
        list: '[sku]',
        as: 'entry',
        from: { base: T, offset: { unit: 'ms', value: 300_000 }, clock: null },
        slotMinutes: '10',
        opens: 'grid',
      },
    ],
    [
      '{ until: goodwill, max: 2, every: 24h }',
      { kind: 'until', until: 'goodwill', max: 2, every: "'24h'", opens: 'grid' },
    ],
  ])('%s', (written, repeat) => {
    expect(step(`repeat: ${written}`)?.repeat).toEqual(repeat)
  })
})

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

describe('the hash', () => {
  test('is over the plan without itself and changes with any word', () => {
    const plan = planOf(playbook())
    expect(plan.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(planSha256(plan)).toBe(plan.sha256)
    expect(planOf(playbook().replace('en: Title', 'en: Titel')).sha256).not.toBe(plan.sha256)
  })

  test('the plan survives JSON unchanged', () => {
    const plan = planOf(playbook({ head }))
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
  })
})

describe('order of the steps', () => {
  const task = (id: string, more = '') =>
    `- { task: ${id}, title: *t, hint: *t, role: operator${more === '' ? '' : `, ${more}`} }`
  const nested = (lines: string) =>
    lines
      .split('\n')
      .map((line) => `    ${line}`)
      .join('\n')
  const edges = (steps: string) => edgesOf(planOf(playbook({ steps })))

  test.each([
    ['one after the other', `${task('a')}\n${task('b')}\n${task('c')}`, { a: '', b: 'a', c: 'b' }],
    [
      'together, the next waits for all',
      `${task('a')}\n- parallel:\n${nested(`${task('b')}\n${task('c')}`)}\n${task('d')}`,
      { a: '', b: 'a', c: 'a', d: 'b c' },
    ],
    [
      'a branch of several',
      `- parallel:\n${nested(`- sequence:\n${nested(`${task('a')}\n${task('b')}`)}\n${task('c')}`)}\n${task('d')}`,
      { a: '', b: 'a', c: '', d: 'b c' },
    ],
    [
      'blocks in blocks',
      `${task('a')}\n- parallel:\n${nested(`- sequence:\n${nested(`${task('b')}\n- parallel:\n${nested(`${task('c')}\n${task('d')}`)}`)}\n${task('e')}`)}\n${task('f')}`,
      { a: '', b: 'a', c: 'b', d: 'b', e: 'a', f: 'c d e' },
    ],
    [
      'as written',
      `${task('a')}\n${task('b')}\n${task('c', 'after: a')}\n${task('d', 'after: [b, { step: c, if: a.late }]')}\n${task('e', 'after: []')}`,
      { a: '', b: 'a', c: 'a', d: 'b c?', e: '' },
    ],
    [
      'beside optional and on-demand steps',
      `${task('a')}\n${task('watch', 'optional: true')}\n${task('b')}\n${task('incident', 'on_demand: { by: operator }')}\n${task('c')}`,
      { a: '', watch: 'a', b: 'a', incident: '', c: 'b' },
    ],
    [
      'behind an optional step that is named',
      `${task('a')}\n${task('watch', 'optional: true')}\n${task('b', 'after: watch')}`,
      { a: '', watch: 'a', b: 'watch' },
    ],
  ])('%s', (_name, steps, expected) => {
    expect(edges(steps)).toEqual(expected)
  })

  test('the first step of a stage follows the last of the stage before', () => {
    const tail =
      '  - stage: second\n    title: *t\n    steps:\n      - { task: b, title: *t, hint: *t, role: operator }\noutcome: [{ else: done }]\noutcomes: { done: *t }'
    const plan = planOf(playbook({ steps: task('a'), tail }))
    expect(edgesOf(plan)).toEqual({ a: '', b: 'a' })
    expect(plan.steps.map((entry) => [entry.stage, entry.order])).toEqual([
      ['only', 0],
      ['second', 1],
    ])
  })
})
