import { beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '#engine/model/plan.ts'
import { disablePerson } from '#db/writes/disable-person.ts'
import { grantRole } from '#db/writes/grant-role.ts'
import { publishDefinition } from '#db/writes/publish-definition.ts'
import { revokeRole } from '#db/writes/revoke-role.ts'
import { saveDefinition } from '#db/writes/save-definition.ts'
import { savePerson } from '#db/writes/save-person.ts'
import { saveStore } from '#db/writes/save-store.ts'
import { setParameter } from '#db/writes/set-parameter.ts'
import { sweepAnswers } from '#db/writes/sweep-answers.ts'
import { markDelivered, takeExternalEvent } from '#db/writes/take-external-event.ts'
import { uuidV7 } from '#db/uuid-v7.ts'
import type { MigratedDatabase } from './migrated-database.ts'
import { migratedDatabase } from './migrated-database.ts'
import { run } from './run-samples.ts'

let db: MigratedDatabase
beforeAll(async () => {
  db = await migratedDatabase()
  await saveStore(db.api, { id: 'shop', name: '店', calendar: run('x').calendar }, 'admin')
})

/** Only what storing looks at. The order of `record` carries meaning. */
const plan = (sha256: string, version = '1.0.0'): Plan =>
  ({ sop: 'tea', version, sha256, record: { zebra: '1', apple: '2', b: '3' } }) as unknown as Plan

const actsOn = (objectId: string) =>
  db.api
    .selectFrom('adminEvent')
    .select(['action', 'personId', 'before', 'after'])
    .where('objectId', '=', objectId)
    .orderBy('id')
    .execute()

describe('definitions', () => {
  test('a draft may change until it is published, then never', async () => {
    const first = await saveDefinition(db.api, plan('a'), 'text a', 'author')
    const again = await saveDefinition(db.api, plan('b'), 'text b', 'author')
    expect(again).toEqual({ status: 'saved', id: first.id })
    expect(await publishDefinition(db.api, first.id, 'a', 'publisher')).toBe('changed')
    expect(await publishDefinition(db.api, first.id, 'b', 'publisher')).toBe('published')
    expect(await publishDefinition(db.api, first.id, 'b', 'publisher')).toBe('already')
    expect(await saveDefinition(db.api, plan('b'), 'text b', 'author')).toEqual({ status: 'published', id: first.id })
    expect(await saveDefinition(db.api, plan('c'), 'text c', 'author')).toEqual({
      status: 'versionTaken',
      id: first.id,
      sha256: 'b',
    })
    expect(await publishDefinition(db.api, 'none', 'b', 'publisher')).toBe('unknown')
    expect((await actsOn(first.id)).map(({ action, personId }) => [action, personId])).toEqual([
      ['definition.saved', 'author'],
      ['definition.saved', 'author'],
      ['definition.published', 'publisher'],
    ])
  })

  test('keep the order of a plan, which the database would else sort', async () => {
    const saved = await saveDefinition(db.api, plan('order', '2.0.0'), '', 'author')
    const stored = await db.api
      .selectFrom('sopDefinition')
      .select('plan')
      .where('id', '=', saved.id)
      .executeTakeFirstOrThrow()
    expect(Object.keys(stored.plan.record)).toEqual(['zebra', 'apple', 'b'])
  })

  test('two publish at once: one does it', async () => {
    const saved = await saveDefinition(db.api, plan('race', '3.0.0'), '', 'author')
    const outcomes = await Promise.all([1, 2, 3].map(() => publishDefinition(db.api, saved.id, 'race', 'publisher')))
    expect(outcomes.toSorted()).toEqual(['already', 'already', 'published'])
  })
})

describe('people', () => {
  test('have one email each, whatever its case', async () => {
    const id = await savePerson(db.api, { email: 'Li@Shop.cn', name: '李', passwordHash: null }, 'admin')
    expect(id).not.toBeNull()
    expect(await savePerson(db.api, { email: 'li@shop.CN', name: '别人', passwordHash: null }, 'admin')).toBeNull()
    expect(await savePerson(db.api, { id: id!, email: 'li@shop.cn', name: '李雷', passwordHash: 'h' }, 'admin')).toBe(
      id,
    )
    expect(await actsOn(id!)).toMatchObject([
      { action: 'person.added', before: null, after: { email: 'li@shop.cn', name: '李' } },
      {
        action: 'person.changed',
        before: { email: 'li@shop.cn', name: '李' },
        after: { email: 'li@shop.cn', name: '李雷' },
      },
    ])
  })

  test('hold a role once, and lose it with a line in the history', async () => {
    const id = (await savePerson(db.api, { email: 'role@shop.cn', name: 'R', passwordHash: null }, 'admin'))!
    const grant = { personId: id, role: 'cs-agent', storeId: 'shop' }
    const membership = (await grantRole(db.api, grant, 'admin'))!
    expect(await grantRole(db.api, grant, 'admin')).toBeNull()
    expect(await revokeRole(db.api, membership, 'admin')).toBe(true)
    expect(await revokeRole(db.api, membership, 'admin')).toBe(false)
    expect(await grantRole(db.api, grant, 'admin')).not.toBeNull()
    expect((await actsOn(membership)).map(({ action }) => action)).toEqual(['membership.granted', 'membership.revoked'])
  })

  test('who are disabled lose sessions and roles at once', async () => {
    const id = (await savePerson(db.api, { email: 'gone@shop.cn', name: 'G', passwordHash: null }, 'admin'))!
    const later = '2099-01-01T00:00:00.000Z'
    await grantRole(db.api, { personId: id, role: 'cs-agent', storeId: 'shop' }, 'admin')
    await grantRole(db.api, { personId: id, role: 'lead', storeId: 'shop', fromAt: later }, 'admin')
    await db.api
      .insertInto('session')
      .values({ tokenHash: 't', personId: id, idleExpiresAt: later, expiresAt: later })
      .execute()
    expect(await disablePerson(db.api, id, 'admin')).toBe(true)
    expect(await disablePerson(db.api, id, 'admin')).toBe(false)
    expect(await db.api.selectFrom('session').select('tokenHash').where('personId', '=', id).execute()).toEqual([])
    const open = await db.api
      .selectFrom('membership')
      .select('id')
      .where('personId', '=', id)
      .where('toAt', 'is', null)
      .execute()
    expect(open).toEqual([])
  })
})

test('a store overrides a parameter, and takes it back', async () => {
  const place = { storeId: 'shop', sop: 'tea', name: 'low_value' }
  await setParameter(db.api, { ...place, value: 5000 }, 'manager')
  await setParameter(db.api, { ...place, value: { zebra: 1, apple: [2] } }, 'manager')
  const [row] = await db.api.selectFrom('parameterOverride').selectAll().execute()
  expect(row).toMatchObject({ ...place, value: { zebra: 1, apple: [2] }, setBy: 'manager' })
  await setParameter(db.api, { ...place, value: null }, 'manager')
  expect(await db.api.selectFrom('parameterOverride').selectAll().execute()).toEqual([])
  expect((await actsOn('tea/low_value')).map(({ before, after }) => [before, after])).toEqual([
    [null, 5000],
    [5000, { zebra: 1, apple: [2] }],
    [{ zebra: 1, apple: [2] }, null],
  ])
})

test('an outside event is taken in once per id and delivered once', async () => {
  const event = {
    id: 'courier/1',
    storeId: 'shop',
    type: 'parcel.received',
    key: 'SF1',
    data: { at: 'x' },
    at: '2027-03-10T10:00:00.000Z',
  }
  const taken = await Promise.all([1, 2, 3].map(() => takeExternalEvent(db.api, event)))
  expect(taken.filter(({ fresh }) => fresh)).toHaveLength(1)
  await markDelivered(db.worker, 'courier/1')
  expect(await takeExternalEvent(db.api, event)).toEqual({ fresh: false, delivered: true })
})

test('answers are forgotten when they have expired, and not before', async () => {
  const row = (commandId: string, expiresAt: string | null) => ({
    commandId,
    personId: 'p',
    key: commandId,
    requestHash: 'h',
    expiresAt,
  })
  await db.api.insertInto('idempotency').values(row('old', '2020-01-01T00:00:00.000Z')).execute()
  await db.api.insertInto('idempotency').values(row('young', '2099-01-01T00:00:00.000Z')).execute()
  await db.api.insertInto('idempotency').values(row('open', null)).execute()
  expect(await sweepAnswers(db.worker)).toBe(1)
  const left = await db.api.selectFrom('idempotency').select('commandId').orderBy('commandId').execute()
  expect(left.map(({ commandId }) => commandId)).toEqual(['open', 'young'])
})

test('ids of version 7 sort by age', () => {
  const [old, young] = [uuidV7(1_000), uuidV7(2_000)]
  expect(old < young).toBe(true)
  expect(young).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
