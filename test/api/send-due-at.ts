import { PersonNames } from '#api/door/person-names.ts'
import { PlanCache } from '#api/door/plan-cache.ts'
import { MessageSender } from '#api/messages/message-sender.ts'
import type { MailSender } from '#api/messages/send-mail.ts'
import type { OpenApi } from './open-api.ts'

/** A sender of its own, as after a restart, works off what is due at an instant. */
export async function sendDueAt(api: OpenApi, instant: string, mail: MailSender | null = null): Promise<void> {
  const { db, deps } = api
  const sender = new MessageSender({
    db,
    shower: { plans: new PlanCache(db), names: new PersonNames(db) },
    houseKey: deps.piiKey,
    publicUrl: deps.messages?.publicUrl ?? '',
    mail,
    allowInner: true,
    now: () => instant,
  })
  await sender.sendDue()
}
