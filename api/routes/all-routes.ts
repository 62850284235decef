import type { Route } from '../house.ts'
import { approveTask } from './approve-task.ts'
import { bulkAct } from './bulk-act.ts'
import { checkDefinition } from './check-definition.ts'
import { claimTask } from './claim-task.ts'
import { closeSession } from './close-session.ts'
import { commandRun } from './command-run.ts'
import { completeTask } from './complete-task.ts'
import { downloadEvidence } from './download-evidence.ts'
import { draftTask } from './draft-task.ts'
import { dropView } from './drop-view.ts'
import { health } from './health.ts'
import { importStoreData } from './import-store-data.ts'
import { launchRun } from './launch-run.ts'
import { listNotifications } from './list-notifications.ts'
import { listRunEvents } from './list-run-events.ts'
import { listRuns } from './list-runs.ts'
import { listSavedViews } from './list-saved-views.ts'
import { listSops } from './list-sops.ts'
import { listStoreData } from './list-store-data.ts'
import { listStorePeople } from './list-store-people.ts'
import { listTasks } from './list-tasks.ts'
import { nudgeTask } from './nudge-task.ts'
import { openSessionRoute } from './open-session.ts'
import { openapiJson } from './openapi-json.ts'
import { play } from './play.ts'
import { previewLane } from './preview-lane.ts'
import { previewRun } from './preview-run.ts'
import { publishDefinition } from './publish-definition.ts'
import { readNotifications } from './read-notifications.ts'
import { ready } from './ready.ts'
import { reassignTask } from './reassign-task.ts'
import { receiveEvent } from './receive-event.ts'
import { rehearse } from './rehearse.ts'
import { rejectTask } from './reject-task.ts'
import { releaseTask } from './release-task.ts'
import { reportWork } from './report-work.ts'
import { returnTask } from './return-task.ts'
import { reviseTask } from './revise-task.ts'
import { saveDefinition } from './save-definition.ts'
import { saveView } from './save-view.ts'
import { showMe } from './show-me.ts'
import { showRunBoard } from './show-run-board.ts'
import { showRun } from './show-run.ts'
import { showSopVersion } from './show-sop-version.ts'
import { showSop } from './show-sop.ts'
import { showStoreBoard } from './show-store-board.ts'
import { showTask } from './show-task.ts'
import { skipTask } from './skip-task.ts'
import { streamChanges } from './stream-changes.ts'
import { uploadEvidence } from './upload-evidence.ts'

/** Every route of the API, one file each. */
export const allRoutes: readonly Route[] = [
  openSessionRoute,
  closeSession,
  showMe,
  listSops,
  showSop,
  showSopVersion,
  rehearse,
  play,
  checkDefinition,
  saveDefinition,
  publishDefinition,
  launchRun,
  listRuns,
  showRun,
  commandRun,
  listRunEvents,
  previewRun,
  bulkAct,
  showRunBoard,
  showStoreBoard,
  reportWork,
  listStorePeople,
  listSavedViews,
  saveView,
  dropView,
  listTasks,
  showTask,
  previewLane,
  claimTask,
  releaseTask,
  draftTask,
  completeTask,
  approveTask,
  rejectTask,
  returnTask,
  skipTask,
  reassignTask,
  reviseTask,
  nudgeTask,
  uploadEvidence,
  downloadEvidence,
  receiveEvent,
  streamChanges,
  listNotifications,
  readNotifications,
  importStoreData,
  listStoreData,
  health,
  ready,
  openapiJson,
]
