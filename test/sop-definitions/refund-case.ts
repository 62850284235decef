import { play } from '#engine/rehearsal/play.ts'
import type { PlayAct, Played, PlayRequest } from '#engine/rehearsal/play.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { completes, cst, playbook } from './playbook.ts'

export const returnRefund = playbook('return-refund')

/** A Tmall case: 328.00 paid, delivered 03-08 12:00, applied 03-10 09:00. */
export const refundInputs: JsonObject = {
  order_no: 'TM-1',
  platform: 'tmall',
  sku: 'LAMP-9',
  category_no_return: false,
  qty: 1,
  item_paid: 32800,
  freight_paid: 1000,
  freight_insurance: false,
  delivered_at: cst('03-08 12:00'),
  applied_at: cst('03-10 09:00'),
  wanted: 'return_refund',
  reason: 'quality',
  buyer_returns_30d: 0,
}

type More = Partial<Pick<PlayRequest, 'params' | 'facts' | 'calendar' | 'startAt'>> & { until?: string }

/** Plays a case that differs from `refundInputs` by `changes`, up to `until` (default: ten days). */
export function refundCase(changes: JsonObject, acts: PlayAct[], more: More = {}): Played {
  const { until = '03-30 00:00', startAt = cst('03-10 09:00'), ...rest } = more
  return play(returnRefund, { inputs: { ...refundInputs, ...changes }, startAt, until: cst(until), acts, ...rest })
}

/** Accepted at 09:10, evidence at 09:20. */
export function accepted(photos: string[] = ['photo-1']): PlayAct[] {
  return [
    completes('03-10 09:10', 'cs-agent', 'rr-apply', { buyer_words: '有问题' }),
    completes('03-10 09:20', 'cs-agent', 'rr-evidence', photos.length > 0 ? { photos } : {}),
  ]
}

/** Accepted, liability at 09:30 and the proposed method confirmed at 09:40. */
export function decided(liable: string, photos: string[] = ['photo-1']): PlayAct[] {
  return [
    ...accepted(photos),
    completes('03-10 09:30', 'cs-agent', 'rr-liability', { liable, basis: '见照片' }),
    completes('03-10 09:40', 'cs-agent', 'rr-method'),
  ]
}

/** The agent pays what was approved. */
export function pays(at: string, amount: number): PlayAct {
  return completes(at, 'cs-agent', 'rr-refund', { refund_no: 'R-1', amount, paid_at: cst(at) })
}

/** Return instructions without any optional answer. */
export function instructs(at: string, more: JsonObject = {}): PlayAct {
  return completes(at, 'cs-agent', 'rr-return-instruct', { address: '杭州市1号仓', way: 'pickup', ...more })
}

/** The returned parcel reaches the warehouse. */
export function parcelArrives(at: string): PlayAct {
  return { at: cst(at), event: { type: 'parcel.received', data: {} } }
}

/** Inspection with two photos. */
export function inspects(at: string, grade: string, causedBy: string, more: JsonObject = {}): PlayAct {
  return completes(at, 'warehouse', 'rr-inspect', {
    grade,
    photos: ['in-1', 'in-2'],
    matches_reason: causedBy === 'as_reported',
    caused_by: causedBy,
    ...more,
  })
}
