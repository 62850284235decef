import { z } from 'zod'

export const RightShape = z
  .strictObject({
    action: z.string(),
    everyone: z.boolean().meta({ description: 'Whoever holds a role in the store.' }),
    roles: z.array(z.string()),
    starters: z.boolean().meta({ description: 'A role that may start the playbook.' }),
    posts: z.boolean().meta({ description: 'A role that takes part in the playbook.' }),
    launcher: z.boolean().meta({ description: 'Whoever launched the run.' }),
    never: z.array(z.string()).meta({ description: 'Not with these roles, whatever else is held.' }),
  })
  .meta({ id: 'Right', description: 'One row of the policy table.' })
export const RightList = z.strictObject({ items: z.array(RightShape), nextCursor: z.null() })
