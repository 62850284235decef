import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkAxe, checkNoSidewaysScroll } from './support/check-axe.ts'
import { openBrowser } from './support/open-browser.ts'
import type { Shop } from './support/open-shop.ts'
import { openShop } from './support/open-shop.ts'
import type { PageOptions } from './support/page-of.ts'
import { pageOf } from './support/page-of.ts'

let shop: Shop
let browser: Browser
let lateRun: string
const daysOn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

beforeAll(async () => {
  ;[shop, browser] = await Promise.all([openShop({ sops: ['return-refund', 'big-sale-45d'] }), openBrowser()])
  for (const role of ['lead', 'ops-lead']) {
    const fromAt = daysOn(-30)
    await shop.api.stack.owner
      .insertInto('membership')
      .values({ id: `third-${role}`, personId: await leadId(), role, storeId: 'taobao-outlet', fromAt, grantedBy: 'x' })
      .execute()
  }
  const inputs = {
    ...{ order_no: 'LATE-1', platform: 'douyin', sku: 'MUG-01', after_sale_no: 'AS-LATE', qty: 1, item_paid: 3900 },
    ...{ freight_paid: 0, applied_at: daysOn(-2), delivered_at: daysOn(-3), wanted: 'refund_only', reason: 'damaged' },
  }
  const launched = await shop.api.post('/runs', 'lead', { sopId: 'return-refund', storeId: 'douyin-shop', inputs })
  expect(launched).toMatchObject({ status: 201 })
  lateRun = String(launched.body['id'])
}, 240_000)
afterAll(async () => {
  await browser.close()
  await shop.close()
})

async function leadId(): Promise<string> {
  const row = await shop.api.stack.owner
    .selectFrom('person')
    .select('id')
    .where('email', '=', 'lead@demo.local')
    .executeTakeFirstOrThrow()
  return row.id
}

test('a lead finds the late step and who is on it in two clicks, and hands it over', async () => {
  const open = await pageOf(browser, shop, { as: 'lead' })
  const { page } = open
  await page.goto('/')
  await page.getByRole('link', { name: /受理申请.*已超时/ }).click()
  const detail = page.getByRole('region', { name: '受理申请' })
  await detail.getByText('待客服领取').waitFor()
  await detail.getByText(/已超时/).waitFor()
  await detail.getByRole('button', { name: '改派' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('交给').selectOption({ index: 1 })
  await dialog.getByLabel('原因').fill('客人等了两天')
  await dialog.getByRole('button', { name: '改派' }).click()
  await page.getByText('已改派').waitFor()
  await expect.poll(async () => detail.getByText('待客服领取').count()).toBe(0)
  open.expectNoComplaints()
  await open.close()
})

test('a lead launches a sale in three stores after seeing its dates', async () => {
  const open = await pageOf(browser, shop, { as: 'lead' })
  const { page } = open
  await page.goto('/runs')
  await page.getByRole('link', { name: '发起流程' }).click()
  await page.getByRole('link', { name: /选择 .*大促/ }).waitFor()
  await page.getByRole('searchbox').fill('大促')
  await page.getByRole('link', { name: /选择 .*大促/ }).click()
  for (const store of ['天猫旗舰店', '抖音小店', '淘宝折扣店']) await page.getByLabel(store, { exact: true }).check()
  await fillSale(page)
  await page.getByRole('button', { name: '预览日期与人手' }).click()
  await page.getByRole('region', { name: '计划时间线' }).nth(2).waitFor()
  await checkAxe(page)
  await checkNoSidewaysScroll(page)
  await page.getByRole('button', { name: '在 3 家店铺发起' }).click()
  await expect.poll(async () => page.getByText('已发起', { exact: true }).count(), { timeout: 60_000 }).toBe(3)
  const runs = await shop.api.get<{ items: { storeId: string }[] }>('/runs?sopId=big-sale-45d', 'lead')
  expect(runs.body.items.map((run) => run.storeId).sort()).toEqual(['douyin-shop', 'taobao-outlet', 'tmall-flagship'])
  await page.getByRole('link', { name: '打开流程' }).first().click()
  await page.getByRole('tab', { name: '时间线' }).click()
  await page.getByRole('region', { name: '时间线' }).waitFor()
  open.expectNoComplaints()
  await open.close()
}, 180_000)

test('an empty form is told what it lacks before anything is launched', async () => {
  const open = await pageOf(browser, shop, { as: 'lead' })
  const { page } = open
  await page.goto('/runs/launch?sopId=big-sale-45d')
  await page.getByRole('button', { name: '预览日期与人手' }).click()
  await page.locator('.field-error').first().waitFor()
  expect(await page.getByRole('region', { name: '计划时间线' }).count()).toBe(0)
  await open.close()
})

async function fillSale(page: Page): Promise<void> {
  await page.getByLabel('活动名称').fill('双旦大促')
  await page.getByLabel('平台').first().selectOption('tmall')
  await page.getByLabel('大促日').fill(daysOn(60).slice(0, 10))
  await page.getByRole('radio', { name: '销量', exact: true }).check()
  const amounts = {
    推广总预算: '80000',
    目标成交额: '1000000',
    平日日均成交额: '12000',
    行业转化率: '3',
    行业加购率: '8',
  }
  for (const [label, amount] of Object.entries(amounts)) await page.getByLabel(label).fill(amount)
}

const looks: [string, PageOptions][] = [
  ['zh, light, desk', { language: 'zh', theme: 'light' }],
  ['en, dark, phone', { language: 'en', theme: 'dark', phone: true }],
]
describe.each(looks)('%s', (_name, options) => {
  test('boards, report and every view of a run pass axe and do not scroll sideways', async () => {
    const open = await pageOf(browser, shop, { as: 'lead', ...options })
    const { page } = open
    const views = [
      '/runs',
      '/runs?view=stages',
      '/runs?view=stores',
      '/runs/report',
      '/runs/report?by=role',
      '/runs/launch',
    ]
    const ofRun = ['steps', 'timeline', 'diagram', 'talk'].map((view) => `/runs/${lateRun}?view=${view}`)
    for (const path of [...views, ...ofRun]) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expect.poll(async () => page.locator('.skeleton, .spinner').count(), { timeout: 30_000 }).toBe(0)
      await checkAxe(page)
      await checkNoSidewaysScroll(page)
    }
    open.expectNoComplaints()
    await open.close()
  }, 180_000)
})

test('by keyboard alone: from the board to a paused run', async () => {
  const open = await pageOf(browser, shop, { as: 'lead' })
  const { page } = open
  await page.goto(`/runs/${lateRun}`)
  const pause = page.getByRole('button', { name: '暂停', exact: true })
  await pause.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('等平台回复')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('流程已暂停').waitFor()
  open.expectNoComplaints()
  await open.close()
})
