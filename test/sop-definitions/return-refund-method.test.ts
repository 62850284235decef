import { describe, expect, it } from 'vitest'
import { refundMethod } from '#engine/domain/refund-method.ts'
import type { RefundCase } from '#engine/domain/refund-method.ts'
import { liableSides, parcelStates, refundReasons, wantedOutcomes } from '#engine/domain/refund-words.ts'
import { evaluate, newProgramCache } from '#engine/expression/evaluate.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import { decisionResults } from '#engine/rules/decide-table.ts'
import type { TurnContext } from '#engine/run/turn-context.ts'
import { completes, cst, decides, due, refused, started, step } from './playbook.ts'
import { accepted, decided, inspects, instructs, parcelArrives, pays, refundCase, returnRefund } from './refund-case.ts'

/** Case whose every circumstance is ordinary; a row of the table below changes some. */
const ordinary: JsonObject = {
  parcel_state: 'delivered', reason: 'quality', wanted: 'return_refund', liable: 'seller', item_paid: 32800, freight_paid: 0, in_window: true,
  eligible: true, returns_30d: 0, goodwill: false, qty: 1, intercept_failed: null, stock: 5,
} // prettier-ignore

const table = returnRefund.steps.find((plan) => plan.id === 'rr-method')!.decision!
const context = { programs: newProgramCache() } as TurnContext

function methodOf(changes: JsonObject): string {
  const { stock, ...names } = { ...ordinary, ...changes }
  const params: Record<string, JsonValue> = { low_value: 5000, return_first_returns: 3, return_first_above: 200000 }
  const scope = { ...names, params, facts: { stock_available: stock ?? null } }
  const { row, method } = decisionResults(context, table, scope) as { row: string; method: string }
  return `${row} ${method}`
}

describe('B3-T2, the method', () => {
  it.each<[string, JsonObject]>([
    ['M0 pre_ship_refund', { parcel_state: 'not_shipped', reason: 'dislike', liable: 'buyer' }],
    ['M0 intercept', { parcel_state: 'in_transit', reason: 'dislike', liable: 'buyer' }],
    [
      'M5 refund_first_return',
      { parcel_state: 'in_transit', reason: 'dislike', liable: 'buyer', intercept_failed: true },
    ],
    ['M1 refund_only', { reason: 'lost', liable: 'logistics', parcel_state: 'in_transit' }],
    ['M1 reship', { reason: 'lost', liable: 'logistics', wanted: 'reship' }],
    ['M1 refund_only', { reason: 'lost', liable: 'logistics', wanted: 'reship', stock: 0 }],
    ['M1 refund_only', { reason: 'late', liable: 'logistics', wanted: 'refund_only' }],
    ['M1 reship', { reason: 'late', liable: 'logistics', wanted: 'reship', parcel_state: 'in_transit' }],
    ['M2 keep_and_refund', { item_paid: 5000 }],
    ['M5 refund_first_return', { item_paid: 5001 }],
    ['M2 keep_and_refund', { item_paid: 5000, wanted: 'exchange' }],
    ['M5 refund_first_return', { item_paid: 5000, liable: 'buyer', reason: 'size' }],
    ['M3 exchange', { wanted: 'exchange' }],
    ['M3 exchange', { wanted: 'exchange', stock: null }],
    ['M5 refund_first_return', { wanted: 'exchange', stock: 0 }],
    ['M3 exchange', { wanted: 'exchange', liable: 'buyer', reason: 'size' }],
    ['M7 reject', { wanted: 'exchange', liable: 'buyer', reason: 'quality', in_window: false }],
    ['M3 repair', { wanted: 'repair', reason: 'functional' }],
    ['M4 return_first_refund', { returns_30d: 3 }],
    ['M5 refund_first_return', { returns_30d: 2 }],
    ['M4 return_first_refund', { item_paid: 199001, freight_paid: 1000 }],
    ['M5 refund_first_return', { item_paid: 199000, freight_paid: 1000 }],
    ['M5 refund_first_return', { reason: 'dislike', liable: 'buyer' }],
    [
      'M5 refund_first_return',
      { reason: 'dislike', liable: 'buyer', in_window: false, eligible: false, goodwill: true },
    ],
    ['M6 reject', { reason: 'dislike', liable: 'buyer', in_window: false, eligible: false }],
    ['M6 reject', { eligible: false, in_window: false, liable: null }],
    ['M7 refund_first_return', { reason: 'other', liable: 'buyer' }],
    ['M7 reject', { reason: 'other', liable: 'buyer', in_window: false }],
    ['M7 refund_first_return', { reason: 'quality', liable: 'buyer' }],
  ])('%s: %j', (expected, changes) => {
    expect(methodOf(changes)).toBe(expected)
  })

  it('is total, and the rule of the house written in code says the same of every case', () => {
    const differing: string[] = []
    let cases = 0
    for (const given of everyCase()) {
      cases += 1
      const {
        buyer_returns_30d: returns30d,
        replacement_available: stocked,
        partial_accepted: _partial,
        ...rest
      } = given
      const read = methodOf({ ...rest, returns_30d: returns30d, stock: stocked ? 5 : 0 })
      const limits = { lowValue: 5000, returnFirstReturns: 3, returnFirstAbove: 200000 }
      const { row, method } = refundMethod(given, limits)
      if (read !== `${row} ${method}`) differing.push(`${JSON.stringify(given)}: ${read}, not ${row} ${method}`)
    }
    expect(cases).toBe(3 * 10 * 5 * 5 * 3 * 2 * 2 * 2 * 2 * 2)
    expect(differing.slice(0, 3)).toEqual([])
  }, 60_000)
})

const bools = [true, false]

function* everyCase(): Generator<RefundCase> {
  for (const parcel_state of parcelStates)
    for (const reason of refundReasons)
      for (const wanted of wantedOutcomes)
        for (const liable of liableSides)
          for (const item_paid of [5000, 5001, 200001])
            for (const replacement_available of bools)
              for (const in_window of bools)
                for (const eligible of bools)
                  for (const buyer_returns_30d of [2, 3])
                    for (const goodwill of bools)
                      yield {
                        parcel_state, reason, wanted, liable, item_paid, replacement_available, in_window, eligible, buyer_returns_30d, goodwill,
                        freight_paid: 0, partial_accepted: false,
                      } // prettier-ignore
}

describe('rr-approve is not asked twice', () => {
  const asked = (changes: JsonObject): boolean => {
    const plan = returnRefund.steps.find((item) => item.id === 'rr-approve')!
    const scope = {
      approval_amount: 8000,
      limit_amount: changes['approval_amount'] ?? 8000,
      pre_approved: null,
      by_goodwill: false,
      params: { approve_agent: 5000 },
      ...changes,
    }
    const result = evaluate(context.programs, plan.when!, scope)
    return result.ok && result.value === true
  }

  it.each<[string, JsonObject, boolean]>([
    ['80.00', {}, true],
    ['80.00 approved in the complaint', { pre_approved: 8000 }, false],
    ['80.00, but 79.00 approved in the complaint', { pre_approved: 7900 }, true],
    ['30.00', { approval_amount: 3000 }, false],
    ['30.00 beside 21.00 for the same order', { approval_amount: 3000, limit_amount: 5100 }, true],
    ['30.00 as goodwill', { approval_amount: 3000, by_goodwill: true }, true],
    ['goodwill approved in the complaint', { by_goodwill: true, pre_approved: 8000 }, false],
    ['nothing to pay', { approval_amount: 0, by_goodwill: true }, false],
  ])('%s', (_, changes, expected) => {
    expect(asked(changes)).toBe(expected)
  })
})

describe('rr-method is confirmed', () => {
  const upToLiability = decided('seller').slice(0, 3)

  it('another method needs a reason and the cs-lead', () => {
    const other = { method: 'refund_only' }
    const bare = refundCase({}, [...upToLiability, completes('03-10 09:40', 'cs-agent', 'rr-method', other)], {
      until: '03-10 09:40',
    })
    expect(refused(bare)).toEqual(['REASON_NEEDED'])
    const reasons = { reasons: { method: '买家在境外，无法退回' } }
    const submitted = [...upToLiability, completes('03-10 09:40', 'cs-agent', 'rr-method', other, reasons)]
    const waiting = refundCase({}, submitted, { until: '03-10 09:40' })
    expect(step(waiting, 'rr-method')).toMatchObject({ status: 'submitted', approvals: [{ role: 'cs-lead' }] })
    const agreed = refundCase({}, [...submitted, decides('03-10 09:50', 'cs-lead', 'rr-method', 'approve')], {
      until: '03-10 09:50',
    })
    expect(agreed.run?.values).toMatchObject({ method: 'refund_only', row: 'M5' })
  })

  it('an unshipped order is cancelled and refunded at once, without a return', () => {
    const unshipped = { reason: 'dislike', delivered_at: null, wanted: 'refund_only' }
    const played = refundCase(
      unshipped,
      [
        ...decided('buyer', []),
        decides('03-10 10:00', 'cs-lead', 'rr-approve', 'approve'),
        decides('03-10 10:10', 'store-manager', 'rr-approve', 'approve'),
        pays('03-10 10:20', 33800),
      ],
      { until: '03-10 11:00' },
    )
    expect(step(played, 'rr-method').answers).toMatchObject({ method: 'pre_ship_refund', row: 'M0' })
    expect(step(played, 'rr-retain').status).toBe('skipped')
    expect(played.record).toMatchObject({ refund_fen: 33800, goods_returned: false })
    expect(step(played, 'rr-return-instruct').status).toBe('skipped')
  })

  const inTransit = {
    reason: 'dislike',
    delivered_at: null,
    shipped_at: cst('03-09 10:00'),
    item_paid: 3000,
    freight_paid: 0,
  }
  const confirmed = [
    ...accepted([]),
    completes('03-10 09:30', 'cs-agent', 'rr-liability', { liable: 'buyer', basis: '不想要' }),
    completes('03-10 09:40', 'cs-agent', 'rr-method'),
  ]

  it('a parcel on its way is intercepted, refunded when the buyer refuses it at the door', () => {
    const played = refundCase(
      inTransit,
      [
        ...confirmed,
        completes('03-10 20:00', 'warehouse', 'rr-track', { arrival: 'refused_at_door' }),
        pays('03-10 20:10', 3000),
      ],
      { until: '03-10 21:00' },
    )
    expect(started(played)).toMatchObject([{ sop: 'parcel-intercept', inputs: { order_no: 'TM-1' } }])
    expect(refused(played)).toEqual([])
    expect(step(played, 'rr-inspect').status).toBe('skipped')
    expect(played.record).toMatchObject({ refund_fen: 3000, method: 'intercept' })
  })

  it('an interception that fails is decided anew when the goods are there', () => {
    const played = refundCase(
      inTransit,
      [
        ...confirmed,
        completes('03-11 08:00', 'warehouse', 'rr-track', { arrival: 'delivered' }),
        completes('03-11 08:10', 'cs-agent', 'rr-method'),
      ],
      { until: '03-11 08:10' },
    )
    expect(step(played, 'rr-method')).toMatchObject({ visit: 2, answers: { method: 'refund_first_return', row: 'M5' } })
    expect(started(played).map((child) => child.sop)).toEqual(['parcel-intercept'])
  })

  it('goods first: refunded after inspection, the refund clock restarts at receipt', () => {
    const story = [
      ...decided('seller'),
      decides('03-10 10:00', 'cs-lead', 'rr-approve', 'approve'),
      decides('03-10 10:10', 'store-manager', 'rr-approve', 'approve'),
      pays('03-10 10:20', 33800),
      instructs('03-10 11:00'),
      parcelArrives('03-13 16:00'),
    ]
    const inspected = [...story, inspects('03-13 18:00', 'A', 'as_reported')]
    const played = refundCase({ buyer_returns_30d: 3 }, inspected, { until: '03-13 18:00' })
    expect(step(played, 'rr-method').answers).toMatchObject({ method: 'return_first_refund', row: 'M4' })
    expect(refused(played)).toEqual(['STEP_NOT_OPEN'])
    expect(due(played, 'rr-return-instruct')).toBe('03-10 11:10')
    expect(due(played, 'rr-refund')).toBe('03-14 16:00')
    expect(due(played, 'rr-inspect')).toBe('03-14 16:00')
    expect(step(played, 'rr-refund').status).toBe('open')
  })
})
