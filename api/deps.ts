import type { CommandEnvelope } from '#engine/model/command.ts'
import type { Database } from '#db/database.ts'
import type { LaunchOrder } from '#dispatch/dispatcher.ts'
import type { LaunchOutcome, Outcome } from '#dispatch/outcome.ts'

/** The way to the hosts, as the door needs it. */
export interface CommandWay {
  launch(order: LaunchOrder): Promise<LaunchOutcome>
  /** `mayBeRepeat`: the same command may have been sent before. */
  send(envelope: CommandEnvelope, mayBeRepeat?: boolean): Promise<Outcome>
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
  /** Folder the uploaded files lie in. */
  evidenceFolder: string
  /** 32 bytes the keys of personal data are wrapped with. */
  piiKey: Buffer
  secureCookies: boolean
  /** Demo mode names its sign-ins on the sign-in page. */
  mode: 'demo' | 'production'
  /** Folder of the built page; left out, the API serves no page. */
  pageFolder?: string
  /** Checks every answer against its contract (tests). */
  strictAnswers?: boolean
  /** Writes log lines to standard output. */
  logger?: boolean
  version: string
}
