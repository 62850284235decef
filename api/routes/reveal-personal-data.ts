import { z } from 'zod'
import { readPersonalState } from '#db/reads/personal-state.ts'
import { readRun } from '#db/reads/run-state.ts'
import { noteAdminAct } from '#db/writes/note-admin-act.ts'
import { Id } from '../contract/primitives.ts'
import { Revealed, RevealRequest } from '../contract/personal-data.ts'
import { demand, notFound, seenRun } from '../door/access.ts'
import type { House, Route } from '../house.ts'
import { may } from '../policy.ts'
import { Problem } from '../problem.ts'
import { showRevealed } from '../show/show-revealed.ts'
import { problems } from './answers.ts'

/** POST /runs/{runId}/reveal: the sealed values of a run, opened once for a reason that stays in the history of the house. */
export const revealPersonalData: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/runs/:runId/reveal',
    config: { right: 'pii.reveal' },
    schema: {
      tags: ['personal data'],
      summary: 'Reveal personal data',
      params: z.strictObject({ runId: Id }),
      body: RevealRequest,
      response: { 200: Revealed, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const { runId } = request.params
        const { plan, object, heading } = await seenRun(house, request, runId)
        demand(request, 'pii.reveal', object)
        const state = await readPersonalState(house.deps.db, runId)
        if (state === 'restricted' && !may(request.caller, 'pii.revealRestricted', object)) throw restricted()
        const recorded = await readRun(house.deps.db, runId)
        if (!recorded) throw notFound(`run ${runId}`)
        const body = {
          runId,
          state: state ?? ('used' as const),
          values: await showRevealed(house.sealer, plan, recorded.run),
        }
        await note(house, request.caller.personId, heading.storeId, request.body.reason, body)
        return { status: 200, body, kept: { ...body, values: body.values.map((value) => ({ ...value, value: null })) } }
      }),
  })
}

async function note(
  house: House,
  personId: string,
  storeId: string,
  reason: string,
  { runId, state, values }: z.infer<typeof Revealed>,
): Promise<void> {
  await noteAdminAct(house.deps.db, {
    ...{ personId, action: 'pii.revealed', storeId, objectType: 'run', objectId: runId },
    after: { reason: await house.sealer.sealText(runId, reason), state, fields: values.map(({ field }) => field) },
  })
}

function restricted(): Problem {
  return new Problem(
    'DATA_RESTRICTED',
    'Erasing these data was granted; until the law lets them go, only an auditor may look. Ask an auditor.',
  )
}
