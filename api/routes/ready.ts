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
      const isReady = Object.values(parts).every((part) => part.ok)
      return reply.code(isReady ? 200 : 503).send({ ready: isReady, parts })
    },
  })
}

async function storedParts({ deps }: House): Promise<{ postgres: Part; worker: Part }> {
  try {
    const seconds = await within(secondsSinceWorker(deps.db))
    const polling = seconds !== null && seconds <= workerSilentSeconds
    const detail = seconds === null ? 'no worker has reported yet' : `a worker reported ${Math.round(seconds)} s ago`
    return { postgres: { ok: true, detail: 'answers' }, worker: { ok: polling, detail } }
  } catch {
    return {
      postgres: { ok: false, detail: 'does not answer' },
      worker: { ok: false, detail: 'cannot be told without Postgres' },
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
