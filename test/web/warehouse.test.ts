import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { AskAs } from '#cli/demo/ask-house.ts'
import type { Handover } from '#api/contract/warehouse.ts'
import type { RunBody } from '../api/open-api.ts'
import { parcelOnItsWay } from '../api/parcel-on-its-way.ts'
import { smallPng } from '../api/small-png.ts'
import { checkAxe, checkNoSidewaysScroll } from './support/check-axe.ts'
import type { TestBrowser } from './support/open-browser.ts'
import { openBrowser } from './support/open-browser.ts'
import type { Shop } from './support/open-shop.ts'
import { openShop } from './support/open-shop.ts'
import { pageOf } from './support/page-of.ts'

let shop: Shop
let browser: TestBrowser
let ask: AskAs
let runs: string[]
beforeAll(async () => {
  const sops = ['return-refund', 'parcel-exception']
  ;[shop, browser] = await Promise.all([openShop({ sops }), openBrowser()])
  ask = (as, method, path, body) => shop.api.ask(method, path, { as, ...(body ? { body } : {}) })
  const sent = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ orderNo: `WH-${n}`, waybill: `YT880${n}` }))
  runs = await Promise.all(sent.map((one) => parcelOnItsWay(ask, one)))
}, 240_000)
afterAll(async () => {
  await browser.close()
  await shop.close()
})

const photos = [1, 2].map((n) => ({ name: `${n}.png`, mimeType: 'image/png', buffer: smallPng }))

/** A hand scanner: keys faster than anybody's, wherever the focus is, and Enter. */
async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((text) => {
    for (const key of [...text, 'Enter'])
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }, code)
}

/** Grades the parcel that is open and finishes it with Enter: no pointer, only keys and the camera's files. */
async function grade(page: Page, letter: string, causedBy: string): Promise<void> {
  await page.getByRole('heading', { name: '退货质检' }).waitFor()
  await page.keyboard.press(letter.toLowerCase())
  const radio = (group: string, name: string) =>
    page.getByRole('group', { name: group }).getByRole('radio', { name, exact: true })
  await expect.poll(() => radio('等级', letter).isChecked()).toBe(true)
  await page.getByLabel('照片: 选择文件').setInputFiles(photos)
  await page.getByRole('group', { name: '照片' }).getByRole('img').nth(1).waitFor()
  await radio('与申请原因相符', letter === 'A' ? '是' : '否').press('Space')
  await radio('致损方', causedBy).press('Space')
  await page.getByRole('button', { name: /完成 3 步/ }).waitFor()
  await page.keyboard.press('Enter')
}

test('a clerk scans three parcels on a phone and meets one that nobody knows', async () => {
  const open = await pageOf(browser, shop, { as: 'warehouse', phone: true })
  const { page } = open
  await page.goto('/warehouse')
  await page.getByText('今天还没有扫描').waitFor()
  await page.getByLabel('仓库', { exact: true }).selectOption('douyin-shop')
  await page.getByLabel('运单号').fill('YT8801')
  await page.getByLabel('运单号').press('Enter')
  await grade(page, 'A', '与申请一致')
  await page.getByText('今天已质检 1 件').waitFor()
  const isFocused = () => page.getByLabel('运单号').evaluate((input) => input === document.activeElement)
  await expect.poll(isFocused).toBe(true)

  await scan(page, 'YT8802')
  await page.getByRole('heading', { name: '退货质检' }).waitFor()
  await checkAxe(page)
  await checkNoSidewaysScroll(page)
  await grade(page, 'C', '买家')
  await page.getByText('今天已质检 2 件').waitFor()
  // A scan out of the middle of something else: its letters choose no grade and stay in no field.
  await scan(page, 'YT8804')
  await page.getByRole('heading', { name: '退货质检' }).waitFor()
  await scan(page, 'CXA803')
  await page.getByText('没有人登记过 CXA803').waitFor()
  await scan(page, 'YT8803')
  await grade(page, 'X', '买家')
  await page.getByText('今天已质检 3 件').waitFor()

  await scan(page, 'YT8801')
  await page.getByText('YT8801 已质检，A 级，仓储').waitFor()
  await page.getByLabel('仓库', { exact: true }).selectOption('tmall-flagship')
  await scan(page, 'YT8805')
  await page.getByText('YT8805 是抖音小店的包裹').waitFor()
  await checkAxe(page)
  await checkNoSidewaysScroll(page)
  open.expectNoComplaints()
  await open.close()
})

test('one step over five runs on one sheet: three done, one refused at its cell, one changed meanwhile, none lost', async () => {
  const open = await pageOf(browser, shop, { as: 'warehouse' })
  const { page } = open
  await page.goto('/inbox')
  await page.getByRole('link', { name: '表格批量处理' }).press('Enter')
  await checkAxe(page)
  await page.getByRole('link', { name: '退货跟踪' }).press('Enter')
  const arrival = (row: number) => page.locator(`td[data-row="${row}"][data-field="arrival"]`)
  await arrival(4).locator('select').waitFor()
  expect(await page.locator('.grid tbody tr').count()).toBe(5)
  await checkAxe(page)
  await arrival(0).locator('select').focus()
  await page.keyboard.press('5')
  await page.keyboard.press('Control+d')
  await expect.poll(() => arrival(4).locator('select').inputValue()).toBe('intercepted')
  await page.keyboard.press('1')
  await page.keyboard.press('Control+d')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('5')
  await arrival(2).getByText('只有拦截中的包裹才有这种结果').waitFor()
  const caseOf = await page.locator('.grid tbody tr').nth(4).locator('.grid-run').innerText()
  const cancelled = runs[Number(/WH-(\d)/.exec(caseOf)?.[1]) - 1] ?? ''
  await ask('lead', 'POST', `/runs/${cancelled}/commands`, { type: 'cancel', reason: '买家撤回' })
  await page.locator('.grid tbody tr').nth(4).getByText('填的内容还在').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('完成 3，待网络 0，剩余 2').waitFor()
  await checkAxe(page)
  open.expectNoComplaints()

  await open.context.setOffline(true)
  await arrival(2).locator('select').focus()
  await page.keyboard.press('1')
  await page.getByRole('button', { name: '提交 1 行' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('完成 3，待网络 1，剩余 1').waitFor()
  await open.context.setOffline(false)
  const received = async (): Promise<number> => {
    const bodies = await Promise.all(
      runs.slice(3).map(async (id) => (await ask('lead', 'GET', `/runs/${id}`)).body as RunBody),
    )
    return bodies.filter(({ steps }) => steps.some(({ stepId, status }) => stepId === 'rr-track' && status === 'done'))
      .length
  }
  await expect.poll(received, { timeout: 20_000, interval: 250 }).toBe(4)
  await open.close()
})

test('the sheet builds itself, its exception becomes a task, and two persons sign it', async () => {
  const clerk = await pageOf(browser, shop, { as: 'warehouse' })
  await clerk.page.goto('/handover')
  await clerk.page.getByLabel('仓库', { exact: true }).selectOption('douyin-shop')
  const figure = (name: string) => clerk.page.getByRole('button', { name })
  for (const name of [
    '7 待到仓',
    '7 到仓',
    '1 质检 A',
    '0 质检 B',
    '1 质检 C',
    '1 质检 X',
    '1 入库',
    '1 报废',
    '1 暂扣',
    '4 未完成',
  ])
    await figure(name).waitFor()
  await figure('1 质检 C').press('Enter')
  await clerk.page.getByRole('link', { name: 'YT8802' }).first().waitFor()
  await checkAxe(clerk.page)
  await clerk.page.getByRole('button', { name: '签字交班' }).press('Enter')
  await clerk.page.getByText('还有异常没有人处理').first().waitFor()
  await clerk.page.getByRole('button', { name: '把 1 项转成任务' }).press('Enter')
  await clerk.page.getByRole('button', { name: '把 1 项转成任务' }).waitFor({ state: 'detached' })
  await clerk.page.getByRole('button', { name: '签字交班' }).press('Enter')
  await clerk.page.getByText('待接班签字').waitFor()
  clerk.expectNoComplaints()
  await clerk.close()

  const lead = await pageOf(browser, shop, { as: 'lead', language: 'en', theme: 'dark', phone: true })
  await lead.page.goto('/handover')
  await lead.page.getByLabel('Warehouse', { exact: true }).selectOption('douyin-shop')
  await lead.page.getByRole('button', { name: 'Sign and take over' }).press('Enter')
  await lead.page.getByText('Both have signed; the sheet changes no more.').waitFor()
  await fitsPhone(lead.page)
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const sheet = (await ask('auditor', 'GET', `/stores/douyin-shop/handovers/${day}`)).body as z.infer<typeof Handover>
  expect(sheet.signatures.map(({ personId }) => personId)).toEqual(['demo-warehouse', 'demo-lead'])
  lead.expectNoComplaints()
  await lead.close()

  const english = await pageOf(browser, shop, { as: 'warehouse', language: 'en', theme: 'dark', phone: true })
  await english.page.goto('/grid?sop=return-refund&step=rr-inspect')
  await english.page.getByRole('checkbox').nth(3).waitFor()
  await fitsPhone(english.page)
  await english.page.goto('/warehouse')
  await english.page.getByText('3 inspected today').waitFor()
  await fitsPhone(english.page)
  english.expectNoComplaints()
  await english.close()
})

async function fitsPhone(page: Page): Promise<void> {
  await checkAxe(page)
  await checkNoSidewaysScroll(page)
}
