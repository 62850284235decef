import { useQuery } from '@tanstack/react-query'
import { absencesQuery, endAbsence } from '../../api/admin.ts'
import { Button } from '../../kit/button/button.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { useText } from '../../text/use-text.ts'
import { AbsenceForm } from '../admin/absence-form.tsx'
import { useAct } from '../admin/use-act.ts'

/** When one is away oneself. */
export function MyAbsence() {
  const t = useText('me')
  const { data, error, refetch } = useQuery(absencesQuery(null))
  const { act, problem, busy } = useAct('absences')
  return (
    <Panel title={t('absence.title')}>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p>{t('absence.none')}</p>}
      {data?.items.map(({ id, fromAt, toAt, reason, substituteName }) => (
        <p key={id}>
          <TimeText at={fromAt} as="clock" /> – <TimeText at={toAt} as="clock" /> {reason} {substituteName}{' '}
          <Button busy={busy} onPress={() => void act(() => endAbsence(id))}>
            {t('absence.back')}
          </Button>
        </p>
      ))}
      {problem !== null && <ProblemNote problem={problem} />}
      <AbsenceForm people={null} />
    </Panel>
  )
}
