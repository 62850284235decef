import type { CommandEnvelope } from '#engine/model/command.ts'
import type { OidcSettings } from './door/company-sign-in.ts'
import type { CallerLimits } from './door/limit-callers.ts'
import type { LogStream } from './door/log-lines.ts'
import type { Database } from '#db/database.ts'
import type { LaunchOrder } from '#dispatch/dispatcher.ts'
import type { LaunchOutcome, Outcome } from '#dispatch/outcome.ts'
import type { Scan } from './evidence/scan-clamd.ts'
import type { EvidenceStore } from './evidence/store.ts'

/** The way to the hosts, as the door needs it. */
export interface CommandWay {
  launch(order: LaunchOrder): Promise<LaunchOutcome>
  /** `mayBeRepeat`: the same command may have been sent before. */
  send(envelope: CommandEnvelope, mayBeRepeat?: boolean): Promise<Outcome>
}

/** What messages to people need of the surroundings. */
export interface MessageSettings {
  /** Address of the page, as links in messages lead to it. */
  publicUrl: string
  /** The SMTP server as admins may know it, without its password; null = none is set. */
  mail: { host: string; from: string } | null
  /** Robots may lie on this machine: demo and tests only. */
  allowInner: boolean
}

/** How long a sign-in holds, in milliseconds. */
export interface SessionTimes {
  /** Without use. */
  idleMs: number
  /** However much it is used. */
  longestMs: number
  /** Longest ago a password may have been typed by who approves money. */
  freshMs: number
}

/** Everything the API needs from outside; nothing is read from the environment below this. */
export interface ApiDeps {
  db: Database
  way: CommandWay
  /** Says `recorded` for every run that moves on, `reconnected` when some may have been missed (`db/listen.ts`). */
  recorded: EventTarget
  /** Throws when Temporal cannot be reached within a second or two. */
  reachTemporal(): Promise<void>
  /** ISO instant; tests give their own clock. */
  now: () => string
  /** Folder files come in through, and lie in unless `evidenceStore` says another place. */
  evidenceFolder: string
  evidenceStore?: EvidenceStore
  /** Virus scanner; absent = none is asked. */
  scan?: Scan
  /** 32 bytes the keys of personal data are wrapped with. */
  piiKey: Buffer
  /** Folder of public keys, and of the notes that lie outside the database; left out, none are known. */
  auditPlaces?: { home: string; folders: readonly string[] }
  /** Years records are kept after a run's end before personal data may be erased; 3 without it, never less in production. */
  keepYears?: number
  secureCookies: boolean
  /** Demo mode names its sign-ins on the sign-in page. */
  mode: 'demo' | 'production'
  /** Folder of the built page; left out, the API serves no page. */
  pageFolder?: string
  /** Ways out of the house; without them there is no mail, and robots must lie outside. */
  messages?: MessageSettings
  /** Left out, what `defaultSessionTimes` says. */
  sessionTimes?: SessionTimes
  /** The company's own sign-in; left out, there is none. */
  oidc?: OidcSettings
  /** Checks every answer against its contract (tests). */
  strictAnswers?: boolean
  /** Writes log lines to standard output, or there. */
  logger?: boolean | LogStream
  /** Requests a minute; left out, what `defaultCallerLimits` says. */
  callerLimits?: CallerLimits
  /** Turns requests away while the process is this late with everything, in ms; left out, never. */
  shedAboveMs?: number
  version: string
}
