import { z } from 'zod'
import { JsonObject, TextPair } from './primitives.ts'
import { FormLaw, TaskField } from './tasks.ts'

/** What was typed for the steps of a lane so far, in their order; the first is the task itself. */
export const LaneRequest = z
  .strictObject({
    steps: z
      .array(
        z.strictObject({
          taskId: z.string().max(200),
          answers: JsonObject,
          reasons: z.record(z.string().max(100), z.string().max(2000)).optional(),
          checklist: z.array(z.string().max(100)).max(200).optional(),
        }),
      )
      .max(20),
  })
  .meta({ id: 'LaneRequest' })

const LaneFinding = z.looseObject({
  pointer: z.string(),
  code: z.string(),
  detail: z.string(),
  grade: z.enum(['block', 'warn', 'info']),
  says: TextPair.optional(),
})

const LaneStep = z.strictObject({
  taskId: z.string(),
  stepId: z.string(),
  kind: z.string(),
  title: TextPair,
  instructions: TextPair,
  dueAt: z.string().nullable(),
  hard: z.boolean(),
  form: z.array(TaskField),
  law: FormLaw,
  checklist: z.array(z.strictObject({ id: z.string(), title: TextPair })),
  phrases: z
    .array(TextPair)
    .meta({ description: 'Things to say to the customer; {field} stands for what the case knows.' }),
  draft: JsonObject.nullable(),
  ready: z.boolean().meta({ description: 'The answers given would be taken as they are.' }),
  findings: z.array(LaneFinding).meta({ description: 'Why they would not.' }),
})

export const Lane = z
  .strictObject({
    steps: z.array(LaneStep).meta({ description: 'The task and the steps that would follow for the same person.' }),
    next: z
      .array(
        z.strictObject({
          stepId: z.string(),
          title: TextPair,
          role: z.string().nullable(),
          assignee: z.string().nullable(),
          assigneeName: z.string().nullable(),
          dueAt: z.string().nullable(),
          approval: z.boolean(),
        }),
      )
      .meta({ description: 'What would then be open for others, or for later.' }),
    certain: z
      .boolean()
      .meta({ description: 'False while a step is only shown on the guess that it will be answered.' }),
    outcome: z.string().nullable().meta({ description: 'How the run would end, if it would.' }),
  })
  .meta({ id: 'Lane', description: 'One case on one screen: nothing is kept, nothing is done.' })
