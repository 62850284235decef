import type { Route } from '../house.ts'
import { acceptShift } from './accept-shift.ts'
import { addPerson } from './add-person.ts'
import { listApiTokens, makeApiToken, revokeApiTokenRoute } from './api-tokens.ts'
import { approveTask } from './approve-task.ts'
import { askErasure } from './ask-erasure.ts'
import { approveErasure, refuseErasure } from './decide-erasure.ts'
import { listErasures } from './list-erasures.ts'
import { revealPersonalData } from './reveal-personal-data.ts'
import { endBreakGlassRoute, listBreakGlass, openBreakGlassRoute, reviewBreakGlassRoute } from './break-glass.ts'
import { bulkAct } from './bulk-act.ts'
import { changePerson } from './change-person.ts'
import { changeStore } from './change-store.ts'
import { checkDefinition } from './check-definition.ts'
import { checkLaunches } from './check-launches.ts'
import { claimTask } from './claim-task.ts'
import { closeSession } from './close-session.ts'
import { commandRun } from './command-run.ts'
import { companySignIn } from './company-sign-in.ts'
import { completeTask } from './complete-task.ts'
import { disablePerson } from './disable-person.ts'
import { downloadEvidence } from './download-evidence.ts'
import { draftTask } from './draft-task.ts'
import { drawSample } from './draw-sample.ts'
import { dropShift } from './drop-shift.ts'
import { dropView } from './drop-view.ts'
import { endAbsence } from './end-absence.ts'
import { endPost } from './end-post.ts'
import { endSession } from './end-session.ts'
import { enterAbsence } from './enter-absence.ts'
import { enterHouse } from './enter-house.ts'
import { enterShift } from './enter-shift.ts'
import { exportAudit } from './export-audit.ts'
import { grantPost } from './grant-post.ts'
import { health } from './health.ts'
import { importStoreData } from './import-store-data.ts'
import { launchRun } from './launch-run.ts'
import { listAbsences } from './list-absences.ts'
import { listApprovalPairs } from './list-approval-pairs.ts'
import { listDefinitions } from './list-definitions.ts'
import { listHouseEvents } from './list-house-events.ts'
import { listMessages } from './list-messages.ts'
import { listNotifications } from './list-notifications.ts'
import { listParameters } from './list-parameters.ts'
import { listRights } from './list-rights.ts'
import { listRunEvents } from './list-run-events.ts'
import { listRuns } from './list-runs.ts'
import { listSamples } from './list-samples.ts'
import { listSavedViews } from './list-saved-views.ts'
import { listScans } from './list-scans.ts'
import { listSessions } from './list-sessions.ts'
import { listShiftHandovers } from './list-shift-handovers.ts'
import { listShifts } from './list-shifts.ts'
import { listSops } from './list-sops.ts'
import { listStaff } from './list-staff.ts'
import { listStoreData } from './list-store-data.ts'
import { listStorePeople } from './list-store-people.ts'
import { listStores } from './list-stores.ts'
import { listTasks } from './list-tasks.ts'
import { noteSampleItem } from './note-sample-item.ts'
import { messageChoice } from './message-choice.ts'
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
import { resendMessage, resendMessages } from './resend-messages.ts'
import { changeStoreRobot, removeStoreRobot, storeRobots, testRobot } from './robots.ts'
import { saveDefinition } from './save-definition.ts'
import { saveView } from './save-view.ts'
import { scanParcel } from './scan-parcel.ts'
import { searchAudit } from './search-audit.ts'
import { setParameter } from './set-parameter.ts'
import { showBoardAt } from './show-board-at.ts'
import { showDefinition } from './show-definition.ts'
import { showHandover } from './show-handover.ts'
import { showHouse } from './show-house.ts'
import { reopenTask } from './reopen-task.ts'
import { showDesk } from './show-desk.ts'
import { showMailSettings } from './show-mail-settings.ts'
import { showMe } from './show-me.ts'
import { showRunBoard } from './show-run-board.ts'
import { showRunChain } from './show-run-chain.ts'
import { showRun } from './show-run.ts'
import { showSample } from './show-sample.ts'
import { showSeal } from './show-seal.ts'
import { showSopVersion } from './show-sop-version.ts'
import { showSop } from './show-sop.ts'
import { showStoreBoard } from './show-store-board.ts'
import { showTask } from './show-task.ts'
import { signHandover } from './sign-handover.ts'
import { signSample } from './sign-sample.ts'
import { skipTask } from './skip-task.ts'
import { streamChanges } from './stream-changes.ts'
import { takeDisputeFile } from './take-dispute-file.ts'
import { uploadEvidence } from './upload-evidence.ts'
import { verifyAudit } from './verify-audit.ts'

/** Every route of the API, one file each. */
export const allRoutes: readonly Route[] = [
  openSessionRoute,
  companySignIn,
  enterHouse,
  closeSession,
  showMe,
  listRights,
  showHouse,
  listSops,
  showSop,
  showSopVersion,
  rehearse,
  play,
  checkDefinition,
  checkLaunches,
  saveDefinition,
  publishDefinition,
  listDefinitions,
  showDefinition,
  launchRun,
  listRuns,
  showRun,
  showDesk,
  commandRun,
  listRunEvents,
  previewRun,
  bulkAct,
  showRunBoard,
  showBoardAt,
  showStoreBoard,
  reportWork,
  listStorePeople,
  listSavedViews,
  saveView,
  dropView,
  showRunChain,
  takeDisputeFile,
  revealPersonalData,
  askErasure,
  listErasures,
  approveErasure,
  refuseErasure,
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
  reopenTask,
  reassignTask,
  reviseTask,
  nudgeTask,
  uploadEvidence,
  downloadEvidence,
  receiveEvent,
  scanParcel,
  listScans,
  showHandover,
  signHandover,
  streamChanges,
  listNotifications,
  readNotifications,
  messageChoice,
  storeRobots,
  changeStoreRobot,
  removeStoreRobot,
  testRobot,
  listMessages,
  resendMessage,
  resendMessages,
  showMailSettings,
  importStoreData,
  listStoreData,
  searchAudit,
  showSeal,
  verifyAudit,
  exportAudit,
  listApprovalPairs,
  drawSample,
  listSamples,
  showSample,
  noteSampleItem,
  signSample,
  listStaff,
  addPerson,
  changePerson,
  disablePerson,
  grantPost,
  endPost,
  listAbsences,
  enterAbsence,
  endAbsence,
  listShifts,
  enterShift,
  dropShift,
  listShiftHandovers,
  acceptShift,
  listBreakGlass,
  openBreakGlassRoute,
  endBreakGlassRoute,
  reviewBreakGlassRoute,
  listStores,
  changeStore,
  listParameters,
  setParameter,
  listHouseEvents,
  listSessions,
  endSession,
  listApiTokens,
  makeApiToken,
  revokeApiTokenRoute,
  health,
  ready,
  openapiJson,
]
