import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readList } from '#web/pages/work/read-list.ts'
import { checkAxe, checkNoSidewaysScroll } from './support/check-axe.ts'
import { openBrowser } from './support/open-browser.ts'
import type { Shop } from './support/open-shop.ts'
import { openShop } from './support/open-shop.ts'
import { pageOf } from './support/page-of.ts'

let shop: Shop
let browser: Browser
beforeAll(async () => {
  ;[shop, browser] = await Promise.all([openShop({ sops: ['return-refund'] }), openBrowser()])
}, 240_000)
afterAll(async () => {
  await browser.close()
  await shop.close()
})

const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A list as a back office gives it: the first lines of the demonstration's orders, applied for a little while ago. */
function copiedList(): string {
  const at = new Date(Date.now() - 5 * 60_000 + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  return [
    '售后单号\t订单号\t商品\t金额\t原因\t申请时间\t客服备注',
    `AS-1\tDY1001\tMUG-039\t¥39.00\t包装破损\t${at}\t急`,
    `AS-2\tDY1002\tTEA-050\t50.00\t质量问题\t${at}\t`,
  ].join('\n')
}

async function paste(page: Page): Promise<void> {
  await page.goto('/paste')
  await page.getByLabel('店铺', { exact: true }).last().selectOption('douyin-shop')
  await page.getByLabel('售后列表').fill(copiedList())
  await page.getByText('没有用到的列：客服备注').waitFor()
}

test('a copied list is read by its headings', () => {
  const text = '售后单号,订单号,商品,金额,原因,申请时间\n"A,1",D1,SKU-9 红色,"1,299.00元",不想要了,2027/3/10 9:05\n'
  expect(readList(text, 'Asia/Shanghai')).toEqual({
    rows: [
      {
        afterSaleNo: 'A,1',
        inputs: {
          after_sale_no: 'A,1',
          order_no: 'D1',
          sku: 'SKU-9',
          item_paid: 129_900,
          reason: 'dislike',
          applied_at: '2027-03-10T09:05:00+08:00',
        },
      },
    ],
    unknownColumns: [],
  })
})

test('pasted returns are launched once and worked through on one screen each', async () => {
  const open = await pageOf(browser, shop, { as: 'cs-agent' })
  const { page } = open
  await paste(page)
  await page.getByRole('button', { name: '发起 2 个' }).click()
  await page.getByText('已发起').nth(1).waitFor()
  await checkAxe(page)
  await paste(page)
  await page.getByText('已有进行中的流程').nth(1).waitFor()

  const [first] = (await inbox(page)).filter(({ correlationKey }) => correlationKey === 'AS-1')
  await page.goto(`/tasks/${encodeURIComponent(first?.id ?? '')}`)
  await page.getByRole('heading', { name: '执行退款' }).waitFor()
  await checkAxe(page)
  const began = Date.now()
  let acts = 0
  const act = async (doing: Promise<unknown>): Promise<void> => {
    acts += 1
    await doing
  }
  await act(page.getByLabel('买家原话').fill('箱子压坏了'))
  await act(
    page.getByLabel('照片或视频: 选择文件').setInputFiles([{ name: 'box.png', mimeType: 'image/png', buffer: photo }]),
  )
  await act(page.getByLabel('判定依据').fill('外箱破损'))
  await act(page.getByLabel('退款单号').fill('R-1'))
  await act(page.getByRole('button', { name: '现在', exact: true }).click())
  await act(page.getByRole('button', { name: /完成 5 步/ }).click())
  await page.waitForURL((url) => !url.pathname.includes('rr-apply.1') || !url.pathname.includes(first?.runId ?? '-'))
  expect(acts).toBeLessThanOrEqual(12)
  expect(Date.now() - began).toBeLessThan(45_000)
  const run = await shop.api.get<{ steps: { stepId: string; status: string; completedBy: string | null }[] }>(
    `/runs/${first?.runId ?? ''}`,
    'cs-agent',
  )
  const done = run.body.steps.filter(({ status, completedBy }) => status === 'done' && completedBy === 'demo-cs-agent')
  expect(done.map(({ stepId }) => stepId)).toEqual([
    'rr-apply',
    'rr-evidence',
    'rr-liability',
    'rr-method',
    'rr-refund',
  ])
  open.expectNoComplaints()
  await open.close()
})

test('fits a phone, dark, in English', async () => {
  const open = await pageOf(browser, shop, { as: 'cs-agent', language: 'en', theme: 'dark', phone: true })
  const { page } = open
  for (const path of ['/inbox', '/paste', '/waiting']) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await checkAxe(page)
    await checkNoSidewaysScroll(page)
  }
  open.expectNoComplaints()
  await open.close()
})

async function inbox(page: Page): Promise<{ id: string; runId: string; correlationKey: string | null }[]> {
  const answer = await page.request.get('/api/v1/tasks?mine=true&limit=100')
  return ((await answer.json()) as { items: { id: string; runId: string; correlationKey: string | null }[] }).items
}
