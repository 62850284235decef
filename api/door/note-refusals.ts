import type { FastifyRequest } from 'fastify'
import { noteAdminAct } from '#db/writes/note-admin-act.ts'
import type { App, House } from '../house.ts'
import { Problem } from '../problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What was withheld from the caller, and of which store, where that is known. */
    withheld: { storeId: string | null; hidden: boolean } | null
  }
}

/** In the run's own history already, where the engine refused. */
const inTheRun = new Set(['SOD_SELF_APPROVAL', 'SOD_SAME_PERSON', 'SOD_LATE_ROLE', 'SOD_ADMIN_MONEY'])
const sameForMs = 60_000
const mostKept = 10_000

/**
 * An act that was tried without the right to it becomes an event of the house: who tried what on which object, and the code
 * they were given. The same again within a minute is the same attempt.
 */
export function noteRefusals(app: App, house: House): void {
  const lately = new Map<string, number>()
  app.decorateRequest('withheld', null)
  app.addHook('onError', async (request, _reply, error) => {
    if (!(error instanceof Problem) || !isAttempt(request, error)) return
    const attempt = [request.caller.personId, request.method, request.url, error.code].join(' ')
    if (Date.now() - (lately.get(attempt) ?? 0) < sameForMs) return
    lately.set(attempt, Date.now())
    for (const [key] of lately) {
      if (lately.size <= mostKept) break
      lately.delete(key)
    }
    await note(house, request, error).catch((trouble: unknown) => request.log.error({ err: trouble }, 'not noted'))
  })
}

/** Looking is refused without a trace in the history; the log has it. */
function isAttempt(request: FastifyRequest, problem: Problem): boolean {
  if (request.method === 'GET' || request.method === 'HEAD' || request.routeOptions.config.open === true) return false
  if (request.withheld?.hidden === true) return true
  return problem.status === 403 && problem.code !== 'CSRF' && !inTheRun.has(problem.code)
}

async function note(house: House, request: FastifyRequest, problem: Problem): Promise<void> {
  const { withheld, caller, method, params } = request
  await noteAdminAct(house.deps.db, {
    personId: caller.personId,
    action: 'act.refused',
    storeId: withheld?.storeId ?? null,
    objectType: 'operation',
    objectId: `${method} ${request.routeOptions.url ?? ''}`,
    after: { code: problem.code, on: params as Record<string, string> },
  })
}
