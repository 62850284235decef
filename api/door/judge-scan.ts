import type { ParcelCaseRow } from '#db/reads/cases-of-parcel.ts'
import { readCasesOfParcel } from '#db/reads/cases-of-parcel.ts'
import { readInbox } from '#db/reads/inbox.ts'
import type { BoardTaskRow } from '#db/reads/run-board.ts'
import { readBoardTasks } from '#db/reads/run-board.ts'
import type { ScanVerdict } from '#db/schema/parcel-scan.ts'
import type { House } from '../house.ts'
import type { Caller } from '../policy.ts'
import { inboxScope } from './inbox-scope.ts'
import { parcelSteps } from './parcel-steps.ts'

/** What a scan came upon. */
export interface ScanFound {
  verdict: ScanVerdict
  case: ParcelCaseRow | null
  /** The task that opens, or that stands in the way. */
  task: Pick<BoardTaskRow, 'taskId' | 'stepId' | 'role' | 'personId'> | null
}

const mostTasks = 20

/** Looks a parcel up in the caller's stores: the store it was scanned in first, the others to tell where it belongs. */
export async function judgeScan(house: House, caller: Caller, storeId: string, waybill: string): Promise<ScanFound> {
  const cases = await readCasesOfParcel(house.deps.db, [...caller.rolesIn.keys()], waybill)
  const here = cases.filter((one) => one.storeId === storeId)
  if (here.length === 0) {
    const other = cases[0] ?? null
    return { verdict: other === null ? 'unknown' : 'elsewhere', case: other, task: null }
  }
  const caseOf = (runId: string) => here.find((one) => one.sopRunId === runId) ?? here[0] ?? null
  const steps = await parcelSteps(house)
  const handles = ({ stepId }: { stepId: string }) =>
    steps.receive.has(stepId) || steps.inspect.has(stepId) || steps.dispose.has(stepId)
  const filter = { mine: true, storeId, waybill, limit: mostTasks }
  const mine = (await readInbox(house.deps.db, await inboxScope(house, caller), filter)).find(
    (task) => handles(task) && !task.paused,
  )
  if (mine) return { verdict: 'open', case: caseOf(mine.sopRunId), task: mine }
  const tasks = await readBoardTasks(
    house.deps.db,
    here.map(({ sopRunId }) => sopRunId),
  )
  const theirs = tasks.find((task) => handles(task) && task.personId !== null && task.personId !== caller.personId)
  if (theirs) return { verdict: 'theirs', case: caseOf(theirs.sopRunId), task: theirs }
  const graded = here.find(({ grade }) => grade !== null)
  if (graded) return { verdict: 'inspected', case: graded, task: null }
  return { verdict: 'waiting', case: caseOf(tasks[0]?.sopRunId ?? ''), task: tasks[0] ?? null }
}
