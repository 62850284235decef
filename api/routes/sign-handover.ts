import { readHandover } from '#db/reads/handovers.ts'
import type { Signed } from '#db/writes/sign-handover.ts'
import { handOver, takeOver } from '#db/writes/sign-handover.ts'
import { Handover, HandoverParams, SignHandoverRequest } from '../contract/warehouse.ts'
import { demand, seenStore } from '../door/access.ts'
import { handoverSheet } from '../door/handover-sheet.ts'
import { storeDay } from '../door/store-day.ts'
import type { StoreDay } from '../door/store-day.ts'
import type { House, Route } from '../house.ts'
import type { ProblemCode } from '../problem-codes.ts'
import { Problem } from '../problem.ts'
import { handoverWords, sha256Of, showHandover, textOf } from '../show/show-handover.ts'
import { problems } from './answers.ts'

/**
 * POST /stores/{storeId}/handovers/{day}/sign: hands the sheet over, or takes it over as another person (R-4EYES). The signer
 * names the sheet by its SHA-256; once both have signed it changes no more.
 */
export const signHandover: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/stores/:storeId/handovers/:day/sign',
    config: { right: 'handover.sign' },
    schema: {
      tags: ['warehouse'],
      summary: 'Sign the handover sheet',
      params: HandoverParams,
      body: SignHandoverRequest,
      response: { 200: Handover, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const storeId = seenStore(request.caller, request.params.storeId)
        demand(request, 'handover.sign', { storeId })
        const day = storeDay(house, request.caller, storeId, request.params.day)
        const { part, sha256 } = request.body
        const of = { storeId, day: day.day, by: request.caller.personId, at: house.deps.now(), sha256 }
        const done =
          part === 'taking'
            ? await takeOver(house.deps.db, of)
            : await handOver(house.deps.db, of, await textToSign(house, day, sha256))
        if (done !== 'done') throw refused(codeOf[done])
        return { status: 200, body: await showHandover(house, request, day) }
      }),
  })
}

/** The sheet as it stands, if it is the one the signer has seen and nothing of it is nobody's task. */
async function textToSign(house: House, day: StoreDay, sha256: string): Promise<string> {
  const signed = await readHandover(house.deps.db, day.storeId, day.day)
  if (signed !== null && signed.takenBy !== null) throw refused('HANDOVER_SIGNED')
  const { content, toLaunch } = await handoverSheet(house, day)
  const text = textOf(content)
  if (sha256Of(text) !== sha256) throw refused('HANDOVER_CHANGED')
  if (toLaunch.length > 0) throw refused('HANDOVER_EXCEPTIONS')
  return text
}

const codeOf: Record<Exclude<Signed, 'done'>, keyof typeof handoverWords> = {
  frozen: 'HANDOVER_SIGNED',
  signed: 'HANDOVER_SIGNED',
  nobody: 'HANDOVER_NOT_HANDED',
  changed: 'HANDOVER_CHANGED',
  'same-person': 'SOD_SAME_PERSON',
}

function refused(code: keyof typeof handoverWords & ProblemCode): Problem {
  return new Problem(code, handoverWords[code])
}
