import type { InboxRow } from '#db/reads/inbox.ts'
import { readInbox } from '#db/reads/inbox.ts'
import { TaskPage, TaskQuery } from '../contract/tasks.ts'
import { readCursor, writeCursor } from '../door/cursor.ts'
import { inboxScope } from '../door/inbox-scope.ts'
import type { House, Route } from '../house.ts'
import type { ShownTaskSummary } from '../show/show-task.ts'
import { stepPlanOf } from '../show/show-step.ts'
import { problems } from './answers.ts'

/** GET /tasks: the inbox, most urgent first. `mine` = assigned to me or free for a role I hold. */
export const listTasks: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/tasks',
    config: { right: 'run.read' },
    schema: { tags: ['tasks'], summary: 'Inbox', querystring: TaskQuery, response: { 200: TaskPage, ...problems } },
    handler: async (request) => {
      const { caller } = request
      const { limit = 50, cursor, mine, taken, role, storeId, sopId, stepId, runId, overdue, waybill } = request.query
      const of = {
        list: 'tasks',
        personId: caller.personId,
        filters: { mine, taken, role, storeId, sopId, stepId, runId, overdue },
      }
      const place = readCursor(of, cursor, 2)
      const now = house.deps.now()
      const scope = await inboxScope(house, caller)
      const rows = await readInbox(house.deps.db, scope, {
        mine: mine === true,
        ...(taken === undefined ? {} : { taken }),
        ...(role === undefined ? {} : { role }),
        ...(storeId === undefined ? {} : { storeId }),
        ...(sopId === undefined ? {} : { sop: sopId }),
        ...(stepId === undefined ? {} : { stepId }),
        ...(runId === undefined ? {} : { sopRunId: runId }),
        ...(waybill === undefined ? {} : { waybill }),
        ...(overdue === true ? { overdueAt: now } : {}),
        ...(place ? { after: { urgentAt: String(place[0]), taskId: String(place[1]) } } : {}),
        limit: limit + 1,
      })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        items: await summaries(house, page, now),
        nextCursor: last ? writeCursor(of, [last.urgentAt, last.taskId]) : null,
      }
    },
  })
}

async function summaries(house: House, rows: readonly InboxRow[], now: string): Promise<ShownTaskSummary[]> {
  const nameOf = await house.names.of(rows.map((row) => row.personId))
  return Promise.all(
    rows.map(async (row) => {
      const plan = await house.plans.bySha(row.planSha256)
      const step = stepPlanOf(plan, row.stepId)
      return {
        id: row.taskId,
        runId: row.sopRunId,
        sopId: row.sop,
        stepId: row.stepId,
        instanceKey: row.stepKey,
        level: row.level,
        kind: row.level === null ? step.kind : 'approval',
        revision: row.revision,
        title: step.title,
        runTitle: plan.title,
        storeId: row.storeId,
        correlationKey: row.correlationKey,
        status: row.status,
        candidateRole: row.role,
        assignee: row.personId,
        assigneeName: nameOf(row.personId),
        openedAt: row.openedAt,
        dueAt: row.dueAt,
        hard: row.hard,
        overdue: row.dueAt !== null && row.dueAt < now,
        priority: row.priority,
      }
    }),
  )
}
