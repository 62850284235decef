import { z } from 'zod'
import { Id } from './primitives.ts'

export const ApiTokenShape = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    shownStart: z.string().meta({ description: 'How the key begins.' }),
    scopes: z.array(z.string()),
    createdAt: z.string(),
    expiresAt: z.string(),
    lastUsedAt: z.string().nullable(),
  })
  .meta({ id: 'ApiToken', description: 'A key of mine that a program uses.' })
export const ApiTokenList = z.strictObject({
  items: z.array(ApiTokenShape),
  nextCursor: z.null(),
  scopes: z.array(z.string()).meta({ description: 'What a key can be made for.' }),
})
export const ApiTokenRequest = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(z.string().max(50)).min(1).max(100),
    days: z.int().min(1).max(366).meta({ description: 'How long it holds.' }),
  })
  .meta({ id: 'ApiTokenRequest' })
export const NewApiToken = z
  .strictObject({
    ...ApiTokenShape.shape,
    token: z.string().nullable().meta({ description: 'The key: told this once, null in a repeated answer.' }),
  })
  .meta({ id: 'NewApiToken' })
export const ApiTokenParams = z.strictObject({ tokenId: Id })
