import { z } from 'zod'
import { Id, TextPair } from './primitives.ts'

const begunStep = z.strictObject({
  taskId: z.string(),
  runId: z.string(),
  stepId: z.string(),
  title: TextPair,
  correlationKey: z.string().nullable(),
  dueAt: z.string().nullable(),
  hard: z.boolean(),
  draft: z.boolean().meta({ description: 'Something is typed into it.' }),
})
export const ShiftHandoverShape = z
  .strictObject({
    shiftId: z.string(),
    storeId: z.string(),
    fromId: z.string(),
    fromName: z.string(),
    role: z.string(),
    toAt: z.string(),
    mayAccept: z.boolean().meta({ description: 'I am on duty in that role, now or within half an hour.' }),
    steps: z.array(begunStep),
  })
  .meta({ id: 'ShiftHandover', description: 'What somebody going off duty had begun.' })
export const ShiftHandoverList = z.strictObject({ items: z.array(ShiftHandoverShape), nextCursor: z.null() })
export const ShiftHandoverParams = z.strictObject({ shiftId: Id })
export const ShiftAccepted = z
  .strictObject({
    shiftId: z.string(),
    steps: z.array(
      z.strictObject({
        taskId: z.string(),
        ok: z.boolean(),
        code: z.string().nullable(),
        detail: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ShiftAccepted', description: 'What became of each step: its clocks run on, its draft goes along.' })
