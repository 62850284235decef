import { demoPassword } from '#db/demo/demo-people.ts'
import type { Database } from '#db/database.ts'
import type { Plan } from '#engine/model/plan.ts'
import { defaultHostLimits } from '#workflows/messages.ts'
import type { HostLimits } from '#workflows/messages.ts'
import type { Answer, Ask, OpenApi } from '../api/open-api.ts'
import { openApi } from '../api/open-api.ts'
import { demoDatabase } from '../support/demo-database.ts'
import { readPlaybook } from '../workflows/host-stack.ts'
import { openVirtualTime } from '../workflows/virtual-time.ts'

export interface VirtualShopOptions {
  /** The playbook that is published. */
  sop: string
  /** Where virtual time starts. */
  startAt: string
  limits?: Partial<HostLimits>
  /** What the store's data hold besides the demonstration's. */
  prepare?: (owner: Database) => Promise<void>
}

/** The demonstration's stores on the whole stack, on a clock of their own that is moved by hand. */
export interface VirtualShop {
  api: OpenApi
  plan: Plan
  travelTo(at: string): Promise<void>
  /** Asks the API as the demo sign-in of a role; signs in again when virtual days have ended the session. */
  ask<Body = Record<string, unknown>>(as: string, method: string, url: string, body?: unknown): Promise<Answer<Body>>
  tokenOf(as: string): Promise<string>
  close(): Promise<void>
}

// An idle session ends after twelve hours.
const signInAgainMs = 11 * 3_600_000

/** Opens server, database, worker and API; close it in the end. */
export async function openVirtualShop(options: VirtualShopOptions): Promise<VirtualShop> {
  const plan = readPlaybook(`sop-definitions/${options.sop}.yaml`)
  const time = await openVirtualTime(options.startAt)
  let read = { at: Date.parse(await time.now()), when: performance.now() }
  // Between two journeys the server's clock runs on like any other.
  const nowMs = (): number => read.at + performance.now() - read.when
  const limits = { ...defaultHostLimits, ...options.limits }
  const api = await openApi({
    temporal: time.temporal,
    limits,
    dispatcher: { limits, patienceMs: 45_000, recordingMs: 30_000 },
    now: () => new Date(nowMs()).toISOString(),
    database: () => demoDatabase([options.sop]),
  })
  await options.prepare?.(api.stack.owner)
  const sessions = new Map<string, { token: string; at: number }>()
  const tokenOf = async (as: string): Promise<string> => {
    const known = sessions.get(as)
    if (known && nowMs() - known.at < signInAgainMs) return known.token
    const at = nowMs()
    const body = { email: `${as}@demo.local`, password: demoPassword }
    const answer = await api.ask<{ token: string }>('POST', '/session', { body, key: null })
    if (answer.status !== 200) throw new Error(`${as} cannot sign in: ${JSON.stringify(answer.body)}`)
    sessions.set(as, { token: answer.body.token, at })
    return answer.body.token
  }
  return {
    api,
    plan,
    tokenOf,
    async travelTo(at) {
      await time.travelTo(at)
      read = { at: Date.parse(await time.now()), when: performance.now() }
    },
    async ask<Body = Record<string, unknown>>(as: string, method: string, url: string, body?: unknown) {
      const send = async () => {
        const asked: Ask = { headers: { authorization: `Bearer ${await tokenOf(as)}` } }
        return api.ask<Body>(method, url, body === undefined ? asked : { ...asked, body })
      }
      const answer = await send()
      if ((answer.body as { code?: string }).code !== 'FRESH_SIGN_IN_NEEDED') return answer
      // As a person would: the password again, then the act again.
      sessions.delete(as)
      return send()
    },
    async close() {
      await api.close()
      await time.close()
    },
  }
}
