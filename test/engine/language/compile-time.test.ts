import { describe, expect, test } from 'vitest'
import { step } from './compile-head.ts'

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
