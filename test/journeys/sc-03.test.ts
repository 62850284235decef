import { beforeAll, describe, expect, test } from 'vitest'
import { launchInputs } from '../sop-definitions/launch-case.ts'
import { cst } from '../sop-definitions/playbook.ts'
import { sc03, sc03Holds } from '../scenarios/sc-03.ts'
import { playThroughStack } from './play-through-stack.ts'
import type { Lived } from './read-told.ts'
import type { VirtualShop } from './virtual-shop.ts'

/** Another product goes on sale two days earlier, in the same week. */
async function before(shop: VirtualShop): Promise<void> {
  const inputs = { ...launchInputs, product_name: '冰丝袖套', launch_at: cst('03-16 20:30') }
  const other = { sopId: 'new-product-launch', storeId: sc03.storeId, inputs }
  expect((await shop.ask('lead', 'POST', '/runs', other)).status).toBe(201)
}

let lived: Lived
beforeAll(async () => {
  lived = await playThroughStack(sc03, { aheadMs: 30_000, before })
}, 540_000)

describe('SC-03 through the stack', () => {
  sc03Holds(() => lived)

  test('is the same in Temporal and in Postgres', () => {
    expect(lived.differences).toEqual([])
  })
})
