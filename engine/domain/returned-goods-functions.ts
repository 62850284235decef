import { disposal } from './disposal.ts'
import { define } from './function-definition.ts'
import type { DomainFunction } from './function-definition.ts'
import { recovery } from './recovery.ts'
import { buyerB, buyerC, causedBy, grade, itemPaid, liable } from './refund-parameters.ts'
import { inspectionGrades } from './refund-words.ts'

/** The goods that come back: B3-T4, B3-T5. */
export const returnedGoodsFunctions: readonly DomainFunction[] = [
  define({
    name: 'disposal',
    rule: 'B3-T4',
    parameters: [{ name: 'grade', type: 'text', of: inspectionGrades }],
    returns: 'text',
    run: (v) => disposal(v.grade),
  }),
  define({
    name: 'recovery',
    rule: 'B3-T5',
    parameters: [
      {
        name: 'case',
        type: 'map',
        fields: [
          liable,
          grade,
          causedBy,
          { name: 'not_sent', type: 'bool', optional: true },
          itemPaid,
          { name: 'return_freight', type: 'money', optional: true },
          { name: 'deducted', type: 'money', optional: true },
        ],
      },
      { name: 'supplier_percent', type: 'percent' },
      buyerB,
      buyerC,
    ],
    returns: 'map',
    members: ['row', 'from', 'claim'],
    run: (v) =>
      recovery(
        {
          ...v.case,
          not_sent: v.case.not_sent ?? false,
          return_freight: v.case.return_freight ?? 0,
          deducted: v.case.deducted ?? 0,
        },
        { supplier: v.supplier_percent, buyerB: v.buyer_b_percent, buyerC: v.buyer_c_percent },
      ),
  }),
]
