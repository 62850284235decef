import { play as playOn } from '#engine/rehearsal/play.ts'
import type { PlayAct, PlayRequest } from '#engine/rehearsal/play.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { readStoreSettings } from '#db/reads/store-settings.ts'
import { PlayedShape, PlayRequestShape } from '../contract/rehearsals.ts'
import { demand, notFound, policyObjectOf, refuseAction, seenStore } from '../door/access.ts'
import { fillAnchors } from '../door/launch-anchors.ts'
import { readForm } from '../door/read-form.ts'
import type { House, Route } from '../house.ts'
import { mayAnywhere } from '../policy.ts'
import { Problem } from '../problem.ts'
import { showPlayed } from '../show/show-played.ts'
import { problems } from './answers.ts'

/** POST /rehearsals/play: a playbook played in memory on virtual time, by the engine of real runs. Nothing is kept. */
export const play: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/rehearsals/play',
    config: { right: 'run.rehearse' },
    schema: {
      tags: ['rehearsals'],
      summary: 'Play on virtual time',
      body: PlayRequestShape,
      response: { 200: PlayedShape, ...problems },
    },
    handler: async (request) => {
      const { sopId, version, storeId, inputs, anchors, acts, startAt, until, params, facts } = request.body
      const found = await house.plans.find(sopId, version)
      if (!found) throw notFound(`published playbook ${sopId}${version === undefined ? '' : ` ${version}`}`)
      const { plan } = found
      if (storeId === undefined && !mayAnywhere(request.caller, 'run.rehearse')) refuseAction(request, 'run.rehearse')
      if (storeId !== undefined)
        demand(request, 'run.rehearse', policyObjectOf(plan, seenStore(request.caller, storeId)))
      const store = await storeFor(house, storeId, sopId)
      const typed = readForm(plan.launch, inputs as JsonObject, '/inputs')
      const filled = fillAnchors(plan, typed, anchors ?? {}, store.calendar?.zone ?? 'Asia/Shanghai')
      const played: PlayRequest = {
        ...(storeId === undefined ? {} : { storeId }),
        ...(store.calendar ? { calendar: store.calendar } : {}),
        ...filled,
        params: { ...store.parameters, ...(params as JsonObject | undefined) },
        ...(facts === undefined ? {} : { facts: facts as JsonObject }),
        startAt,
        ...(until === undefined ? {} : { until }),
        acts: acts.map(asPlayAct),
      }
      try {
        return showPlayed(plan, playOn(plan, played))
      } catch (error) {
        if (error instanceof RangeError) throw new Problem('INVALID_REQUEST', error.message)
        throw error
      }
    },
  })
}

async function storeFor(house: House, storeId: string | undefined, sopId: string) {
  const settings =
    storeId === undefined ? null : await readStoreSettings(house.deps.db, storeId, sopId, house.deps.now())
  return { calendar: settings?.calendar, parameters: settings?.parameters ?? {} }
}

/** Outside a step instance is `instanceKey`, inside `stepKey`. */
function asPlayAct(act: Record<string, unknown>): PlayAct {
  const { instanceKey, ...rest } = act
  const command = rest['command']
  const inner = typeof command === 'object' && command !== null ? renamed(command as Record<string, unknown>) : command
  const outer = instanceKey === undefined ? rest : { ...rest, stepKey: instanceKey }
  return (command === undefined ? outer : { ...outer, command: inner }) as unknown as PlayAct
}

function renamed({ instanceKey, ...command }: Record<string, unknown>): Record<string, unknown> {
  return instanceKey === undefined ? command : { ...command, stepKey: instanceKey }
}
