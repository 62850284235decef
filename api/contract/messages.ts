import { z } from 'zod'
import { Id, pageOf, PageQuery } from './primitives.ts'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'OUT_OF_RANGE: is no time of day; write 22:00' })

export const MessageChoiceRequest = z
  .strictObject({
    mail: z.boolean(),
    robot: z.boolean().meta({ description: 'Whether I am named in the chat groups of my stores.' }),
    language: z.enum(['zh', 'en']),
    digestMinutes: z.int().min(0).max(240).meta({ description: 'What is not pressing is gathered; 0 = at once.' }),
    quiet: z.strictObject({ from: clock, to: clock }).nullable().meta({
      description: 'My quiet hours; null = when the store does not serve. Hard clocks and L3/L4 always come.',
    }),
  })
  .meta({ id: 'MessageChoiceRequest' })

export const MessageChoice = z
  .strictObject({ ...MessageChoiceRequest.shape, mailAvailable: z.boolean() })
  .meta({ id: 'MessageChoice' })

export const RobotRequest = z
  .strictObject({
    kind: z.enum(['dingtalk', 'feishu', 'wecom']),
    name: z.string().trim().min(1).max(100),
    url: z.url({ error: 'INVALID_URL: is no web address' }).max(2000),
    secret: z.string().min(1).max(500).optional(),
  })
  .meta({ id: 'RobotRequest' })

export const Robot = z
  .strictObject({
    id: z.string(),
    storeId: z.string(),
    kind: RobotRequest.shape.kind,
    name: z.string(),
    address: z.string().meta({ description: 'Host of its address; the rest is a secret.' }),
    signed: z.boolean(),
  })
  .meta({ id: 'Robot' })
export const RobotList = z.strictObject({ items: z.array(Robot) }).meta({ id: 'RobotList' })
export const RobotTest = z
  .strictObject({ sent: z.boolean(), error: z.string().nullable() })
  .meta({ id: 'RobotTest', description: 'Whether the test message was taken, and what the robot said.' })

export const MessageShape = z
  .strictObject({
    id: z.string(),
    personId: z.string(),
    personName: z.string().nullable(),
    storeId: z.string(),
    channel: z.enum(['mail', 'robot']),
    robotName: z.string().nullable(),
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
  state: MessageShape.shape.state.optional(),
  ...PageQuery,
})
export const MessagePage = pageOf(MessageShape)
export const Resent = z.strictObject({ id: z.string(), state: z.literal('waiting') }).meta({ id: 'Resent' })
