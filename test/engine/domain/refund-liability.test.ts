import { describe, expect, it } from 'vitest'
import { liabilityEvidence, refundLiability } from '#engine/domain/refund-liability.ts'
import { refundReasons } from '#engine/domain/refund-words.ts'
import { supplyModes } from '#engine/domain/stock-alert.ts'

/** B3-T1 written out: per reason, the default for own stock and drop-shipping, and what each piece of evidence makes of it. */
const table: Record<string, { own: string; dropship: string; moved: Record<string, string> }> = {
  quality: { own: 'seller', dropship: 'supplier', moved: { misuse: 'buyer', supplier_defect: 'supplier' } },
  functional: { own: 'seller', dropship: 'supplier', moved: { misuse: 'buyer', supplier_defect: 'supplier' } },
  damaged: { own: 'logistics', dropship: 'logistics', moved: { bad_packing: 'seller' } },
  lost: { own: 'logistics', dropship: 'logistics', moved: { bad_packing: 'seller' } },
  late: { own: 'logistics', dropship: 'logistics', moved: { bad_packing: 'seller' } },
  wrong_item: { own: 'seller', dropship: 'seller', moved: { supplier_packed: 'supplier' } },
  missing: { own: 'seller', dropship: 'seller', moved: { supplier_packed: 'supplier' } },
  size: { own: 'buyer', dropship: 'buyer', moved: { wrong_description: 'seller' } },
  dislike: { own: 'buyer', dropship: 'buyer', moved: { wrong_description: 'seller' } },
  other: { own: 'buyer', dropship: 'buyer', moved: { wrong_description: 'seller' } },
}

describe('B3-T1', () => {
  const cases = refundReasons.flatMap((reason) =>
    supplyModes.flatMap((mode) => liabilityEvidence.map((evidence) => ({ reason, mode, evidence }))),
  )

  it('has 120 combinations', () => {
    expect(cases.length).toBe(10 * 2 * 6)
    expect(Object.keys(table).sort()).toEqual([...refundReasons].sort())
  })

  it.each(cases)('$reason, $mode, $evidence', ({ reason, mode, evidence }) => {
    const row = table[reason]
    expect(refundLiability(reason, mode, evidence)).toBe(row?.moved[evidence] ?? row?.[mode])
  })
})
