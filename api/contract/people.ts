import { z } from 'zod'
import { Id } from './primitives.ts'

const text = (max: number) => z.string().min(1).max(max)

export const SignIn = z.strictObject({ email: text(320), password: text(1000) }).meta({ id: 'SignIn' })

export const Membership = z.strictObject({
  storeId: z.string(),
  storeName: z.string(),
  zone: z.string().meta({ description: 'Time zone of the store, as in Asia/Shanghai.' }),
  roles: z.array(z.string()),
})

export const Person = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    stores: z.array(Membership),
  })
  .meta({ id: 'Person', description: 'Who is signed in, with the roles held per store at this moment.' })

export const SignedIn = z
  .strictObject({ token: z.string(), expiresAt: z.string(), person: Person })
  .meta({ id: 'SignedIn' })

/** Roles bound to people for one run: role id → person ids. */
export const RoleBinding = z.record(z.string().max(100), z.array(Id).max(50))
