import { z } from 'zod'
import { JsonValue, TextPair } from './primitives.ts'
import { CommandShape, RunStatus, StepStatus } from './runs.ts'
import { FormField } from './sops.ts'

const ofStep = {
  key: z.string(),
  stepId: z.string(),
  taskId: z.string(),
  title: TextPair,
  hint: TextPair,
  status: StepStatus,
  revision: z.int(),
  commands: z.array(CommandShape).meta({ description: 'What the caller may do with it now, with reasons.' }),
}

const DeskCue = z.strictObject({
  ...ofStep,
  entry: JsonValue.meta({ description: 'Entry of the list it stands for, such as an item of the line-up.' }),
  fixed: z.boolean().meta({ description: 'Starts at its own instant, never earlier.' }),
  plannedStartAt: z.string(),
  durationMs: z.int(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  form: z.array(FormField),
  startField: z.string().nullable().meta({ description: 'Field of the form that holds its start.' }),
  figuresMissing: z.boolean(),
})

const DeskPrompt = z.strictObject({ ...ofStep, dueAt: z.string(), saidAt: z.string().nullable() })

const ByHand = z.strictObject({
  stepId: z.string(),
  title: TextPair,
  form: z.array(FormField),
  startField: z.string().nullable(),
  open: CommandShape,
})

const Ask = z.strictObject({
  taskId: z.string(),
  key: z.string(),
  stepId: z.string(),
  title: TextPair,
  role: z.string(),
  revision: z.int(),
  answers: z.record(z.string(), JsonValue),
  askedByName: z.string().nullable(),
  commands: z.array(CommandShape),
})

/** What is on air, as everybody at the desk counts from it; it changes by acts only, never by time. */
export const Desk = z
  .strictObject({
    runId: z.string(),
    seq: z.int(),
    storeId: z.string(),
    zone: z.string().meta({ description: 'Zone of the run’s store; its clocks are read in it.' }),
    sopId: z.string(),
    playbook: TextPair,
    title: z.string().nullable().meta({ description: 'Title of this stream, where it was launched with one.' }),
    status: RunStatus,
    at: z.string().meta({ description: 'The clock of the server as it answered.' }),
    endAt: z.string(),
    cues: z.array(DeskCue),
    prompts: z.array(DeskPrompt),
    pauses: z.array(z.strictObject({ key: z.string(), from: z.string(), to: z.string().nullable() })),
    interruption: ByHand.nullable(),
    interrupted: z
      .strictObject({ taskId: z.string(), revision: z.int(), commands: z.array(CommandShape) })
      .nullable()
      .meta({ description: 'The interruption that goes on.' }),
    extension: ByHand.nullable(),
    asks: z.array(Ask).meta({ description: 'Acts by hand that wait for an approval.' }),
  })
  .meta({ id: 'Desk' })
