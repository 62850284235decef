import { useQueryClient } from '@tanstack/react-query'
import { problemOf } from '../../api/api-problem.ts'
import type { TaskBody } from '../../api/tasks.ts'
import { plainText } from '../../forms/plain-text.ts'
import { ShownValue } from '../../forms/shown-value.tsx'
import { Button } from '../../kit/button/button.tsx'
import { Note } from '../../kit/note/note.tsx'
import { problemWords } from '../../kit/note/problem-note.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { refusalWords } from './refusal-words.ts'
import { useGoOn } from './go-on.ts'
import { isOver } from './ended-panel.tsx'
import type { Typing } from './use-lane.ts'

const conflicts = new Set([
  'STALE_REVISION',
  'TASK_CLAIMED',
  'RUN_CLOSED',
  'RUN_PAUSED',
  'STEP_ALREADY_DONE',
  'STEP_NOT_OPEN',
  'TASK_AWAITS_APPROVAL',
  'NOT_A_CANDIDATE',
])

/** Whether somebody else was faster, in one way or another. */
export function isConflict(problem: unknown): boolean {
  return conflicts.has(problemOf(problem).code)
}

/** Things have changed meanwhile: what was typed stands beside what is there now, and nothing of it is lost. */
export function ConflictNote(props: { task: TaskBody; typed: readonly Typing[]; problem: unknown }) {
  const { task, typed, problem } = props
  const t = useText('work')
  const pick = usePick()
  const queryClient = useQueryClient()
  const goOn = useGoOn()
  const over = isOver(task)
  const ended = over ? task.case.earlier.findLast(({ stepId }) => stepId === task.stepId) : undefined
  const why = problem === null ? refusalWords(task, 'complete') : problemWords(problemOf(problem))
  const copied = typed.flatMap(({ step, answers }) =>
    step.form
      .filter(({ name }) => name in answers)
      .map(({ name, title }) => `${pick(title)}: ${plainText(answers[name])}`),
  )
  return (
    <Note tone="warn">
      <p role="alert">
        <strong>{t('conflict.title')}</strong> {why}
      </p>
      <div className="conflict">
        <section>
          <h3>{t('conflict.mine')}</h3>
          {typed.map(({ step, answers }) => (
            <Values key={step.taskId} form={step.form} values={answers} />
          ))}
        </section>
        <section>
          <h3>{t('conflict.theirs')}</h3>
          <p>
            {t(`status.${task.status}`)} {ended ? <PersonName name={ended.byName} id={ended.by} /> : task.assigneeName}{' '}
            {ended && ended.at !== null && <TimeText at={ended.at} />}
          </p>
          <Values form={task.form} values={task.answers} />
        </section>
      </div>
      <div className="task-finish">
        <Button icon="copy" onPress={() => void navigator.clipboard.writeText(copied.join('\n'))}>
          {t('conflict.copy')}
        </Button>
        {over ? (
          <Button icon="forth" onPress={() => void goOn(task)}>
            {t('conflict.goOn')}
          </Button>
        ) : (
          <Button icon="undo" onPress={() => void queryClient.invalidateQueries({ queryKey: ['task', task.id] })}>
            {t('conflict.look')}
          </Button>
        )}
      </div>
    </Note>
  )
}

function Values({ form, values }: { form: TaskBody['form']; values: Record<string, unknown> }) {
  const pick = usePick()
  return (
    <dl className="task-values">
      {form
        .filter(({ name }) => values[name] !== undefined)
        .map(({ name, title, type }) => (
          <div key={name}>
            <dt>{pick(title)}</dt>
            <dd>
              <ShownValue type={type} value={values[name]} />
            </dd>
          </div>
        ))}
    </dl>
  )
}
