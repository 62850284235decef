import { z } from 'zod'
import { Id } from './primitives.ts'

export const StorePeopleQuery = z.strictObject({ role: Id.optional() })

export const StorePeople = z
  .strictObject({
    items: z.array(
      z.strictObject({
        personId: z.string(),
        name: z.string(),
        roles: z.array(z.string()),
        away: z.boolean(),
        openTasks: z.int(),
        lateTasks: z.int(),
      }),
    ),
  })
  .meta({ id: 'StorePeople', description: 'Who works in the store now, with what lies on their desk there.' })
