import { hash } from '@node-rs/argon2'
import type { Plan } from '#engine/model/plan.ts'
import type { RunCalendar } from '#engine/model/sop-run.ts'
import type { Database } from '../database.ts'
import { openDatabase } from '../database.ts'
import { grantRole } from '../writes/grant-role.ts'
import { importStoreData } from '../writes/import-store-data.ts'
import { noteAdminAct } from '../writes/note-admin-act.ts'
import { publishDefinition } from '../writes/publish-definition.ts'
import type { SavedDefinition } from '../writes/save-definition.ts'
import { saveDefinition } from '../writes/save-definition.ts'
import { savePerson } from '../writes/save-person.ts'
import { saveStore } from '../writes/save-store.ts'
import { demoPassword, demoPeople, demoStores } from './demo-people.ts'
import { demoStoreData } from './demo-store-data.ts'

/** What the demonstration is made of besides people and goods; the engine's language is read elsewhere. */
export interface DemoMaterial {
  calendar: RunCalendar
  /** Checked playbooks with the text they were compiled from. */
  playbooks: readonly { plan: Plan; yaml: string }[]
}

export interface DemoReport {
  /** Stores made by this call; the others were left as they are. */
  newStores: string[]
  playbooks: { sop: string; version: string; status: SavedDefinition['status'] }[]
}

const by = 'system'

/** Days of the platforms' campaigns that every store knows. */
const campaignDays = [
  { name: '双12', on: '2026-12-12' },
  { name: '618', on: '2027-06-18' },
  { name: '双11', on: '2027-11-11' },
]

/**
 * Fills an empty database with the demonstration: stores, one sign-in per role, goods, orders, parcels, published playbooks.
 * Called again it adds what is missing and leaves alone what is there. Never for production.
 */
export async function seedDemo(ownerUrl: string, material: DemoMaterial): Promise<DemoReport> {
  const db = openDatabase(ownerUrl, { applicationName: 'zhangfa demo', maxConnections: 4 })
  try {
    const playbooks = []
    for (const { plan, yaml } of material.playbooks) playbooks.push(await publish(db, plan, yaml))
    const newStores: string[] = []
    for (const store of demoStores) if (await seedStore(db, store, material.calendar)) newStores.push(store.id)
    await seedPeople(db)
    return { newStores, playbooks }
  } finally {
    await db.destroy()
  }
}

async function publish(db: Database, plan: Plan, yaml: string): Promise<DemoReport['playbooks'][number]> {
  const { sop, version, sha256 } = plan
  const known = await db
    .selectFrom('sopDefinition')
    .select('status')
    .where('sop', '=', sop)
    .where('version', '=', version)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  if (known?.status === 'published') return { sop, version, status: 'published' }
  const saved = await saveDefinition(db, plan, yaml, by)
  if (saved.status === 'saved') await publishDefinition(db, saved.id, sha256, by)
  return { sop, version, status: saved.status }
}

async function seedStore(db: Database, store: { id: string; name: string }, calendar: RunCalendar): Promise<boolean> {
  const done = await db
    .selectFrom('adminEvent')
    .select('id')
    .where('objectType', '=', 'demo')
    .where('objectId', '=', store.id)
    .executeTakeFirst()
  if (done !== undefined) return false
  await saveStore(db, { ...store, calendar, campaignDays }, by)
  for (const [kind, items] of demoStoreData(store.id, Date.now())) {
    const results = (await importStoreData(db, { storeId: store.id, kind, items, form: 'json' })) ?? []
    const refused = results.find(({ status }) => status === 'refused')
    if (refused !== undefined) throw new Error(`Demo ${kind} of ${store.id} were refused: ${JSON.stringify(refused)}`)
  }
  await noteAdminAct(db, {
    personId: by,
    action: 'demo.filled',
    storeId: store.id,
    objectType: 'demo',
    objectId: store.id,
  })
  return true
}

async function seedPeople(db: Database): Promise<void> {
  const members = await db.selectFrom('membership').select('personId').distinct().execute()
  const known = new Set(members.map(({ personId }) => personId))
  // One hash for all: the password is known anyway, and hashing is slow on purpose.
  const passwordHash = demoPeople.every(({ id }) => known.has(id)) ? null : await hash(demoPassword)
  for (const { id, email, name, roles, stores } of demoPeople) {
    if (known.has(id)) continue
    await savePerson(db, { id, email, name, passwordHash }, by)
    for (const storeId of stores) for (const role of roles) await grantRole(db, { personId: id, role, storeId }, by)
  }
}
