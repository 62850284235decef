import { hash } from '@node-rs/argon2'
import { defaultStoreCalendar } from '#engine/time/chinese-holidays.ts'
import type { RunCalendar } from '#engine/model/sop-run.ts'
import type { Database } from '#db/database.ts'
import { jsonParameter } from '#db/json-parameter.ts'
import type { HostKind } from '#workflows/messages.ts'
import { password, publish } from '../api/shop-people.ts'

const posts = ['cs-agent', 'cs-lead', 'warehouse']

/** One store per hosting, people of three posts, an order of its own for every return, and return-refund published. */
export async function fillReturnShops(
  owner: Database,
  shops: Readonly<Record<HostKind, string>>,
  returnsPerShop: number,
): Promise<void> {
  const calendar = jsonParameter(JSON.parse(JSON.stringify(defaultStoreCalendar)) as RunCalendar)
  for (const hosting of ['own', 'desk'] as const) {
    const hostingOverrides = jsonParameter({ 'return-refund': hosting })
    const store = { id: shops[hosting], name: hosting, zone: 'Asia/Shanghai', calendar, hostingOverrides }
    await owner.insertInto('store').values(store).execute()
    await orders(owner, shops[hosting], returnsPerShop)
  }
  const passwordHash = await hash(password)
  for (const id of posts) {
    await owner
      .insertInto('person')
      .values({ id, email: emailOf(id), name: id, passwordHash })
      .execute()
    for (const storeId of Object.values(shops)) await member(owner, id, storeId)
  }
  await publish(owner, 'sop-definitions/return-refund.yaml')
}

/** The sign-in of a post. */
export const emailOf = (post: string): string => `${post}@demo.local`

async function member(owner: Database, role: string, storeId: string): Promise<void> {
  const fromAt = '2026-01-01T00:00:00.000Z'
  await owner
    .insertInto('membership')
    .values({ id: `${role}/${storeId}`, personId: role, role, storeId, fromAt, grantedBy: 'admin' })
    .execute()
}

/** Mugs of ¥159 each, delivered three days ago; ten of every kind lie in stock. */
async function orders(owner: Database, storeId: string, count: number): Promise<void> {
  const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
  const numbers = Array.from({ length: count }, (_, n) => n)
  const sku = (n: number): string => `MUG-${n}`
  await owner
    .insertInto('shopOrder')
    .values(
      numbers.map((n) => ({
        ...{ storeId, orderNo: `R-${n}`, platform: 'douyin', buyerKey: `b-${n}`, buyerTier: 'regular' },
        ...{ paid: 15_900, freight: 0, freightInsurance: false },
        lines: jsonParameter([{ sku: sku(n), qty: 1, paid: 15_900 }]),
        ...{ paidAt: daysAgo(6), shippedAt: daysAgo(5), deliveredAt: daysAgo(3) },
      })),
    )
    .execute()
  await owner
    .insertInto('stock')
    .values(numbers.map((n) => ({ storeId, sku: sku(n), onHand: 10, locked: 0, seconds: 0 })))
    .execute()
}
