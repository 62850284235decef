import { z } from 'zod'
import { pageOf, PageQuery, TextPair, TruthQuery } from './primitives.ts'

const noticeId = z.string().regex(/^\d{1,15}$/, { error: 'INVALID_ID: is no id of a notification' })

export const Notification = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    urgent: z.boolean(),
    at: z.string(),
    readAt: z.string().nullable(),
    text: TextPair.meta({ description: 'The sentence, in both languages.' }),
    context: TextPair.meta({ description: 'Playbook and case it belongs to.' }),
    storeId: z.string(),
    sopId: z.string(),
    runId: z.string(),
    taskId: z.string().nullable().meta({ description: 'The task it is about; null when it is about the run.' }),
  })
  .meta({ id: 'Notification' })

export const NotificationQuery = z.strictObject({ unread: TruthQuery.optional(), ...PageQuery })
export const NotificationPage = pageOf(Notification)
  .extend({ unread: z.int().meta({ description: 'How many are unread; 100 stands for 100 or more.' }) })
  .meta({ id: 'NotificationPage' })

export const ReadRequest = z
  .union([
    z.strictObject({ ids: z.array(noticeId).min(1).max(200) }),
    z.strictObject({ upTo: noticeId.meta({ description: 'This one and every older one.' }) }),
  ])
  .meta({ id: 'ReadRequest' })
export const Unread = z.strictObject({ unread: z.int() }).meta({ id: 'Unread' })
