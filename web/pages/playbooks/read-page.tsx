import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { DefinitionRow } from '../../api/definitions.ts'
import { definitionQuery, definitionsQuery } from '../../api/definitions.ts'
import { Button } from '../../kit/button/button.tsx'
import { LinkButton } from '../../kit/button/link-button.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { PlaybookDocument } from './playbook-document.tsx'
import { Versions } from './versions.tsx'
import './document.css'

/** One version of a playbook as a document: to read, to print, to point at. */
export function ReadPage() {
  const t = useText('author')
  const { sopId, version } = useParams({ from: '/shell/playbooks/$sopId/$version' })
  const list = useQuery(definitionsQuery(sopId))
  if (list.error) return <ProblemNote problem={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <Skeleton />
  const row = list.data.items.find((one) => one.version === version)
  if (!row) {
    return (
      <Page title={sopId} crumbs={[{ label: t('title'), to: '/playbooks' }]}>
        <EmptyState icon="book" title={t('noVersion', { version })}>
          {t('noVersionText')}
        </EmptyState>
      </Page>
    )
  }
  return <Version row={row} versions={list.data.items} />
}

function Version({ row, versions }: { row: DefinitionRow; versions: readonly DefinitionRow[] }) {
  const t = useText('author')
  const pick = usePick()
  const { data, error, refetch } = useQuery(definitionQuery(row.id))
  const drawn = data !== undefined
  useEffect(() => {
    // The step one was sent to is drawn only now.
    if (drawn) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [drawn])
  return (
    <Page
      title={`${pick(row.title)} ${row.version}`}
      crumbs={[{ label: t('title'), to: '/playbooks' }]}
      actions={
        <>
          <Button icon="print" onPress={() => window.print()}>
            {t('print')}
          </Button>
          {data?.maySave === true && (
            <LinkButton to="/playbooks/write" search={{ from: row.id }} icon="edit">
              {t('edit')}
            </LinkButton>
          )}
        </>
      }
    >
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && <PlaybookDocument plan={data.plan} />}
      <Versions shown={row} versions={versions} />
    </Page>
  )
}
