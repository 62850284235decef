import type { Client } from '@temporalio/client'
import type { Database } from '#db/database.ts'
import type { Dispatcher } from '#dispatch/dispatcher.ts'
import { startOwnHost } from '#dispatch/start-own-host.ts'
import type { HostActivities, RecordResult } from '#workflows/activity-contract.ts'
import { defaultHostLimits, hostTaskQueue } from '#workflows/messages.ts'
import type { HostLimits } from '#workflows/messages.ts'
import { alive } from './alive.ts'
import { launchRunActivity } from './launch-run.ts'
import { lookUpFactsActivity } from './look-up-facts.ts'
import { recordEventsActivity } from './record-events.ts'
import { reportToRunActivity } from './report-to-run.ts'
import { runAutomationActivity } from './run-automation.ts'

/** What the activities work with. */
export interface ActivityHouse {
  client: Client
  db: Database
  dispatcher: Dispatcher
  taskQueue?: string
  limits?: HostLimits
  /** Told of runs that could not be stored whole. */
  onTrouble: (failed: RecordResult['failed']) => void
}

/** Every activity of the hosts, under the name the workflows call it by. */
export function hostActivities(house: ActivityHouse): HostActivities {
  const { client, db, dispatcher, taskQueue = hostTaskQueue, limits = defaultHostLimits } = house
  return {
    recordEvents: alive(recordEventsActivity(db, house.onTrouble)),
    lookUpFacts: alive(lookUpFactsActivity(db)),
    runAutomation: alive(runAutomationActivity(db)),
    launchRun: alive(launchRunActivity(db, dispatcher)),
    reportToRun: alive(reportToRunActivity(dispatcher)),
    moveRun: alive((request) => startOwnHost(client, db, taskQueue, limits, request)),
  }
}
