import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jsonParameter } from '#db/json-parameter.ts'
import { grantRole } from '#db/writes/grant-role.ts'
import { roleIds } from '#engine/model/roles.ts'
import { publish } from '../api/shop-people.ts'
import { axeFaults, sidewaysFaults } from './support/check-axe.ts'
import type { TestBrowser } from './support/open-browser.ts'
import { openBrowser } from './support/open-browser.ts'
import type { Shop } from './support/open-shop.ts'
import { openShop } from './support/open-shop.ts'
import { pageOf } from './support/page-of.ts'

const storeId = 'douyin-shop'

let shop: Shop
let browser: TestBrowser
/** What stands for the parts of an address that vary, and the views of a page that its address chooses. */
let examples: Record<string, readonly string[]>

beforeAll(async () => {
  ;[shop, browser] = await Promise.all([
    openShop({ sops: ['return-refund', 'big-sale-45d', 'livestream'] }),
    openBrowser(),
  ])
  // One person who finds every place.
  for (const role of roleIds) await grantRole(shop.api.stack.owner, { personId: 'demo-lead', role, storeId }, 'test')
  const [run, stream] = [await launchReturn(), await launchStream()]
  const sample = await drawSample()
  const tasks = await shop.api.get<{ items: { id: string }[] }>(`/tasks?mine=true&runId=${run}`, 'lead')
  examples = {
    '/tasks/$taskId': tasks.body.items.map(({ id }) => `/tasks/${encodeURIComponent(id)}`),
    '/runs': ['/runs', '/runs?view=stages', '/runs?view=stores'],
    '/runs/$runId': ['steps', 'timeline', 'diagram', 'talk'].map((view) => `/runs/${run}?view=${view}`),
    '/runs/launch': ['/runs/launch', '/runs/launch?sopId=big-sale-45d'],
    '/runs/report': ['/runs/report', '/runs/report?by=role'],
    '/playbooks/$sopId/$version': ['/playbooks/return-refund/1.0.0'],
    '/audit/runs/$runId': [`/audit/runs/${run}`],
    '/audit/samples/$sampleId': [`/audit/samples/${sample}`],
    '/live/$runId': [`/live/${stream}`, `/live/${stream}?view=floor`],
    '/live/$runId/host': [`/live/${stream}/host`],
  }
}, 300_000)
afterAll(async () => {
  await browser.close()
  await shop.close()
})

async function launch(sopId: string, inputs: object): Promise<string> {
  const run = await shop.api.post('/runs', 'lead', { sopId, storeId, inputs })
  if (run.status !== 201) throw new Error(JSON.stringify(run.body))
  return String(run.body['id'])
}

const hoursOn = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()

const launchReturn = async (): Promise<string> =>
  launch('return-refund', {
    ...{ order_no: 'DY1001', after_sale_no: 'AS-1', wanted: 'refund_only', reason: 'damaged', applied_at: hoursOn(-2) },
  })

const launchStream = async (): Promise<string> =>
  launch('livestream', {
    ...{ title: '春季上新专场', platform: 'douyin', start_at: hoursOn(72), duration_min: 60, goal: 'sales' },
    target: { viewers: 20000, interaction_rate: 6, cvr: 3, gmv: 5000000 },
    audience: { age: '25-35', gender: '女', habits: '晚间' },
  })

/** A sample of one gift that was withdrawn. @returns its id */
async function drawSample(): Promise<string> {
  const { owner } = shop.api.stack
  await owner
    .updateTable('store')
    .set({ hostingOverrides: jsonParameter({ 'goodwill-gift': 'own' }) })
    .execute()
  await publish(owner, 'test/api/playbooks/goodwill-gift.yaml')
  const gift = await launch('goodwill-gift', {
    order_no: 'G-1',
    platform: 'douyin',
    order_paid: 9900,
    asked_at: hoursOn(-1),
  })
  await shop.api.post(`/runs/${gift}/commands`, 'lead', { type: 'cancel', reason: '买家撤回' })
  const body = { storeId, sopId: 'goodwill-gift', size: 1, seed: 'dice', fromAt: hoursOn(-24), toAt: hoursOn(0) }
  const drawn = await shop.api.post('/audit/samples', 'lead', body)
  if (drawn.status !== 201) throw new Error(JSON.stringify(drawn.body))
  return String(drawn.body['id'])
}

/** Every address of the house: the router's own list, with an example for whatever varies. */
async function addresses(page: Page): Promise<string[]> {
  await page.goto('/me')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const paths = await page.evaluate(() => {
    const { __TSR_ROUTER__: router } = globalThis as unknown as { __TSR_ROUTER__: { routesByPath: object } }
    return Object.keys(router.routesByPath)
  })
  expect(paths.length).toBeGreaterThan(20)
  const varying = paths.filter((path) => path.includes('$') && (examples[path] ?? []).length === 0)
  expect(varying, 'each of these needs an example above').toEqual([])
  return paths.filter((path) => path !== '/').flatMap((path) => examples[path] ?? [path])
}

/** Goes to a place as a link would, and waits until it is all there. */
async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate(async (href) => {
    const { __TSR_ROUTER__: router } = globalThis as unknown as {
      __TSR_ROUTER__: { navigate: (to: { href: string }) => Promise<void> }
    }
    await router.navigate({ href })
  }, address)
  await page.waitForFunction(
    () => document.querySelector('h1') !== null && document.querySelector('.skeleton, .spinner') === null,
  )
}

test('everybody can read every place: in Chinese at a desk, light and dark', async () => {
  const open = await pageOf(browser, shop, { as: 'lead' })
  const { page } = open
  const faults: object[] = []
  for (const address of await addresses(page)) {
    await goTo(page, address)
    faults.push(...(await axeFaults(page)).map((fault) => ({ address, fault })))
    await page.emulateMedia({ colorScheme: 'dark' })
    faults.push(...(await axeFaults(page, 'colours')).map((fault) => ({ address, theme: 'dark', fault })))
    await page.emulateMedia({ colorScheme: 'light' })
  }
  expect(faults).toEqual([])
  open.expectNoComplaints()
  await open.close()
}, 240_000)

test('everybody can read every place: in English on a phone, dark, without a sideways scroll', async () => {
  const open = await pageOf(browser, shop, { as: 'lead', language: 'en', theme: 'dark', phone: true })
  const { page } = open
  const faults: object[] = []
  for (const address of await addresses(page)) {
    await goTo(page, address)
    faults.push(...(await axeFaults(page)).map((fault) => ({ address, fault })))
    faults.push(...(await sidewaysFaults(page)).map((sideways) => ({ address, sideways })))
  }
  expect(faults).toEqual([])
  open.expectNoComplaints()
  await open.close()
}, 240_000)
