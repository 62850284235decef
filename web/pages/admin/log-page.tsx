import { useInfiniteQuery } from '@tanstack/react-query'
import type { HouseEventBody } from '../../api/admin.ts'
import { houseEventsQuery } from '../../api/admin.ts'
import { Button } from '../../kit/button/button.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { useText } from '../../text/use-text.ts'
import { AdminPlaces } from './admin-places.tsx'
import './admin.css'

/** What was done to people, posts, stores, numbers and playbooks, by whom, from what to what. */
export function LogPage() {
  const t = useText('admin')
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    houseEventsQuery({}),
  )
  const events = data?.pages.flatMap((page) => page.items) ?? []
  const columns: Column<HouseEventBody>[] = [
    { id: 'what', head: t('log.what'), leads: true, cell: ({ action }) => t(`action.${actionWord(action)}`) },
    { id: 'when', head: t('log.when'), cell: ({ at }) => <TimeText at={at} as="clock" /> },
    {
      id: 'who',
      head: t('log.who'),
      cell: ({ personId, personName }) =>
        personId === 'system' ? t('log.system') : <PersonName name={personName} id={personId} />,
    },
    {
      id: 'about',
      head: t('log.about'),
      cell: ({ objectId, storeId }) => [storeId, objectId].filter(Boolean).join(' · '),
    },
    { id: 'change', head: t('log.change'), cell: (event) => <Change event={event} /> },
  ]
  return (
    <Page title={t('log.title')} actions={<AdminPlaces />}>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {isPending && !error && <Skeleton />}
      {data && events.length === 0 && (
        <EmptyState icon="clock" title={t('log.none')}>
          {t('log.noneText')}
        </EmptyState>
      )}
      {events.length > 0 && (
        <DataTable label={t('log.title')} columns={columns} rows={events} keyOf={({ id }) => String(id)} />
      )}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Page>
  )
}

function Change({ event: { before, after } }: { event: HouseEventBody }) {
  return (
    <span className="admin-change">
      {before === null ? '' : JSON.stringify(before)} {before !== null && after !== null && '→'}{' '}
      {after === null ? '' : JSON.stringify(after)}
    </span>
  )
}

const actions = [
  'person.added',
  'person.changed',
  'person.disabled',
  'person.linked',
  'house.entered',
  'membership.granted',
  'membership.revoked',
  'absence.entered',
  'absence.ended',
  'shift.entered',
  'shift.dropped',
  'store.added',
  'store.changed',
  'parameter.set',
  'definition.saved',
  'definition.published',
  'sample.drawn',
  'sample.noted',
  'sample.signed',
  'handover.handed',
  'handover.taken',
  'disputeFile.taken',
  'pii.revealed',
  'pii.erasureAsked',
  'pii.erasureRefused',
  'pii.restricted',
  'pii.erased',
  'robot.added',
  'robot.changed',
  'robot.removed',
  'message.resent',
  'act.refused',
  'token.made',
  'token.revoked',
  'breakGlass.opened',
  'breakGlass.ended',
  'breakGlass.reviewed',
  'history.exported',
  'history.archived',
  'alarm.raised',
  'alarm.cleared',
] as const

function actionWord(action: string): (typeof actions)[number] | 'other' {
  return actions.find((known) => known === action) ?? 'other'
}
