import { readAlarms } from '#db/reads/alarms.ts'
import { secondsSinceWorker } from '#db/reads/readiness.ts'
import { Readiness } from '../contract/health.ts'
import type { House, Route } from '../house.ts'

/** A worker that has said nothing for longer counts as gone. */
const workerSilentSeconds = 20
const checkMs = 3_000

interface Part {
  ok: boolean
  detail: string
}

/** GET /readyz: 200 when Postgres, Temporal and a polling worker are there, else 503; each part is named. */
export const ready: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/readyz',
    config: { open: true, rateLimit: false },
    schema: { tags: ['health'], summary: 'Ready', response: { 200: Readiness, 503: Readiness } },
    handler: async (_request, reply) => {
      const [stored, temporal] = await Promise.all([storedParts(house), temporalPart(house)])
      const parts = { ...stored, temporal }
      // An alarm about history needs a person; turning people away would not help.
      const isReady = [parts.postgres, parts.worker, parts.temporal].every((part) => part.ok)
      return reply.code(isReady ? 200 : 503).send({ ready: isReady, parts })
    },
  })
}

async function storedParts({ deps }: House): Promise<{ postgres: Part; worker: Part; history: Part }> {
  try {
    const [seconds, alarms] = await within(Promise.all([secondsSinceWorker(deps.db), readAlarms(deps.db)]))
    const polling = seconds !== null && seconds <= workerSilentSeconds
    const detail = seconds === null ? 'no worker has reported yet' : `a worker reported ${Math.round(seconds)} s ago`
    const standing = alarms.map(({ kind }) => kind).join(', ')
    const history = { ok: alarms.length === 0, detail: alarms.length === 0 ? 'no alarm' : `alarms: ${standing}` }
    return { postgres: { ok: true, detail: 'answers' }, worker: { ok: polling, detail }, history }
  } catch {
    return {
      postgres: { ok: false, detail: 'does not answer' },
      worker: { ok: false, detail: 'cannot be told without Postgres' },
      history: { ok: false, detail: 'cannot be told without Postgres' },
    }
  }
}

async function temporalPart({ deps }: House): Promise<Part> {
  try {
    await within(deps.reachTemporal())
    return { ok: true, detail: 'answers' }
  } catch {
    return { ok: false, detail: 'does not answer' }
  }
}

async function within<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), checkMs)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
