import { describe, expect, test } from 'vitest'
import { planSha256 } from '#engine/language/compile-playbook.ts'
import { head } from './compile-head.ts'
import { planOf, playbook } from './playbook-text.ts'

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

describe('the hash', () => {
  test('is over the plan without itself and changes with any word', () => {
    const plan = planOf(playbook())
    expect(plan.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(planSha256(plan)).toBe(plan.sha256)
    expect(planOf(playbook().replace('en: Title', 'en: Heading')).sha256).not.toBe(plan.sha256)
  })

  test('the plan survives JSON unchanged', () => {
    const plan = planOf(playbook({ head }))
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
  })
})
