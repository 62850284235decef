import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiProblem } from '../../../api/api-problem.ts'
import { problemOf } from '../../../api/api-problem.ts'
import type { LaunchAsked } from '../../../api/launching.ts'
import { launch } from '../../../api/launching.ts'
import { Button } from '../../../kit/button/button.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { Tag } from '../../../kit/tag/tag.tsx'
import { useText } from '../../../text/use-text.ts'

interface StoreLaunch {
  storeId: string
  name: string
  asked: LaunchAsked
  /** Idempotency-Key of this store's launch: pressing again starts nothing twice. */
  key: string
}

type Result = { runId: string } | { problem: ApiProblem }

/** Starts the playbook in each store and says for each what came of it; those that failed can be tried again alone. */
export function LaunchMany({ stores, refusal }: { stores: readonly StoreLaunch[]; refusal: string | null }) {
  const t = useText('launch')
  const queryClient = useQueryClient()
  const [results, setResults] = useState<Record<string, Result>>({})
  const [busy, setBusy] = useState(false)
  const open = stores.filter(({ storeId }) => !('runId' in (results[storeId] ?? {})))
  const start = async () => {
    setBusy(true)
    for (const store of open) {
      const result = await launch(store.asked, keyFor(store, results[store.storeId])).then(
        (run): Result => ({ runId: run.id }),
        (error: unknown): Result => ({ problem: problemOf(error) }),
      )
      setResults((known) => ({ ...known, [store.storeId]: result }))
    }
    setBusy(false)
    await queryClient.invalidateQueries({ queryKey: ['runs'] })
  }
  const begun = Object.keys(results).length > 0
  return (
    <div className="launch-many">
      {open.length > 0 && (
        <Button tone="primary" icon="launch" busy={busy} refusal={refusal} onPress={() => void start()}>
          {begun && !busy ? t('again', { count: open.length }) : t('start', { count: stores.length })}
        </Button>
      )}
      {begun && (
        <ul aria-label={t('results')} aria-live="polite">
          {stores.map(({ storeId, name }) => (
            <li key={storeId}>
              <strong>{name}</strong> <Outcome result={results[storeId]} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** A clear "no" was the answer to the first key; after it something has changed, and that is another act. */
function keyFor({ key, asked }: StoreLaunch, before: Result | undefined): string {
  if (before === undefined || !('problem' in before) || before.problem.passing) return key
  return `${key}-${JSON.stringify(asked).length}-${before.problem.code}`
}

function Outcome({ result }: { result: Result | undefined }) {
  const t = useText('launch')
  if (result === undefined) return <Tag>{t('waiting')}</Tag>
  if ('runId' in result)
    return (
      <>
        <Tag tone="good">{t('started')}</Tag>{' '}
        <Link to="/runs/$runId" params={{ runId: result.runId }}>
          {t('toRun')}
        </Link>
      </>
    )
  const existing = result.problem.facts['runId']
  return (
    <>
      <Tag tone="bad">{t('notStarted')}</Tag>
      <ProblemNote problem={result.problem} />
      {typeof existing === 'string' && (
        <Link to="/runs/$runId" params={{ runId: existing }}>
          {t('toExisting')}
        </Link>
      )}
    </>
  )
}
