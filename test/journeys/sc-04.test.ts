import { beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#db/database.ts'
import { grantRole } from '#db/writes/grant-role.ts'
import { importStoreData } from '#db/writes/import-store-data.ts'
import { savePerson } from '#db/writes/save-person.ts'
import { sc04, sc04Holds } from '../scenarios/sc-04.ts'
import { playThroughStack } from './play-through-stack.ts'
import type { Lived } from './read-told.ts'

/** What the store's data know of SKU X, and whom the sale takes on for a while. */
async function prepare(owner: Database): Promise<void> {
  const product = { sku: 'X', title: '暖冬外套', price: 23900, lowest30d: 23900, salesHistory: 380, restockDays: 3 }
  const results = await importStoreData(owner, {
    storeId: 'douyin-shop',
    kind: 'products',
    items: [product],
    form: 'json',
  })
  expect(results?.map(({ status }) => status)).toEqual(['created'])
  const planner = { id: 'planner-1', email: 'planner-1@demo.local', name: 'Planner', passwordHash: null }
  await savePerson(owner, planner, 'system')
  await grantRole(owner, { personId: 'planner-1', role: 'campaign-planner', storeId: 'douyin-shop' }, 'system')
}

let lived: Lived
beforeAll(async () => {
  lived = await playThroughStack(sc04, {
    aheadMs: 30_000,
    limits: { updates: 20 },
    prepare,
  })
}, 540_000)

describe('SC-04 through the stack', () => {
  sc04Holds(() => lived)

  test('goes on over many Temporal runs and is the same in Temporal and in Postgres', ({ annotate }) => {
    void annotate(`took ${Math.round(lived.tookMs)} ms over ${lived.temporalRuns} Temporal runs`)
    expect(lived.differences).toEqual([])
    expect(lived.temporalRuns).toBeGreaterThanOrEqual(4)
  })
})
