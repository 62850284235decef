import { define } from './function-definition.ts'
import type { DomainFunction } from './function-definition.ts'
import { instantRefund } from './instant-refund.ts'
import { refundAmount } from './refund-amount.ts'
import { cashLeaving, goodwillApprovers, refundApprovers } from './refund-approvers.ts'
import { refundEligibility } from './refund-eligibility.ts'
import { liabilityEvidence, refundLiability } from './refund-liability.ts'
import { refundMethod } from './refund-method.ts'
import {
  buyerB,
  buyerC,
  causedBy,
  eligible,
  freightPaid,
  goodwill,
  grade,
  inWindow,
  itemPaid,
  liable,
  lowValue,
  reason,
  returns30d,
} from './refund-parameters.ts'
import { parcelStates, refundMethods, wantedOutcomes } from './refund-words.ts'
import { supplyModes } from './stock-alert.ts'

const amountAndLimits = [
  { name: 'amount', type: 'money' },
  { name: 'agent_limit', type: 'money' },
  { name: 'cs_lead_limit', type: 'money' },
  { name: 'store_manager_limit', type: 'money' },
] as const

/** The refund decided: rr-eligibility, B3-T1, B3-T2, B3-T3, refund.instant, R-APPROVE. */
export const refundFunctions: readonly DomainFunction[] = [
  define({
    name: 'refundEligibility',
    rule: 'rr-eligibility',
    parameters: [
      {
        name: 'application',
        type: 'map',
        fields: [
          reason,
          { name: 'delivered_at', type: 'instant', optional: true },
          { name: 'applied_at', type: 'instant' },
          { name: 'category_no_return', type: 'bool', optional: true },
        ],
      },
      { name: 'no_reason_days', type: 'int' },
      { name: 'quality_days', type: 'int' },
    ],
    returns: 'map',
    members: ['eligible', 'in_window', 'window_days', 'window_ends_at'],
    run: (v, calendar) =>
      refundEligibility(
        { ...v.application, category_no_return: v.application.category_no_return ?? false },
        { noReasonDays: v.no_reason_days, qualityDays: v.quality_days },
        calendar.zone,
      ),
  }),
  define({
    name: 'refundLiability',
    rule: 'B3-T1',
    parameters: [
      reason,
      { name: 'supply_mode', type: 'text', of: supplyModes },
      { name: 'evidence', type: 'text', of: liabilityEvidence, optional: true },
    ],
    returns: 'text',
    run: (v) => refundLiability(v.reason, v.supply_mode, v.evidence ?? 'none'),
  }),
  define({
    name: 'refundMethod',
    rule: 'B3-T2',
    parameters: [
      {
        name: 'case',
        type: 'map',
        fields: [
          { name: 'parcel_state', type: 'text', of: parcelStates, optional: true },
          reason,
          { name: 'wanted', type: 'text', of: wantedOutcomes },
          liable,
          itemPaid,
          freightPaid,
          { name: 'replacement_available', type: 'bool', optional: true },
          inWindow,
          eligible,
          returns30d,
          goodwill,
          { name: 'partial_accepted', type: 'bool', optional: true },
        ],
      },
      lowValue,
      { name: 'return_first_returns', type: 'int' },
      { name: 'return_first_above', type: 'money' },
    ],
    returns: 'map',
    members: ['row', 'method', 'goods_return'],
    run: (v) =>
      refundMethod(
        {
          ...v.case,
          parcel_state: v.case.parcel_state ?? 'delivered',
          replacement_available: v.case.replacement_available ?? false,
          eligible: v.case.eligible ?? true,
          goodwill: v.case.goodwill ?? false,
          partial_accepted: v.case.partial_accepted ?? false,
        },
        {
          lowValue: v.low_value,
          returnFirstReturns: v.return_first_returns,
          returnFirstAbove: v.return_first_above,
        },
      ),
  }),
  define({
    name: 'refundAmount',
    rule: 'B3-T3',
    parameters: [
      {
        name: 'case',
        type: 'map',
        fields: [
          { name: 'method', type: 'text', of: refundMethods },
          reason,
          liable,
          itemPaid,
          freightPaid,
          { name: 'return_freight', type: 'money', optional: true },
          { name: 'freight_insurance', type: 'bool', optional: true },
          inWindow,
          eligible,
          goodwill,
          { name: 'compensation', type: 'money', optional: true },
          { name: 'offer_value', type: 'money', optional: true },
          { name: 'offer', type: 'text', of: ['partial', 'coupon'], optional: true },
          grade,
          causedBy,
        ],
      },
      { name: 'partial_percent', type: 'percent' },
      buyerB,
      buyerC,
    ],
    returns: 'map',
    members: [
      'row',
      'item',
      'outbound_freight',
      'return_freight',
      'return_freight_by',
      'compensation',
      'approval_amount',
      'apology',
    ],
    run: (v) =>
      refundAmount(
        {
          ...v.case,
          freight_insurance: v.case.freight_insurance ?? false,
          eligible: v.case.eligible ?? true,
          goodwill: v.case.goodwill ?? false,
          compensation: v.case.compensation ?? 0,
          offer: v.case.offer ?? 'partial',
        },
        { partial: v.partial_percent, buyerB: v.buyer_b_percent, buyerC: v.buyer_c_percent },
      ),
  }),
  define({
    name: 'instantRefund',
    rule: 'refund.instant',
    parameters: [liable, itemPaid, returns30d, lowValue, { name: 'returns_below', type: 'int' }],
    returns: 'bool',
    run: (v) =>
      instantRefund(v.liable, v.item_paid, v.buyer_returns_30d, {
        lowValue: v.low_value,
        returnsBelow: v.returns_below,
      }),
  }),
  define({
    name: 'cashLeaving',
    rule: 'R-APPROVE',
    parameters: [
      { name: 'refund', type: 'money' },
      { name: 'freight', type: 'money' },
      { name: 'compensation', type: 'money' },
      { name: 'coupon', type: 'money' },
    ],
    returns: 'money',
    run: (v) => cashLeaving(v.refund, v.freight, v.compensation, v.coupon),
  }),
  define({
    name: 'refundApprovers',
    rule: 'R-APPROVE',
    parameters: amountAndLimits,
    returns: 'list',
    run: (v) => refundApprovers(v.amount, limitsOf(v)),
  }),
  define({
    name: 'goodwillApprovers',
    rule: 'B3-T2 M6',
    parameters: amountAndLimits,
    returns: 'list',
    run: (v) => goodwillApprovers(v.amount, limitsOf(v)),
  }),
]

function limitsOf(v: { agent_limit: number; cs_lead_limit: number; store_manager_limit: number }) {
  return { agent: v.agent_limit, csLead: v.cs_lead_limit, storeManager: v.store_manager_limit }
}
