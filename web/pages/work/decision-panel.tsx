import { useMemo, useState } from 'react'
import { roleTitles } from '#engine/model/roles.ts'
import type { TaskBody } from '../../api/tasks.ts'
import type { Decision } from '../../api/work.ts'
import { decideTask } from '../../api/work.ts'
import { ShownValue } from '../../forms/shown-value.tsx'
import { Button } from '../../kit/button/button.tsx'
import { ConfirmWithReason } from '../../kit/dialog/confirm-with-reason.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { useActions } from '../../shell/actions.ts'
import { usePick, useText } from '../../text/use-text.ts'
import { useGoOn } from './go-on.ts'
import { refusalWords } from './refusal-words.ts'

/** What is asked for, the levels it goes through, and the three answers. */
export function DecisionPanel({ task }: { task: TaskBody }) {
  const t = useText('work')
  const pick = usePick()
  const asked = task.form.filter(({ name }) => task.answers[name] !== undefined)
  return (
    <Panel title={t('approval.title')}>
      <p className="task-hint">{pick(task.instructions)}</p>
      <dl className="task-values">
        {asked.map(({ name, title, type }) => (
          <div key={name}>
            <dt>{pick(title)}</dt>
            <dd>
              <ShownValue type={type} value={task.answers[name]} />
            </dd>
          </div>
        ))}
      </dl>
      <ol className="task-levels">
        {task.approvals.map(({ level, role, decision, byName, at, reason }) => (
          <li key={level} aria-current={level === task.level ? 'step' : undefined}>
            <strong>{pick(roleTitles[role] ?? { zh: role, en: role })}</strong>{' '}
            {decision === null ? t('approval.pending') : `${t(`approval.${decision}`)} ${byName ?? ''}`}{' '}
            {at !== null && <TimeText at={at} />} {reason}
          </li>
        ))}
      </ol>
      <Decide task={task} />
    </Panel>
  )
}

function Decide({ task }: { task: TaskBody }) {
  const t = useText('work')
  const goOn = useGoOn()
  const [asking, setAsking] = useState<Decision | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const decide = async (decision: Decision, reason: string): Promise<void> => {
    await decideTask(task.id, decision, reason, task.revision)
    await goOn(task)
  }
  const refusal = refusalWords(task, 'approve')
  const actions = useMemo(
    () => [
      { id: 'approve', label: t('approval.approve'), keys: 'mod+enter', refusal, run: () => setAsking('approve') },
    ],
    [t, refusal],
  )
  useActions(actions)
  return (
    <div className="task-finish">
      <Button
        tone="primary"
        icon="check"
        refusal={refusal}
        onPress={() => void decide('approve', '').catch((failure: unknown) => setProblem(failure))}
      >
        {t('approval.approve')}
      </Button>
      <Button icon="undo" refusal={refusalWords(task, 'return')} onPress={() => setAsking('return')}>
        {t('approval.return')}
      </Button>
      <Button tone="danger" icon="cross" refusal={refusalWords(task, 'reject')} onPress={() => setAsking('reject')}>
        {t('approval.reject')}
      </Button>
      {problem !== null && <ProblemNote problem={problem} />}
      {asking !== null && (
        <ConfirmWithReason
          isOpen
          title={t(`approval.${asking}`)}
          verb={t(`approval.${asking}`)}
          tone={asking === 'reject' ? 'danger' : 'primary'}
          reasonOptional={asking === 'approve'}
          onClose={() => setAsking(null)}
          onConfirm={(reason) => decide(asking, reason)}
        >
          <p>{t(`approval.${asking}Text`)}</p>
        </ConfirmWithReason>
      )}
    </div>
  )
}
