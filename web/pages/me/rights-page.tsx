import { useQuery } from '@tanstack/react-query'
import { roleTitles } from '#engine/model/roles.ts'
import type { RightBody } from '../../api/rights.ts'
import { rightsQuery } from '../../api/rights.ts'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { useRightWords } from './right-words.ts'

/** Who may do what: the policy table in words. */
export function RightsPage() {
  const t = useText('me')
  const pick = usePick()
  const words = useRightWords()
  const { data, error, refetch } = useQuery(rightsQuery)
  const title = (role: string): string => pick(roleTitles[role] ?? { zh: role, en: role })
  const who = ({ everyone, roles, starters, posts, launcher, never }: RightBody): string =>
    [
      ...(everyone ? [t('rights.everyone')] : roles.map(title)),
      ...(starters ? [t('rights.starters')] : []),
      ...(posts ? [t('rights.posts')] : []),
      ...(launcher ? [t('rights.launcher')] : []),
      ...(never.length > 0 ? [t('rights.never', { roles: never.map(title).join(' · ') })] : []),
    ].join(' · ')
  const columns: Column<RightBody>[] = [
    { id: 'what', head: t('rights.what'), leads: true, cell: ({ action }) => words(action) },
    { id: 'who', head: t('rights.who'), cell: who },
  ]
  return (
    <Page title={t('rights.title')}>
      <p>{t('rights.text')}</p>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={8} />}
      {data && (
        <DataTable label={t('rights.title')} columns={columns} rows={data.items} keyOf={({ action }) => action} />
      )}
    </Page>
  )
}
