import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { ProgramCache } from '#engine/expression/evaluate.ts'
import { newProgramCache } from '#engine/expression/evaluate.ts'
import type { ApiDeps, MessageSettings, SessionTimes } from './deps.ts'
import { Once } from './door/once.ts'
import { PersonNames } from './door/person-names.ts'
import { PlanCache } from './door/plan-cache.ts'
import { Sealer } from './door/seal.ts'
import { defaultSessionTimes } from './door/session-times.ts'
import { SignInThrottle } from './door/sign-in-throttle.ts'
import { diskStore } from './evidence/disk-store.ts'
import type { EvidenceStore } from './evidence/store.ts'
import { Streams } from './stream/streams.ts'

/** What routes work with: the outside (`deps`) and the small caches of this process. */
export interface House {
  deps: ApiDeps
  plans: PlanCache
  programs: ProgramCache
  names: PersonNames
  sealer: Sealer
  once: Once
  throttle: SignInThrottle
  streams: Streams
  messages: MessageSettings
  sessionTimes: SessionTimes
  files: EvidenceStore
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** A route: one file, one verb. */
export type Route = (app: App, house: House) => void

export function openHouse(deps: ApiDeps): House {
  const { db, recorded, now } = deps
  const plans = new PlanCache(db)
  const sealer = new Sealer(db, deps.piiKey)
  const messages = deps.messages ?? { publicUrl: 'http://127.0.0.1', mail: null, allowInner: false }
  return {
    deps,
    plans,
    messages,
    sessionTimes: deps.sessionTimes ?? defaultSessionTimes,
    files: deps.evidenceStore ?? diskStore(deps.evidenceFolder),
    programs: newProgramCache(),
    names: new PersonNames(deps.db),
    sealer,
    once: new Once(deps.db, sealer),
    throttle: new SignInThrottle(),
    streams: new Streams({ db, recorded, now, planOf: (sha256) => plans.bySha(sha256) }),
  }
}
