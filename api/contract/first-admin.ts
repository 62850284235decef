import { z } from 'zod'
import { NewPersonRequest } from './admin.ts'
import { Id } from './primitives.ts'

export const FirstAdminRequest = z
  .strictObject({
    token: z.string().max(100).meta({ description: 'From the link the start of the house printed.' }),
    ...NewPersonRequest.shape,
    storeId: Id,
    storeName: z.string().trim().min(1).max(100),
  })
  .meta({ id: 'FirstAdminRequest' })
