import { z } from 'zod'
import { Id, Instant, JsonObject, pageOf, PageQuery, TextPair, TruthQuery } from './primitives.ts'
import { RunStatus } from './runs.ts'

export const BoardQuery = z.strictObject({
  storeId: Id.optional(),
  sopId: Id.optional(),
  status: RunStatus.optional().meta({ description: 'One status; without it everything under way.' }),
  late: TruthQuery.optional(),
  personId: Id.optional().meta({ description: 'Only runs with an open step of this person.' }),
  role: Id.optional().meta({ description: 'Only runs with an open step of this role.' }),
  q: z.string().max(200).optional(),
  ...PageQuery,
})

export const BoardAtQuery = z.strictObject({
  at: Instant,
  storeId: Id.optional(),
  sopId: Id.optional(),
  q: z.string().max(200).optional(),
  ...PageQuery,
})

const BoardTask = z.strictObject({
  taskId: z.string(),
  stepId: z.string(),
  instanceKey: z.string(),
  title: TextPair,
  role: z.string().nullable(),
  assignee: z.string().nullable(),
  assigneeName: z.string().nullable(),
  dueAt: z.string().nullable(),
  hard: z.boolean(),
  late: z.boolean(),
})

export const BoardRun = z
  .strictObject({
    id: z.string(),
    sopId: z.string(),
    version: z.string(),
    title: TextPair,
    storeId: z.string(),
    correlationKey: z.string().nullable(),
    status: RunStatus,
    launchedAt: z.string(),
    launchedBy: z.string(),
    launchedByName: z.string().nullable(),
    dueAt: z.string().nullable().meta({ description: 'Earliest due of an open step.' }),
    open: z.int(),
    late: z.int(),
    percent: z.int(),
    stages: z.array(
      z.strictObject({
        id: z.string(),
        title: TextPair,
        status: z.enum(['planned', 'open', 'done']),
        done: z.int(),
        total: z.int(),
        late: z.int(),
        dueAt: z.string().nullable().meta({ description: 'Earliest due of an open step of the stage.' }),
      }),
    ),
    now: z.array(BoardTask).meta({ description: 'Up to four open steps, earliest due first.' }),
    next: z
      .strictObject({
        stepId: z.string(),
        title: TextPair,
        role: z.string().nullable(),
        opensAt: z.string().nullable(),
        dueAt: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'The planned step that comes next.' }),
  })
  .meta({ id: 'BoardRun' })
export const BoardPage = pageOf(BoardRun)

export const StoreBoard = z
  .strictObject({
    items: z.array(
      z.strictObject({
        storeId: z.string(),
        storeName: z.string(),
        sopId: z.string(),
        title: TextPair,
        runs: z.int(),
        lateRuns: z.int(),
        lateSteps: z.int(),
        lateHardSteps: z.int(),
        paused: z.int(),
        incidents: z.int(),
        firstDueAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'StoreBoard', description: 'Stores × playbooks of what is under way.' })

export const WorkReportBy = z.enum(['person', 'role', 'store', 'playbook', 'step', 'day'])
const day = z.iso.date({ error: 'INVALID_DATE: is no day that exists; write it as 2027-03-10' })
export const WorkReportQuery = z.strictObject({
  storeId: Id.optional(),
  sopId: Id.optional(),
  by: WorkReportBy,
  from: day.optional().meta({ description: 'First day of finished work; 30 days back without it.' }),
  to: day.optional().meta({ description: 'Last day of finished work; today without it.' }),
})
export const WorkReport = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    by: WorkReportBy,
    items: z.array(
      z.strictObject({
        key: z.string().nullable().meta({ description: 'Person, role, store, playbook, playbook/step or day.' }),
        name: z.string().nullable(),
        title: TextPair.nullable(),
        open: z.int(),
        late: z.int(),
        dueToday: z.int(),
        done: z.int(),
        dated: z.int(),
        onTime: z.int(),
        onTimePercent: z.number().nullable(),
        medianMinutes: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'WorkReport', description: 'Open work now and finished work of a period.' })

const search = z.record(z.string().max(50), z.string().max(500))
export const SavedView = z
  .strictObject({ id: z.string(), page: z.string(), name: z.string(), search: JsonObject })
  .meta({ id: 'SavedView' })
export const SavedViewQuery = z.strictObject({ page: Id })
export const SavedViewList = z.strictObject({ items: z.array(SavedView) })
export const SaveViewRequest = z
  .strictObject({ page: Id, name: z.string().trim().min(1).max(60), search })
  .meta({ id: 'SaveViewRequest' })
