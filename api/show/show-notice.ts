import type { z } from 'zod'
import type { Plan } from '#engine/model/plan.ts'
import { readTaskId, taskId } from '#engine/run/step-key.ts'
import type { NoticeFacts } from '#engine/notice/notice-text.ts'
import { noticeContext, noticeText } from '#engine/notice/notice-text.ts'
import type { NoticeRow } from '#db/reads/notices-of.ts'
import type { Notification } from '../contract/notifications.ts'
import { maskPersonal } from '../door/personal-text.ts'
import type { NameOf } from '../door/person-names.ts'
import type { House } from '../house.ts'

export type ShownNotice = z.infer<typeof Notification>

/** Notices as people read them; texts are made here from the facts of their events. */
export async function showNotices(
  house: Pick<House, 'plans' | 'names'>,
  rows: readonly NoticeRow[],
): Promise<ShownNotice[]> {
  const nameOf = await house.names.of(rows.flatMap((row) => [row.actorId, textIn(row, 'to')]))
  return Promise.all(
    rows.map(async (row) => {
      const facts = factsOf(row, await house.plans.bySha(row.planSha256), nameOf)
      return {
        id: String(row.id),
        kind: row.notice,
        urgent: row.urgent,
        at: row.at,
        readAt: row.readAt,
        text: noticeText(facts),
        context: noticeContext(facts),
        storeId: row.storeId,
        sopId: row.sop,
        runId: row.sopRunId,
        taskId: taskOf(row),
      }
    }),
  )
}

/** The task a notice leads to, or null when it is about the run. */
export function taskOf({ sopRunId, stepKey, data, notice }: NoticeRow): string | null {
  if (stepKey === null) return null
  const level = notice === 'approval.opened' ? data?.['level'] : data?.['approval']
  return taskId(sopRunId, stepKey, typeof level === 'number' ? level : undefined)
}

function factsOf(row: NoticeRow, plan: Plan, nameOf: NameOf): NoticeFacts {
  const stepId = row.stepKey === null ? null : (readTaskId(`r~${row.stepKey}`)?.stepKey.split(/[:.]/)[0] ?? null)
  const to = textIn(row, 'to')
  return {
    notice: row.notice,
    step: plan.steps.find((step) => step.id === stepId)?.title ?? null,
    run: plan.title,
    correlationKey: row.correlationKey,
    actor: nameOf(row.actorId),
    reason: textIn(row, 'reason'),
    remark: textIn(row, 'text'),
    dueAt: textIn(row, 'dueAt'),
    level: typeof row.data?.['level'] === 'number' ? row.data['level'] : null,
    to: to === null ? null : { name: nameOf(to), isReader: to === row.personId },
    returned: row.data?.['as'] === 'return',
    zone: row.zone,
  }
}

function textIn({ data }: NoticeRow, name: string): string | null {
  const value = data?.[name]
  // Messages leave the house: what is sealed in a remark stays behind.
  return typeof value === 'string' ? maskPersonal(value) : null
}
