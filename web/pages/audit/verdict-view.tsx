import { Link } from '@tanstack/react-router'
import type { VerdictBody } from '../../api/audit-proofs.ts'
import { Note } from '../../kit/note/note.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useText } from '../../text/use-text.ts'

type Fault = VerdictBody['faults'][number]
type Place = VerdictBody['places'][number]

/** What a check found, in words that need no cryptography. */
export function VerdictView({ verdict }: { verdict: VerdictBody }) {
  const t = useText('audit')
  const { verdict: kind, events, runs, acts, checkpoints, faults, places } = verdict
  return (
    <div role="status">
      <Note tone={kind === 'broken' ? 'bad' : kind === 'whole' ? 'good' : 'info'}>
        <p>
          <strong>{t(`verdict.${kind}`, { count: faults.length })}</strong>
        </p>
        <p>{t('verdict.counts', { events, runs, acts, checkpoints })}</p>
      </Note>
      {faults.length > 0 && (
        <DataTable label={t('verdict.faults')} columns={useFaultColumns()} rows={faults} keyOf={faultKey} />
      )}
      {places.length > 0 && (
        <DataTable label={t('verdict.places')} columns={usePlaceColumns()} rows={places} keyOf={({ name }) => name} />
      )}
    </div>
  )
}

const faultKey = ({ kind, runId, seq, idx }: Fault): string => [kind, runId, seq, idx].join('/')

function useFaultColumns(): Column<Fault>[] {
  const t = useText('audit')
  return [
    { id: 'what', head: t('column.what'), leads: true, cell: ({ kind }) => t(`fault.${kind}`) },
    {
      id: 'where',
      head: t('verdict.where'),
      cell: ({ runId, seq, idx, toIdx }) =>
        runId === null ? (
          t('verdict.between', { from: (idx ?? 0) + 1, to: (toIdx ?? idx ?? 0) + 1 })
        ) : (
          <Link to="/audit/runs/$runId" params={{ runId }} search={{ seq: seq ?? 1 }}>
            {t('verdict.entry', { seq: seq ?? 0 })}
          </Link>
        ),
    },
  ]
}

function usePlaceColumns(): Column<Place>[] {
  const t = useText('audit')
  return [
    { id: 'place', head: t('verdict.place'), leads: true, cell: ({ name }) => name },
    {
      id: 'state',
      head: t('asOf.status'),
      cell: ({ state }) => <Tag tone={state === 'agrees' ? 'good' : 'bad'}>{t(`place.${state}`)}</Tag>,
    },
    { id: 'notes', head: t('verdict.notes'), align: 'end', cell: ({ notes }) => notes },
    { id: 'size', head: t('verdict.upTo'), align: 'end', cell: ({ lastSize }) => lastSize ?? '—' },
  ]
}
