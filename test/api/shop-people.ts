import { readFileSync } from 'node:fs'
import { hash } from '@node-rs/argon2'
import { sql } from 'kysely'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import { jsonParameter } from '#db/json-parameter.ts'
import { defaultStoreCalendar } from '#engine/time/chinese-holidays.ts'
import type { RunCalendar } from '#engine/model/sop-run.ts'
import type { FreshDatabase } from '../support/fresh-database.ts'
import { filledCopy } from '../support/fresh-database.ts'
import { readPlaybook } from '../workflows/host-stack.ts'

export const password = 'zhangfa-demo'

/** Roles of each person of the two main stores. */
export const staff: Record<string, string[]> = {
  'store-manager': ['store-manager'],
  'ops-lead': ['ops-lead'],
  lead: ['lead', 'ops-lead'],
  operator: ['operator'],
  'cs-agent': ['cs-agent'],
  'cs-agent-two': ['cs-agent'],
  'cs-lead': ['cs-lead'],
  'complaint-handler': ['complaint-handler'],
  warehouse: ['warehouse'],
  buyer: ['buyer'],
  finance: ['finance'],
  designer: ['designer'],
  auditor: ['auditor'],
  admin: ['admin'],
}
const stores = { 'tmall-flagship': '天猫旗舰店', 'douyin-shop': '抖音小店', 'taobao-outlet': '淘宝特卖店' }

/**
 * A database with stores, people, a small playbook and two orders.
 * @param hosting of the playbook's runs.
 */
export async function storesDatabase(hosting: 'own' | 'desk'): Promise<FreshDatabase> {
  return filledCopy(`stores_${hosting}`, async (ownerUrl) => {
    const owner = openDatabase(ownerUrl, { applicationName: 'zhangfa test', maxConnections: 1 })
    await fillStores(owner, await hash(password), hosting)
    await owner.destroy()
  })
}

async function fillStores(owner: Database, passwordHash: string, hosting: 'own' | 'desk'): Promise<void> {
  const calendar = jsonParameter(JSON.parse(JSON.stringify(defaultStoreCalendar)) as RunCalendar)
  for (const [id, name] of Object.entries(stores)) {
    await owner
      .insertInto('store')
      .values({
        id,
        name,
        zone: 'Asia/Shanghai',
        calendar,
        hostingOverrides: jsonParameter({ 'goodwill-gift': hosting }),
      })
      .execute()
  }
  for (const [id, roles] of Object.entries(staff)) {
    await person(owner, id, passwordHash)
    for (const storeId of ['tmall-flagship', 'douyin-shop'])
      for (const role of roles) await member(owner, id, role, storeId)
  }
  await person(owner, 'outsider', passwordHash)
  await member(owner, 'outsider', 'cs-agent', 'taobao-outlet')
  await publish(owner, 'test/api/playbooks/goodwill-gift.yaml')
  await orders(owner)
}

async function person(owner: Database, id: string, passwordHash: string): Promise<void> {
  await owner
    .insertInto('person')
    .values({ id, email: `${id}@demo.local`, name: `Demo ${id}`, passwordHash })
    .execute()
}

async function member(owner: Database, personId: string, role: string, storeId: string): Promise<void> {
  const fromAt = '2026-01-01T00:00:00.000Z'
  await owner
    .insertInto('membership')
    .values({ id: `${personId}/${role}/${storeId}`, personId, role, storeId, fromAt, grantedBy: 'admin' })
    .execute()
}

/** Publishes a playbook's file. */
export async function publish(owner: Database, path: string): Promise<void> {
  const plan = readPlaybook(path)
  const { sop, version, sha256 } = plan
  await owner
    .insertInto('sopDefinition')
    .values({
      id: `${sop}-1`,
      sop,
      version,
      sha256,
      plan: jsonParameter(plan),
      yaml: readFileSync(path, 'utf8'),
      authorId: 'lead',
      status: 'published',
      publishedBy: 'admin',
      publishedAt: sql<string>`clock_timestamp()`,
    })
    .execute()
}

async function orders(owner: Database): Promise<void> {
  const shared = {
    storeId: 'douyin-shop',
    platform: 'douyin',
    buyerKey: 'b-1',
    buyerTier: 'regular',
    freight: 0,
    freightInsurance: false,
  }
  for (const [orderNo, paid] of [
    ['DY1001', 3900],
    ['DY1002', 32800],
  ] as const) {
    await owner
      .insertInto('shopOrder')
      .values({
        ...shared,
        orderNo,
        paid,
        lines: jsonParameter([{ sku: 'MUG-01', qty: 1, paid }]),
        paidAt: '2026-11-01T02:00:00Z',
        shippedAt: '2026-11-02T02:00:00Z',
        deliveredAt: '2026-11-20T07:00:00Z',
      })
      .execute()
  }
}
