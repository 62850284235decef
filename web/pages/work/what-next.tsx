import { roleTitles } from '#engine/model/roles.ts'
import type { LaneBody } from '../../api/work.ts'
import { usePick, useText } from '../../text/use-text.ts'

/** Who is on afterwards, with what. */
export function WhatNext({ next }: { next: LaneBody['next'] }) {
  const t = useText('work')
  const pick = usePick()
  if (next.length === 0) return null
  const words = next.map(({ title, role, assigneeName, approval }) => {
    const who = assigneeName ?? pick(roleTitles[role ?? ''] ?? { zh: '系统', en: 'the house' })
    return t(approval ? 'task.nextApproval' : 'task.nextStep', { title: pick(title), who })
  })
  return <p className="task-next">{t('task.next', { steps: words.join('；') })}</p>
}
