import { z } from 'zod'
import { Id, Instant, JsonValue, pageOf, PageQuery, Reason, TextPair } from './primitives.ts'

const name = z.string().trim().min(1).max(100)
const email = z.email({ error: 'INVALID_TEXT: is no email address' }).max(320)
const password = z.string().min(10, { error: 'OUT_OF_RANGE: needs at least 10 characters' }).max(1000)

export const Post = z
  .strictObject({
    id: z.string(),
    personId: z.string(),
    personName: z.string(),
    role: z.string(),
    storeId: z.string(),
    storeName: z.string(),
    fromAt: z.string(),
    toAt: z.string().nullable(),
    grantedBy: z.string(),
    grantedByName: z.string().nullable(),
  })
  .meta({ id: 'Post', description: 'A person holds a role in a store, from … until.' })

export const StaffMember = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    disabledAt: z.string().nullable(),
    posts: z.array(Post),
  })
  .meta({ id: 'StaffMember' })
export const StaffQuery = z.strictObject({ storeId: Id.optional(), q: z.string().max(100).optional(), ...PageQuery })
export const StaffPage = pageOf(StaffMember)

export const NewPersonRequest = z.strictObject({ name, email, password }).meta({ id: 'NewPersonRequest' })
export const PersonChangeRequest = z
  .strictObject({ name: name.optional(), email: email.optional(), password: password.optional() })
  .meta({ id: 'PersonChangeRequest' })
export const ReasonRequest = z.strictObject({ reason: Reason }).meta({ id: 'ReasonRequest' })

export const PostRequest = z
  .strictObject({
    personId: Id,
    role: Id,
    storeId: Id,
    fromAt: Instant.optional(),
    toAt: Instant.optional(),
    reason: Reason,
  })
  .meta({ id: 'PostRequest' })

export const AbsenceShape = z
  .strictObject({
    id: z.string(),
    personId: z.string(),
    personName: z.string(),
    fromAt: z.string(),
    toAt: z.string(),
    substituteId: z.string().nullable(),
    substituteName: z.string().nullable(),
    reason: z.string().nullable(),
    mayEnd: z.boolean(),
  })
  .meta({ id: 'Absence' })
export const AbsenceQuery = z.strictObject({ storeId: Id.optional(), mine: z.enum(['', 'true', '1']).optional() })
export const AbsenceList = z.strictObject({ items: z.array(AbsenceShape), nextCursor: z.null() })
export const AbsenceRequest = z
  .strictObject({
    personId: Id.optional(),
    fromAt: Instant,
    toAt: Instant,
    substituteId: Id.optional(),
    reason: z.string().trim().max(500).optional(),
  })
  .meta({ id: 'AbsenceRequest', description: 'Without `personId` it is one’s own.' })

export const ShiftShape = z
  .strictObject({
    id: z.string(),
    storeId: z.string(),
    personId: z.string(),
    personName: z.string(),
    role: z.string(),
    fromAt: z.string(),
    toAt: z.string(),
  })
  .meta({ id: 'Shift' })
export const ShiftQuery = z.strictObject({ storeId: Id, fromAt: Instant, toAt: Instant })
export const ShiftList = z.strictObject({ items: z.array(ShiftShape), nextCursor: z.null() })
export const ShiftRequest = z
  .strictObject({ storeId: Id, personId: Id, role: Id, fromAt: Instant, toAt: Instant })
  .meta({ id: 'ShiftRequest' })

const day = z.iso.date({ error: 'INVALID_DATE: is no day; write 2027-01-01' })
const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, { error: 'INVALID_DATE: is no clock time; write 09:00' })
export const CalendarShape = z
  .strictObject({
    zone: z.string().max(60),
    holidays: z.array(day).max(500),
    makeUpWorkdays: z.array(day).max(200),
    coversUntil: day,
    serviceHours: z.strictObject({ from: clock, to: clock }),
  })
  .meta({ id: 'StoreCalendar' })
export const StoreShape = z
  .strictObject({ id: z.string(), name: z.string(), calendar: CalendarShape, mayChange: z.boolean() })
  .meta({ id: 'Store' })
export const StoreList = z.strictObject({ items: z.array(StoreShape), nextCursor: z.null() })
export const StoreRequest = z.strictObject({ name, calendar: CalendarShape }).meta({ id: 'StoreRequest' })

export const ParameterShape = z
  .strictObject({
    sopId: z.string(),
    name: z.string(),
    title: TextPair,
    type: z.string(),
    default: JsonValue,
    cases: z.record(z.string(), JsonValue).nullable(),
    value: JsonValue.meta({ description: 'The store’s own value; null when the playbook’s holds.' }),
    setBy: z.string().nullable(),
    setByName: z.string().nullable(),
    setAt: z.string().nullable(),
    mayChange: z.boolean(),
  })
  .meta({ id: 'StoreParameter' })
export const ParameterQuery = z.strictObject({ sopId: Id })
export const ParameterList = z.strictObject({ items: z.array(ParameterShape), nextCursor: z.null() })
export const ParameterRequest = z
  .strictObject({ value: JsonValue, reason: Reason })
  .meta({ id: 'ParameterRequest', description: '`value` null = back to the playbook’s own.' })

export const HouseEvent = z
  .strictObject({
    id: z.int(),
    at: z.string(),
    personId: z.string(),
    personName: z.string().nullable(),
    action: z.string(),
    storeId: z.string().nullable(),
    objectType: z.string(),
    objectId: z.string(),
    before: JsonValue,
    after: JsonValue,
  })
  .meta({ id: 'HouseEvent', description: 'One act of administration; append-only like the history of runs.' })
export const HouseEventQuery = z.strictObject({
  storeId: Id.optional(),
  objectType: z.string().max(50).optional(),
  objectId: z.string().max(200).optional(),
  personId: Id.optional(),
  ...PageQuery,
})
export const HouseEventPage = pageOf(HouseEvent)

export const SessionShape = z
  .strictObject({
    id: z.string(),
    createdAt: z.string(),
    expiresAt: z.string(),
    agent: z.string().nullable(),
    current: z.boolean(),
  })
  .meta({ id: 'OpenSession' })
export const SessionList = z.strictObject({ items: z.array(SessionShape), nextCursor: z.null() })
