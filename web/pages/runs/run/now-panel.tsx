import type { RunBody } from '../../../api/runs.ts'
import { Button } from '../../../kit/button/button.tsx'
import { Panel } from '../../../kit/page/panel.tsx'
import { DueChip } from '../../../kit/time/due-chip.tsx'
import { TimeText } from '../../../kit/time/time-text.tsx'
import { usePick, useText } from '../../../text/use-text.ts'
import { Holder } from '../board/run-lines.tsx'
import { openSteps, nextSteps } from './standing.ts'

/** What is late and open, longest late first, and what comes next. */
export function NowPanel({ run, onOpen }: { run: RunBody; onOpen: (instanceKey: string) => void }) {
  const t = useText('run')
  const pick = usePick()
  const open = openSteps(run)
  const next = nextSteps(run)
  const late = open.filter((step) => step.overdue).length
  return (
    <div className="run-now">
      <Panel title={late > 0 ? t('now.late', { count: late }) : t('now.open', { count: open.length })}>
        {open.length === 0 ? (
          <p>{t('now.none')}</p>
        ) : (
          <ul className="now-steps">
            {open.map((step) => (
              <li key={step.instanceKey} className={step.overdue ? 'now-step now-step-late' : 'now-step'}>
                <Button tone="quiet" onPress={() => onOpen(step.instanceKey)}>
                  {pick(step.title)}
                </Button>
                <DueChip dueAt={step.dueAt} hard={step.hard} paused={run.status === 'paused'} />
                <Holder task={{ assignee: step.assignee, assigneeName: step.assigneeName, role: step.candidateRole }} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t('now.next')}>
        {next.length === 0 ? (
          <p>{t('now.nothingNext')}</p>
        ) : (
          <ul className="now-steps">
            {next.map((step) => (
              <li key={step.instanceKey} className="now-step">
                <Button tone="quiet" onPress={() => onOpen(step.instanceKey)}>
                  {pick(step.title)}
                </Button>
                {step.opensAt !== null && <TimeText at={step.opensAt} as="both" />}
                {/* Whose it will be is known when it opens. */}
                {(step.assignee ?? step.candidateRole) !== null && (
                  <Holder
                    task={{ assignee: step.assignee, assigneeName: step.assigneeName, role: step.candidateRole }}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  )
}
