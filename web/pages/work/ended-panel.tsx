import type { TaskBody } from '../../api/tasks.ts'
import { ShownValue } from '../../forms/shown-value.tsx'
import { Note } from '../../kit/note/note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { usePick, useText } from '../../text/use-text.ts'

/** Whether nothing is left to do here, for anybody. */
export function isOver({ status }: TaskBody): boolean {
  return status === 'done' || status === 'skipped' || status === 'cancelled'
}

/** A step that is over, as it was answered. */
export function EndedPanel({ task }: { task: TaskBody }) {
  const t = useText('work')
  const pick = usePick()
  return (
    <Panel title={t('task.answers')}>
      <Note tone="info">{t(`task.ended.${task.status as 'done' | 'skipped' | 'cancelled'}`)}</Note>
      <dl className="task-values">
        {task.form
          .filter(({ name }) => task.answers[name] !== undefined)
          .map(({ name, title, type }) => (
            <div key={name}>
              <dt>{pick(title)}</dt>
              <dd>
                <ShownValue type={type} value={task.answers[name]} />
              </dd>
            </div>
          ))}
      </dl>
    </Panel>
  )
}
