import { useQuery } from '@tanstack/react-query'
import { roleTitles } from '#engine/model/roles.ts'
import { acceptShift, shiftHandoversQuery } from '../../api/rights.ts'
import { Button } from '../../kit/button/button.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { DueChip } from '../../kit/time/due-chip.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { useAct } from '../admin/use-act.ts'

/** What colleagues who go off duty had begun in the reader's posts; nothing when nothing is left. */
export function ShiftHandovers() {
  const t = useText('work')
  const pick = usePick()
  const { data } = useQuery(shiftHandoversQuery)
  const { act, problem, busy } = useAct('tasks')
  if (!data || data.items.length === 0) return null
  return (
    <>
      {data.items.map(({ shiftId, fromName, role, mayAccept, steps }) => (
        <Panel
          key={shiftId}
          title={t('shift.title', { name: fromName, role: pick(roleTitles[role] ?? { zh: role, en: role }) })}
          aside={
            <Button
              tone="primary"
              busy={busy}
              refusal={mayAccept ? null : t('shift.offDuty')}
              onPress={() => void act(() => acceptShift(shiftId))}
            >
              {t('shift.accept', { count: steps.length })}
            </Button>
          }
        >
          <ul>
            {steps.map(({ taskId, title, correlationKey, dueAt, hard, draft }) => (
              <li key={taskId}>
                {pick(title)} {correlationKey} {dueAt !== null && <DueChip dueAt={dueAt} hard={hard} />}{' '}
                {draft && <small>{t('shift.draft')}</small>}
              </li>
            ))}
          </ul>
        </Panel>
      ))}
      {problem !== null && <ProblemNote problem={problem} />}
    </>
  )
}
