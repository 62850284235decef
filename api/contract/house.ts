import { z } from 'zod'
import { Person } from './people.ts'

export const House = z
  .strictObject({
    version: z.string(),
    mode: z.enum(['demo', 'production']),
    person: Person.nullable().meta({ description: 'Who is signed in, null when nobody is.' }),
    companySignIn: z.boolean().meta({ description: 'People of the company may sign in at GET /session/company.' }),
    demoSignIns: z
      .array(z.strictObject({ email: z.string(), name: z.string(), roles: z.array(z.string()) }))
      .meta({ description: 'Sign-ins of the demonstration with the password zhangfa-demo; empty elsewhere.' }),
  })
  .meta({ id: 'House' })
