import { z } from 'zod'
import { Id, JsonObject } from './primitives.ts'

export const LaunchChecksRequest = z
  .strictObject({ storeId: Id, rows: z.array(JsonObject).min(1).max(200) })
  .meta({ id: 'LaunchChecksRequest' })

export const LaunchChecks = z
  .strictObject({
    rows: z.array(
      z.strictObject({
        inputs: JsonObject.meta({ description: 'As typed, with what the store knows filled in.' }),
        filledFrom: z.record(z.string(), z.string()),
        correlationKey: z.string().nullable(),
        openRunId: z.string().nullable().meta({ description: 'The run that is open under this key already.' }),
        problem: z
          .strictObject({
            code: z.string(),
            detail: z.string(),
            errors: z.array(z.looseObject({ pointer: z.string(), code: z.string(), detail: z.string() })),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'LaunchChecks', description: 'What would come of launching each row; nothing is launched.' })
