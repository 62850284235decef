import type { TaskBody } from '../../api/tasks.ts'
import { SeenBeforeNotes } from '../../forms/seen-before.tsx'
import { ShownValue } from '../../forms/shown-value.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { usePick, useText } from '../../text/use-text.ts'

/** What is known of the case: what it began with, and what was answered before, by whom and when. */
export function CasePanel({ task }: { task: TaskBody }) {
  const t = useText('work')
  const pick = usePick()
  return (
    <aside className="task-case" aria-label={t('task.case')}>
      <Panel title={t('task.case')}>
        <Values values={task.case.inputs} />
      </Panel>
      {task.case.earlier.map((step) => (
        <Panel
          key={`${step.stepId}${step.at ?? ''}`}
          title={pick(step.title)}
          aside={
            <span className="task-by">
              <PersonName name={step.byName} id={step.by} /> {step.at !== null && <TimeText at={step.at} as="clock" />}
            </span>
          }
        >
          <Values values={step.values} />
        </Panel>
      ))}
      {task.evidence.length > 0 && (
        <Panel title={t('task.evidence')}>
          <ul className="task-files">
            {task.evidence.map(({ id, name, mediaType, isErased }) => (
              <li key={id}>
                {isErased ? (
                  <small>{t('task.erased')}</small>
                ) : (
                  <a href={`/api/v1/evidence/${id}`} target="_blank" rel="noreferrer">
                    {mediaType.startsWith('image/') ? <img src={`/api/v1/evidence/${id}`} alt={name} /> : name}
                  </a>
                )}
              </li>
            ))}
          </ul>
          <SeenBeforeNotes
            ids={task.evidence.map(({ id }) => id)}
            door={{ known: (id) => task.evidence.find((one) => one.id === id) }}
          />
        </Panel>
      )}
    </aside>
  )
}

function Values({ values }: { values: TaskBody['case']['inputs'] }) {
  const pick = usePick()
  return (
    <dl className="task-values">
      {values.map(({ name, title, type, value }) => (
        <div key={name}>
          <dt>{pick(title)}</dt>
          <dd>
            <ShownValue type={type} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
