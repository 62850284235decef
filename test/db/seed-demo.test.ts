import { readFileSync, readdirSync } from 'node:fs'
import { sql } from 'kysely'
import { verify } from '@node-rs/argon2'
import { beforeAll, expect, test } from 'vitest'
import { compilePlaybook } from '#engine/language/compile-playbook.ts'
import type { Plan } from '#engine/model/plan.ts'
import { seedDemo } from '#db/demo/seed-demo.ts'
import type { DemoMaterial } from '#db/demo/seed-demo.ts'
import { lookUp } from '#db/store-data/look-up.ts'
import type { MigratedDatabase } from './migrated-database.ts'
import { migratedDatabase } from './migrated-database.ts'
import { run } from './run-samples.ts'

let db: MigratedDatabase
let material: DemoMaterial

beforeAll(async () => {
  db = await migratedDatabase()
  const folder = new URL('../../sop-definitions/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  const playbooks = files.map((name) => {
    const yaml = readFileSync(new URL(name, folder), 'utf8')
    return { yaml, plan: compilePlaybook(yaml).plan as Plan }
  })
  material = { calendar: run('x').calendar, playbooks }
})

const contents = async (): Promise<unknown> => {
  const tables = [
    'store',
    'person',
    'membership',
    'product',
    'stock',
    'shop_order',
    'parcel',
    'sop_definition',
    'admin_event',
  ]
  const counted = tables.map(async (table) => {
    const { rows } = await sql<{
      digest: string
    }>`select md5(string_agg(t::text, '|' order by t::text)) as digest from ${sql.table(table)} t`.execute(db.owner)
    return [table, rows[0]?.digest]
  })
  return Object.fromEntries(await Promise.all(counted)) as unknown
}

test('fills an empty database, and changes nothing the second time', async () => {
  const report = await seedDemo(db.urls.ownerUrl, material)
  expect(report.newStores).toEqual(['tmall-flagship', 'douyin-shop', 'taobao-outlet'])
  expect(report.playbooks.map(({ sop, status }) => [sop, status])).toEqual(
    material.playbooks.map(({ plan }) => [plan.sop, 'saved']),
  )
  const before = await contents()
  const again = await seedDemo(db.urls.ownerUrl, material)
  expect(again.newStores).toEqual([])
  expect(new Set(again.playbooks.map(({ status }) => status))).toEqual(new Set(['published']))
  expect(await contents()).toEqual(before)
})

test('every post can sign in and works in the first two stores, the outsider in the third only', async () => {
  const rows = await db.api
    .selectFrom('person as p')
    .innerJoin('membership as m', 'm.personId', 'p.id')
    .select(['p.email', 'p.passwordHash', 'm.role', 'm.storeId'])
    .execute()
  const rolesOf = (email: string) =>
    rows.filter((row) => row.email === email).map(({ storeId, role }) => `${storeId}/${role}`).toSorted() // prettier-ignore
  expect(rolesOf('cs-agent@demo.local')).toEqual(['douyin-shop/cs-agent', 'tmall-flagship/cs-agent'])
  expect(rolesOf('lead@demo.local')).toEqual([
    'douyin-shop/lead',
    'douyin-shop/ops-lead',
    'tmall-flagship/lead',
    'tmall-flagship/ops-lead',
  ])
  expect(rolesOf('outsider@demo.local')).toEqual(['taobao-outlet/cs-agent'])
  const posts = [
    'store-manager', 'ops-lead', 'operator', 'merchandiser', 'designer', 'ads-specialist', 'kol-manager', 'campaign-planner',
    'data-analyst', 'cs-agent', 'complaint-handler', 'cs-lead', 'warehouse', 'buyer', 'finance', 'compliance', 'planner', 'host',
    'floor-controller', 'live-operator', 'comment-moderator', 'spokesperson', 'tech', 'hr', 'auditor', 'lead', 'admin', 'outsider',
  ] // prettier-ignore
  expect(new Set(rows.map(({ email }) => email))).toEqual(new Set(posts.map((post) => `${post}@demo.local`)))
  expect(await verify(rows[0]?.passwordHash ?? '', 'zhangfa-demo')).toBe(true)
})

test('the order of the first walk-through can be looked up, delivered within the week', async () => {
  const paths = ['paid', 'sku', 'platform', 'deliveredAt']
  const found = await lookUp(db.api, 'douyin-shop', paths.map((path) => ({ source: 'order', key: 'DY1001', path }))) // prettier-ignore
  expect(found.slice(0, 3).map((answer) => answer?.value)).toEqual([3900, 'MUG-039', 'douyin'])
  const days = (Date.now() - Date.parse(found[3]?.value as string)) / 86_400_000
  expect(days).toBeCloseTo(3, 1)
})
