import { inspectionCauses, inspectionGrades, liableSides, refundReasons } from './refund-words.ts'

// Parameters that several functions of the refund family share.
export const reason = { name: 'reason', type: 'text', of: refundReasons } as const
export const liable = { name: 'liable', type: 'text', of: liableSides } as const
export const itemPaid = { name: 'item_paid', type: 'money' } as const
export const freightPaid = { name: 'freight_paid', type: 'money' } as const
export const inWindow = { name: 'in_window', type: 'bool' } as const
export const eligible = { name: 'eligible', type: 'bool', optional: true } as const
export const goodwill = { name: 'goodwill', type: 'bool', optional: true } as const
export const returns30d = { name: 'buyer_returns_30d', type: 'int' } as const
export const lowValue = { name: 'low_value', type: 'money' } as const
export const grade = { name: 'grade', type: 'text', of: inspectionGrades, optional: true } as const
export const causedBy = { name: 'caused_by', type: 'text', of: inspectionCauses, optional: true } as const
export const buyerB = { name: 'buyer_b_percent', type: 'percent' } as const
export const buyerC = { name: 'buyer_c_percent', type: 'percent' } as const
