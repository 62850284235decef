import type { Database } from '#db/database.ts'
import type { MessageContent } from '#db/reads/messages.ts'
import { readMessageContents, readRobot, readUnplanned } from '#db/reads/messages.ts'
import type { ClaimedMessages, Sending } from '#db/writes/claim-messages.ts'
import {
  claimMessages,
  markLeaving,
  planMessages,
  settleLostMessages,
  settleMessages,
} from '#db/writes/claim-messages.ts'
import { failPoint } from '#dispatch/fail-point.ts'
import { quietHoursOf, whenToSend } from '#engine/notice/when-to-send.ts'
import { openWithHouseKey } from '../door/seal.ts'
import type { House } from '../house.ts'
import { mailOf, robotMessageOf } from './compose.ts'
import { NotSent } from './post-webhook.ts'
import { sendToRobot } from './robot-post.ts'
import type { MailSender } from './send-mail.ts'

export interface MessageWays {
  db: Database
  shower: Pick<House, 'plans' | 'names'>
  houseKey: Buffer
  /** Where links lead. */
  publicUrl: string
  /** null = no SMTP server is set: mails wait. */
  mail: MailSender | null
  allowInner: boolean
  now: () => string
}

/** Twenty a minute is what robots take; more notices than that go together. */
const robotGapMs = 3_000
const mostTogether = 20
const planAtOnce = 500
const lookEveryMs = 1_000
const pausesMs = [30_000, 120_000, 600_000, 3_600_000]

/**
 * Sends what is due from the outbox. A message is taken, noted as leaving, sent, and settled. When a process dies in between,
 * what had not left is sent by the next one; what had is given up for a person to look at, never sent a second time by itself.
 */
export class MessageSender {
  readonly #ways: MessageWays
  #timer: NodeJS.Timeout | undefined
  #working: Promise<void> = Promise.resolve()

  constructor(ways: MessageWays) {
    this.#ways = ways
  }

  /** Looks every second from now on. */
  start(): void {
    this.#timer = setInterval(() => void this.sendDue().catch(() => undefined), lookEveryMs)
  }

  /** Ends after what is being sent. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#working.catch(() => undefined)
  }

  /** Sends everything due now; one round at a time. */
  sendDue(): Promise<void> {
    this.#working = this.#working.catch(() => undefined).then(() => this.#round())
    return this.#working
  }

  async #round(): Promise<void> {
    const { db, now, mail } = this.#ways
    await settleLostMessages(db, now())
    await this.#plan()
    for (;;) {
      const options = { mail: mail !== null, most: mostTogether, gapMs: robotGapMs }
      const claimed = await claimMessages(db, now(), options)
      if (!claimed) return
      const sending = await this.#send(claimed)
      if (sending) await settleMessages(db, claimed, sending)
    }
  }

  async #plan(): Promise<void> {
    const { db, now } = this.#ways
    const found = await readUnplanned(db, planAtOnce)
    if (found.length === 0) return
    await planMessages(
      db,
      found.map(({ id, calendar, quietFrom, quietTo, quietZone, ...rule }) => {
        const own = quietFrom !== null && quietTo !== null ? { from: quietFrom, to: quietTo } : null
        const quiet = own ?? quietHoursOf(calendar.serviceHours)
        const zone = own === null ? calendar.zone : (quietZone ?? calendar.zone)
        return { id, nextAt: whenToSend(now(), { ...rule, quiet, zone }) }
      }),
    )
  }

  /** null = the claim ran out before anything left. */
  async #send(claimed: ClaimedMessages): Promise<Sending | null> {
    const { db, now } = this.#ways
    try {
      const contents = await readMessageContents(db, claimed.ids)
      const hand = claimed.channel === 'mail' ? await this.#mail(contents) : await this.#post(claimed.target, contents)
      failPoint('message-claimed')
      if (!(await markLeaving(db, claimed, now()))) return null
      await hand()
      failPoint('message-sent')
      return { sent: true, at: now() }
    } catch (error) {
      const { message } = error as Error
      if (error instanceof NotSent && error.mayHaveArrived)
        return { sent: false, error: `OUTCOME_UNKNOWN: ${message}`, nextAt: null }
      const pauseMs = error instanceof WayClosed ? undefined : pausesMs[claimed.attempts - 1]
      const nextAt = pauseMs === undefined ? null : new Date(Date.parse(now()) + pauseMs).toISOString()
      return { sent: false, error: error instanceof NotSent ? message : 'INTERNAL', nextAt }
    }
  }

  /** Everything up to the sending itself, which the answer does. */
  async #mail(contents: readonly MessageContent[]): Promise<() => Promise<void>> {
    const { mail, shower, publicUrl } = this.#ways
    const written = await mailOf(shower, contents, publicUrl)
    return async () => mail?.(written)
  }

  async #post(id: string, contents: readonly MessageContent[]): Promise<() => Promise<void>> {
    const { db, shower, publicUrl, houseKey, allowInner, now } = this.#ways
    const robot = await readRobot(db, id)
    if (!robot) throw new WayClosed('ROBOT_REMOVED')
    if (robot.disabledAt !== null) throw new WayClosed('ROBOT_OFF')
    const open = {
      kind: robot.kind,
      url: openWithHouseKey(houseKey, robot.urlSealed),
      secret: robot.secretSealed === null ? null : openWithHouseKey(houseKey, robot.secretSealed),
    }
    const message = await robotMessageOf(shower, contents, publicUrl)
    return async () => sendToRobot(open, message, Date.parse(now()), allowInner)
  }
}

/** Trying again helps nothing before somebody opens the way. */
class WayClosed extends NotSent {}
