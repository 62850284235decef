import { isTasteReason } from './refund-words.ts'
import type { LiableSide, ParcelState, RefundMethod, RefundReason, WantedOutcome } from './refund-words.ts'

/** What B3-T2 looks at; money in fen. */
export interface RefundCase {
  parcel_state: ParcelState
  reason: RefundReason
  wanted: WantedOutcome
  liable: LiableSide
  item_paid: number
  freight_paid: number
  /** Stock for an exchange or a reship, parts for a repair. */
  replacement_available: boolean
  /** Inside the 7-day no-reason window. */
  in_window: boolean
  /** Verdict of rr-eligibility. */
  eligible: boolean
  buyer_returns_30d: number
  goodwill: boolean
  /** The buyer accepted partial compensation or a coupon and keeps the item. */
  partial_accepted: boolean
}

export interface MethodLimits {
  /** M2: item paid up to this the buyer keeps it (fen). */
  lowValue: number
  /** M4: this many returns of the buyer in 30 days … */
  returnFirstReturns: number
  /** … or more than this paid for item and freight (fen). */
  returnFirstAbove: number
}

export type MethodRow = 'M0' | 'M1' | 'M2' | 'M3' | 'M4' | 'M5' | 'M6' | 'M7' | 'partial'

export type MethodChoice = {
  row: MethodRow
  method: RefundMethod
  /** When the goods come back: not at all, before the solution, or after it. */
  goods_return: 'none' | 'first' | 'after'
}

interface TableRow {
  row: MethodRow
  holds: (given: RefundCase, limits: MethodLimits) => boolean
  method: (given: RefundCase) => RefundMethod
}

const wantsGoods = (given: RefundCase): boolean => given.wanted === 'exchange' || given.wanted === 'repair'
const notBuyer = (given: RefundCase): boolean => given.liable !== 'buyer'

// First match. `partial` stands first because it may be agreed at any time; ineligible cases go straight to M6 (rr-eligibility).
const table: readonly TableRow[] = [
  { row: 'partial', holds: (given) => given.partial_accepted, method: () => 'partial_keep' },
  { row: 'M6', holds: (given) => !given.eligible && !given.goodwill, method: () => 'reject' },
  {
    row: 'M0',
    holds: (given) => given.parcel_state === 'not_shipped' || canBeIntercepted(given),
    method: (given) => (given.parcel_state === 'not_shipped' ? 'pre_ship_refund' : 'intercept'),
  },
  {
    row: 'M1',
    holds: (given) => given.reason === 'lost' || (given.reason === 'late' && !wantsGoods(given)),
    method: (given) => (given.wanted === 'reship' && given.replacement_available ? 'reship' : 'refund_only'),
  },
  {
    row: 'M2',
    holds: (given, limits) => notBuyer(given) && given.item_paid <= limits.lowValue,
    method: () => 'keep_and_refund',
  },
  {
    row: 'M3',
    holds: (given) => wantsGoods(given) && given.replacement_available && (notBuyer(given) || given.in_window),
    method: (given) => (given.wanted === 'repair' ? 'repair' : 'exchange'),
  },
  {
    row: 'M4',
    holds: (given, limits) =>
      given.buyer_returns_30d >= limits.returnFirstReturns ||
      given.item_paid + given.freight_paid > limits.returnFirstAbove,
    method: () => 'return_first_refund',
  },
  {
    row: 'M5',
    holds: (given) => notBuyer(given) || (isTasteReason(given.reason) && given.in_window) || given.goodwill,
    method: () => 'refund_first_return',
  },
  { row: 'M6', holds: (given) => isTasteReason(given.reason), method: () => 'reject' },
  {
    row: 'M7',
    holds: () => true,
    method: (given) => (given.in_window ? 'refund_first_return' : 'reject'),
  },
]

/**
 * B3-T2, first match, total: M0 not shipped or to be intercepted, M1 lost or late, M2 low value, M3 exchange or repair,
 * M4 goods first, M5 money first, M6 rejected, M7 any other reason the buyer is liable for, `partial` keep the item.
 */
export function refundMethod(given: RefundCase, limits: MethodLimits): MethodChoice {
  for (const row of table) {
    if (!row.holds(given, limits)) continue
    const method = row.method(given)
    return { row: row.row, method, goods_return: goodsReturn(method, given) }
  }
  throw new Error('The last row of B3-T2 always holds.')
}

// A lost parcel cannot be intercepted, and one that is late is sent anew for a buyer who still wants it.
function canBeIntercepted(given: RefundCase): boolean {
  if (given.parcel_state !== 'in_transit' || given.reason === 'lost') return false
  return !(given.reason === 'late' && given.wanted === 'reship')
}

function goodsReturn(method: RefundMethod, given: RefundCase): MethodChoice['goods_return'] {
  switch (method) {
    case 'return_first_refund':
    case 'repair':
      return 'first'
    case 'exchange':
      return given.liable === 'buyer' ? 'first' : 'after'
    case 'refund_first_return':
      return 'after'
    default:
      return 'none'
  }
}
