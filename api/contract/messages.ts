import { z } from 'zod'
import { noticeKinds } from '#engine/notice/notice-kinds.ts'
import { parseZone } from '#engine/time/zone.ts'
import { Id, pageOf, PageQuery, TextPair } from './primitives.ts'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'OUT_OF_RANGE: is no time of day; write 22:00' })

const kinds = z.array(z.enum(noticeKinds)).max(noticeKinds.length)
const zone = z
  .string()
  .max(60)
  .refine((text) => parseZone(text).ok, { error: 'NOT_IN_LIST: is no time zone; write a place, as in Asia/Shanghai' })
  .meta({ description: "Zone of these hours; null = the store's." })

export const MessageChoiceRequest = z
  .strictObject({
    mail: z.boolean(),
    robot: z.boolean().meta({ description: 'Whether I am named in the chat groups of my stores.' }),
    language: z.enum(['zh', 'en']),
    digestMinutes: z.int().min(0).max(240).meta({ description: 'What is not pressing is gathered; 0 = at once.' }),
    quiet: z
      .strictObject({ from: clock, to: clock, zone: zone.nullable().optional() })
      .refine(({ from, to }) => from !== to, {
        error: 'OUT_OF_RANGE: is when they begin as well; quiet hours need a length',
        path: ['to'],
      })
      .nullable()
      .meta({
        description: 'My quiet hours; null = when the store does not serve. Hard clocks and L3/L4 always come.',
      }),
    muted: z
      .strictObject({ mail: kinds, robot: kinds })
      .optional()
      .meta({ description: 'Kinds that are not sent over a way; in the page everything always stands.' }),
  })
  .meta({ id: 'MessageChoiceRequest' })

export const MessageChoice = z
  .strictObject({
    ...MessageChoiceRequest.shape,
    quiet: z.strictObject({ from: z.string(), to: z.string(), zone: z.string().nullable() }).nullable(),
    muted: z.strictObject({ mail: z.array(z.string()), robot: z.array(z.string()) }),
    mailAvailable: z.boolean(),
  })
  .meta({ id: 'MessageChoice' })

export const RobotRequest = z
  .strictObject({
    kind: z.enum(['dingtalk', 'feishu', 'wecom']),
    name: z.string().trim().min(1).max(100),
    url: z.url({ error: 'INVALID_URL: is no web address' }).max(2000),
    secret: z.string().min(1).max(500).optional(),
  })
  .meta({ id: 'RobotRequest' })

export const RobotChangeRequest = z
  .strictObject({
    name: RobotRequest.shape.name,
    url: RobotRequest.shape.url.optional().meta({ description: 'Left out, its address stays.' }),
    secret: RobotRequest.shape.secret.nullable().meta({ description: 'Left out, it stays; null = none from now on.' }),
    enabled: z.boolean().meta({ description: 'Off: nothing is addressed to it, and what waits for it is given up.' }),
  })
  .meta({ id: 'RobotChangeRequest' })

export const Robot = z
  .strictObject({
    id: z.string(),
    storeId: z.string(),
    kind: RobotRequest.shape.kind,
    name: z.string(),
    address: z.string().meta({ description: 'Host of its address; the rest is a secret.' }),
    signed: z.boolean(),
    enabled: z.boolean(),
  })
  .meta({ id: 'Robot' })
export const RobotList = z.strictObject({ items: z.array(Robot) }).meta({ id: 'RobotList' })
export const RobotTest = z
  .strictObject({ sent: z.boolean(), error: z.string().nullable() })
  .meta({ id: 'RobotTest', description: 'Whether the test message was taken, and what the robot said.' })

export const MailSettings = z
  .strictObject({
    mail: z
      .strictObject({ host: z.string(), from: z.string() })
      .nullable()
      .meta({ description: 'null = no mail server is set.' }),
    publicUrl: z.string().meta({ description: 'Where links in messages lead.' }),
  })
  .meta({ id: 'MailSettings', description: 'Set where the house is started, not here.' })

export const MessageShape = z
  .strictObject({
    id: z.string(),
    personId: z.string(),
    personName: z.string().nullable(),
    storeId: z.string(),
    channel: z.enum(['mail', 'robot']),
    robotName: z.string().nullable(),
    reachable: z.boolean().meta({ description: 'Whether its robot is there and switched on; true for mail.' }),
    kind: z.string(),
    text: TextPair,
    context: TextPair,
    runId: z.string(),
    taskId: z.string().nullable(),
    state: z.enum(['waiting', 'sending', 'sent', 'failed']),
    attempts: z.int(),
    error: z.string().nullable(),
    createdAt: z.string(),
    nextAt: z.string(),
    sentAt: z.string().nullable(),
  })
  .meta({ id: 'Message' })

export const MessageQuery = z.strictObject({
  storeId: Id.optional(),
  state: z
    .enum(['waiting', 'sent', 'failed'])
    .optional()
    .meta({ description: 'waiting = still to leave, with what is being sent this moment.' }),
  ...PageQuery,
})
export const MessagePage = pageOf(MessageShape)
  .extend({ failed: z.int().meta({ description: 'How many were given up; 100 stands for 100 or more.' }) })
  .meta({ id: 'MessagePage' })
export const Resent = z.strictObject({ id: z.string(), state: z.literal('waiting') }).meta({ id: 'Resent' })

export const ResendRequest = z
  .strictObject({
    storeId: Id.optional(),
    alsoUnknown: z.boolean().optional().meta({ description: 'Also what may have arrived already.' }),
  })
  .meta({ id: 'ResendRequest' })
export const ResentAll = z.strictObject({ resent: z.int() }).meta({ id: 'ResentAll' })
