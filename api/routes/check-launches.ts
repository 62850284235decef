import { z } from 'zod'
import type { Launch } from '#engine/model/command.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { readOpenLaunches } from '#db/reads/open-launches.ts'
import { LaunchChecks, LaunchChecksRequest } from '../contract/launch-checks.ts'
import { Id } from '../contract/primitives.ts'
import { demand, notFound, policyObjectOf, seenStore } from '../door/access.ts'
import { checkLaunch } from '../door/check-launch.ts'
import { readLaunch } from '../door/read-launch.ts'
import type { House, Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

type CheckedRow = z.infer<typeof LaunchChecks>['rows'][number]

/** POST /sops/{sopId}/launch-checks: what would come of launching each row; nothing is launched. */
export const checkLaunches: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/sops/:sopId/launch-checks',
    config: { right: 'run.launch' },
    schema: {
      tags: ['sops'],
      summary: 'Check many launches',
      params: z.strictObject({ sopId: Id }),
      body: LaunchChecksRequest,
      response: { 200: LaunchChecks, ...problems },
    },
    handler: async (request) => {
      const storeId = seenStore(request.caller, request.body.storeId)
      const found = await house.plans.find(request.params.sopId, undefined)
      if (!found) throw notFound(`published playbook ${request.params.sopId}`)
      const { plan } = found
      demand(request, 'run.launch', policyObjectOf(plan, storeId))
      const rows: CheckedRow[] = []
      for (const inputs of request.body.rows) rows.push(await checkRow(house, plan, storeId, inputs as JsonObject))
      const keys = rows.flatMap(({ correlationKey }) => (correlationKey === null ? [] : [correlationKey]))
      const open = await readOpenLaunches(house.deps.db, { storeId, sop: plan.sop }, keys)
      return { rows: rows.map((row) => ({ ...row, openRunId: open.get(row.correlationKey ?? '') ?? null })) }
    },
  })
}

async function checkRow(house: House, plan: Plan, storeId: string, typed: JsonObject): Promise<CheckedRow> {
  const empty = { inputs: typed, filledFrom: {}, correlationKey: null, openRunId: null }
  try {
    const { inputs, filledFrom, hosting: _, ...rest } = await readLaunch(house, plan, { storeId, inputs: typed })
    try {
      const launch: Launch = { type: 'launch', sopRunId: 'check', storeId, inputs, ...rest, correlationKey: null }
      return { ...empty, inputs, filledFrom, correlationKey: checkLaunch(house, plan, launch), problem: null }
    } catch (error) {
      return { ...empty, inputs, filledFrom, problem: said(error) }
    }
  } catch (error) {
    return { ...empty, problem: said(error) }
  }
}

function said(error: unknown): NonNullable<CheckedRow['problem']> {
  if (!(error instanceof Problem)) throw error
  return { code: error.code, detail: error.message, errors: (error.extras.errors ?? []).map((entry) => ({ ...entry })) }
}
