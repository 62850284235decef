import { useQuery } from '@tanstack/react-query'
import type { SessionBody } from '../../api/admin.ts'
import { endSession, sessionsQuery } from '../../api/admin.ts'
import { Button } from '../../kit/button/button.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { useText } from '../../text/use-text.ts'
import { useAct } from '../admin/use-act.ts'

/** Where one is signed in, and the way to sign out there. */
export function Sessions() {
  const t = useText('me')
  const { data, error, refetch } = useQuery(sessionsQuery)
  const { act, problem, busy } = useAct('sessions')
  const columns: Column<SessionBody>[] = [
    { id: 'device', head: t('session.device'), leads: true, cell: ({ agent }) => agent ?? t('session.unknown') },
    { id: 'since', head: t('session.since'), cell: ({ createdAt }) => <TimeText at={createdAt} as="clock" /> },
    {
      id: 'end',
      head: t('session.end'),
      cell: ({ id, current }) =>
        current ? (
          <Tag tone="good">{t('session.here')}</Tag>
        ) : (
          <Button busy={busy} onPress={() => void act(() => endSession(id))}>
            {t('session.end')}
          </Button>
        ),
    },
  ]
  return (
    <Panel title={t('session.title')}>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={2} />}
      {data && <DataTable label={t('session.title')} columns={columns} rows={data.items} keyOf={({ id }) => id} />}
      {problem !== null && <ProblemNote problem={problem} />}
    </Panel>
  )
}
