import type { HandoverBody, HandoverParcel } from '../../api/warehouse.ts'
import { useText } from '../../text/use-text.ts'

export const numberIds = [
  'expected',
  'received',
  'gradeA',
  'gradeB',
  'gradeC',
  'gradeX',
  'restocked',
  'seconds',
  'scrapped',
  'held',
  'open',
  'exceptions',
] as const
export type NumberId = (typeof numberIds)[number]

/** The figures of the sheet; each opens its list. */
export function HandoverNumbers(props: { sheet: HandoverBody; chosen: NumberId; onChoose: (id: NumberId) => void }) {
  const { sheet, chosen, onChoose } = props
  const t = useText('warehouse')
  return (
    <ul className="handover-numbers" aria-label={t('handover.numbers')}>
      {numberIds.map((id) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={chosen === id}
            onClick={() => {
              onChoose(id)
              if (id === 'exceptions') document.getElementById('exceptions')?.scrollIntoView({ block: 'start' })
            }}
          >
            <strong className="number">{numberOf(sheet, id)}</strong>
            <span>{t(`handover.number.${id}`)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function numberOf({ content: { numbers } }: HandoverBody, id: NumberId): number {
  const { inspected, ...others } = numbers
  const grades = { gradeA: inspected.A, gradeB: inspected.B, gradeC: inspected.C, gradeX: inspected.X }
  return { ...others, ...grades }[id]
}

const disposals: Partial<Record<NumberId, string>> = {
  restocked: 'restock',
  seconds: 'repair_sell_seconds',
  scrapped: 'scrap',
  held: 'hold_and_claim',
}

/** Whether a parcel counts in a figure. */
export function countsIn(parcel: HandoverParcel, id: NumberId): boolean {
  if (id === 'expected' || id === 'received' || id === 'open') return parcel.marks.includes(id)
  const grade = /^grade(.)$/.exec(id)?.[1]
  return grade === undefined ? parcel.disposal !== null && parcel.disposal === disposals[id] : parcel.grade === grade
}
