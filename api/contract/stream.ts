import { z } from 'zod'

export const StreamChange = z
  .strictObject({
    runId: z.string(),
    storeId: z.string(),
    sopId: z.string(),
    seq: z.int().meta({ description: 'The run is readable up to this event.' }),
    stepIds: z.array(z.string()),
  })
  .meta({ id: 'StreamChange', description: 'Event `change`: a run the caller may see has moved on.' })

export const StreamNotice = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    runId: z.string(),
    storeId: z.string(),
    instanceKey: z.string().nullable(),
    urgent: z.boolean(),
    at: z.string(),
  })
  .meta({ id: 'StreamNotice', description: 'Event `notice`: the caller has been told something.' })

export const StreamReset = z
  .strictObject({})
  .meta({ id: 'StreamReset', description: 'Event `reset`: more was missed than is repeated; read everything anew.' })

export const StreamEnd = z.strictObject({ reason: z.enum(['superseded', 'session', 'rights', 'closing']) }).meta({
  id: 'StreamEnd',
  description: 'Event `end`: the last one. After `superseded` and `session` connecting again is no use.',
})

export type Change = z.infer<typeof StreamChange>
export type Notice = z.infer<typeof StreamNotice>
export type EndReason = z.infer<typeof StreamEnd>['reason']
