import { useQuery } from '@tanstack/react-query'
import type { SopSummaryBody } from '../../api/sops.ts'
import { sopsQuery } from '../../api/sops.ts'
import { LinkButton } from '../../kit/button/link-button.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { usePick, useText } from '../../text/use-text.ts'

/** Every published playbook. */
export function PlaybooksPage() {
  const t = useText('playbooks')
  const sops = useQuery(sopsQuery)
  return (
    <Page title={t('title')}>
      {sops.isPending ? (
        <Skeleton rowHeight={96} />
      ) : sops.isError ? (
        <ProblemNote problem={sops.error} onRetry={() => void sops.refetch()} />
      ) : sops.data.items.length === 0 ? (
        <EmptyState icon="book" title={t('empty')}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        sops.data.items.map((sop) => <Playbook key={sop.id} sop={sop} />)
      )}
    </Page>
  )
}

function Playbook({ sop }: { sop: SopSummaryBody }) {
  const t = useText('playbooks')
  const pick = usePick()
  return (
    <Panel title={pick(sop.title)} aside={<Tag>{t('version', { version: sop.version })}</Tag>}>
      <p>{pick(sop.purpose)}</p>
      <p>{t('steps', { count: sop.stepCount })}</p>
      <LinkButton to="/playbooks/$sopId/$version" params={{ sopId: sop.id, version: sop.version }} icon="book">
        {t('read')}
      </LinkButton>
    </Panel>
  )
}
