import { z } from 'zod'

export const Health = z.strictObject({ status: z.literal('ok'), version: z.string() }).meta({ id: 'Health' })

const part = z.strictObject({ ok: z.boolean(), detail: z.string() })
export const Readiness = z
  .strictObject({
    ready: z.boolean(),
    parts: z.strictObject({ postgres: part, temporal: part, worker: part, history: part }),
  })
  .meta({ id: 'Readiness' })
