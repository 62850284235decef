import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './support/open-browser.ts'
import type { Shop } from './support/open-shop.ts'
import { openShop } from './support/open-shop.ts'
import { pageOf } from './support/page-of.ts'

let shop: Shop
let browser: Browser
beforeAll(async () => {
  ;[shop, browser] = await Promise.all([openShop({ sops: ['return-refund'] }), openBrowser()])
}, 180_000)
afterAll(async () => {
  await browser.close()
  await shop.close()
})

test('a case that is launched elsewhere appears in the inbox by itself', async () => {
  const open = await pageOf(browser, shop, { as: 'cs-agent' })
  const { page } = open
  await page.goto('/inbox')
  await page.getByText('现在没有等您处理的任务').waitFor()
  const launched = await shop.api.ask('POST', '/runs', {
    as: 'cs-agent',
    key: randomUUID(),
    body: {
      sopId: 'return-refund',
      storeId: 'douyin-shop',
      inputs: { order_no: 'DY1003', wanted: 'refund_only', reason: 'lost', applied_at: new Date().toISOString() },
    },
  })
  expect(launched.status).toBe(201)
  const begun = Date.now()
  await page.getByText('DY1003').first().waitFor()
  // A page that asked only now and then would take up to 15 s.
  expect(Date.now() - begun).toBeLessThan(5_000)
  open.expectNoComplaints()
  await open.close()
})

test('without a network the page still opens, and says so', async () => {
  const open = await pageOf(browser, shop, { as: 'cs-agent', serviceWorker: true, language: 'en' })
  const { page, context } = open
  await page.goto('/inbox')
  await page.getByRole('heading', { name: 'My tasks', level: 1 }).waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await context.setOffline(true)
  await page.reload()
  await page.getByText('The network does not answer').first().waitFor()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'My tasks', level: 1 }).waitFor()
  await open.close()
})
