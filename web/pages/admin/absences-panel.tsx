import { useQuery } from '@tanstack/react-query'
import type { AbsenceBody } from '../../api/admin.ts'
import { absencesQuery, endAbsence } from '../../api/admin.ts'
import { Button } from '../../kit/button/button.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { useText } from '../../text/use-text.ts'
import { AbsenceForm } from './absence-form.tsx'
import type { DutyPart } from './people-of.ts'
import { useAct } from './use-act.ts'

/** Who is away from a store, and until when. */
export function AbsencesPanel({ storeId, people }: DutyPart) {
  const t = useText('admin')
  const { data, error, refetch } = useQuery(absencesQuery(storeId))
  const { act, problem, busy } = useAct('absences')
  const columns: Column<AbsenceBody>[] = [
    { id: 'who', head: t('duty.who'), leads: true, cell: ({ personName }) => personName },
    { id: 'from', head: t('people.from'), cell: ({ fromAt }) => <TimeText at={fromAt} as="clock" /> },
    { id: 'to', head: t('people.to'), cell: ({ toAt }) => <TimeText at={toAt} as="clock" /> },
    { id: 'substitute', head: t('duty.substitute'), cell: ({ substituteName }) => substituteName ?? '—' },
    { id: 'why', head: t('duty.reason'), cell: ({ reason }) => reason ?? '' },
    {
      id: 'end',
      head: t('duty.back'),
      cell: ({ id }) => (
        <Button busy={busy} onPress={() => void act(() => endAbsence(id))}>
          {t('duty.back')}
        </Button>
      ),
    },
  ]
  return (
    <Panel title={t('duty.absences')}>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={2} />}
      {data?.items.length === 0 && (
        <EmptyState icon="calendar" title={t('duty.noAbsence')}>
          {t('duty.noAbsenceText')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <DataTable label={t('duty.absences')} columns={columns} rows={data.items} keyOf={({ id }) => id} />
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      <AbsenceForm people={people} />
    </Panel>
  )
}
