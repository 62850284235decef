import { ApiProblem } from '../../../api/api-problem.ts'
import type { BoardRunBody } from '../../../api/boards.ts'
import type { BulkBody } from '../../../api/steering.ts'
import { Icon } from '../../../kit/icon/icon.tsx'
import { Spinner } from '../../../kit/loading/loading.tsx'
import { Note } from '../../../kit/note/note.tsx'
import { ProblemNote, problemWords } from '../../../kit/note/problem-note.tsx'
import { usePick, useText } from '../../../text/use-text.ts'
import type { DryRun } from './use-dry-run.ts'

/** What would happen, while it is worked out and after. */
export function Trial({ trial, runs }: { trial: DryRun; runs: readonly BoardRunBody[] }) {
  if (trial.problem !== null) return <ProblemNote problem={trial.problem} />
  if (trial.answer === null) return <Spinner />
  return <BulkOutcome answer={trial.answer} runs={runs} />
}

/** How many went well, and why each of the others did not. */
export function BulkOutcome({ answer, runs }: { answer: BulkBody; runs: readonly BoardRunBody[] }) {
  const t = useText('runs')
  const pick = usePick()
  const refused = answer.items.filter((item) => !item.ok)
  const nameOf = (id: string) => {
    const run = runs.find((one) => one.id === id.split('~')[0])
    const task = run?.now.find((one) => one.taskId === id)
    if (!run) return id
    return [pick(run.title), run.correlationKey, task && pick(task.title)].filter(Boolean).join(' · ')
  }
  return (
    <div className="bulk-outcome">
      <Note tone={refused.length === 0 ? 'good' : 'warn'}>
        <p>{t(answer.dryRun ? 'bulk.would' : 'bulk.did', { count: answer.done })}</p>
        {refused.length > 0 && <p>{t('bulk.refused', { count: refused.length })}</p>}
      </Note>
      {refused.length > 0 && (
        <ul>
          {refused.map(({ id, code, detail }) => (
            <li key={id}>
              <Icon name="warn" size={15} />
              <span>
                {nameOf(id)}: {problemWords(new ApiProblem(409, { code: code ?? 'INTERNAL', detail: detail ?? '' }))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
