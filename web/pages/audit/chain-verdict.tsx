import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { HistoryEvent } from '../../api/audit.ts'
import { chainQuery } from '../../api/audit.ts'
import type { RunBody } from '../../api/runs.ts'
import { Spinner } from '../../kit/loading/loading.tsx'
import { Note } from '../../kit/note/note.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { useText } from '../../text/use-text.ts'
import type { HistoryVerdict } from './check-history.ts'
import { checkHistory } from './check-history.ts'

/** Whether the record is whole, worked out in this browser, in words that need no cryptography. */
export function ChainVerdict({ run, events }: { run: RunBody; events: readonly HistoryEvent[] | undefined }) {
  const t = useText('audit')
  const { data: links, error, refetch } = useQuery(chainQuery(run.id))
  const verdict = useMemo(
    () => (links && events ? checkHistory(links, events.slice(0, links.length), run) : null),
    [links, events, run],
  )
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (verdict === null) return <Spinner />
  return (
    <Note tone={verdict.kind === 'whole' ? 'good' : 'bad'}>
      <p>
        <strong>{t(`chain.${verdict.kind}`, counts(verdict))}</strong>
      </p>
      <details>
        <summary>{t('chain.how')}</summary>
        <p>{t('chain.howText')}</p>
        <p>
          {t('chain.last')} <span className="audit-code">{run.hash}</span>
        </p>
      </details>
    </Note>
  )
}

function counts(verdict: HistoryVerdict): Record<string, number> {
  const { kind: _, ...numbers } = verdict
  return numbers
}
