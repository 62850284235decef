import { afterAll, beforeAll, expect, test } from 'vitest'
import { grantRole } from '#db/writes/grant-role.ts'
import type { EventPageBody } from '../api/open-api.ts'
import { checkAxe } from './support/check-axe.ts'
import { median } from './support/hand.ts'
import type { TestBrowser } from './support/open-browser.ts'
import { openBrowser } from './support/open-browser.ts'
import type { Shop } from './support/open-shop.ts'
import { openShop } from './support/open-shop.ts'
import { pageOf } from './support/page-of.ts'

const storeId = 'douyin-shop'

let shop: Shop
let browser: TestBrowser
beforeAll(async () => {
  ;[shop, browser] = await Promise.all([openShop({ sops: ['return-refund'] }), openBrowser()])
}, 180_000)
afterAll(async () => {
  await browser.close()
  await shop.close()
})

/** Launches a case under an after-sale number. @returns its run and its first task. */
async function launched(afterSaleNo: string): Promise<{ runId: string; taskId: string }> {
  const applied = new Date().toISOString()
  const inputs = {
    order_no: 'DY1003',
    after_sale_no: afterSaleNo,
    wanted: 'refund_only',
    reason: 'lost',
    applied_at: applied,
  }
  const run = await shop.api.post('/runs', 'cs-agent', { sopId: 'return-refund', storeId, inputs })
  expect(run.status).toBe(201)
  const runId = String(run.body['id'])
  const tasks = await shop.api.get<{ items: { id: string }[] }>(`/tasks?mine=true&runId=${runId}`, 'cs-agent')
  return { runId, taskId: tasks.body.items[0]?.id ?? '' }
}

test('a case that is launched elsewhere appears in the inbox within a second', async ({ annotate }) => {
  const open = await pageOf(browser, shop, { as: 'cs-agent' })
  const { page } = open
  await page.goto('/inbox')
  await page.getByText('现在没有等您处理的任务').waitFor()
  const took: number[] = []
  for (const key of ['LIVE-1', 'LIVE-2', 'LIVE-3']) {
    const seen = page.getByText(key).first().waitFor().then(Date.now)
    await launched(key)
    const answered = Date.now()
    took.push((await seen) - answered)
  }
  await annotate(`seen ${took.join(', ')} ms after the answer`)
  expect(median(took)).toBeLessThan(1_000)
  open.expectNoComplaints()
  await open.close()
})

test('four tasks finished without a network: two are recorded once, two refused with every word kept', async () => {
  await grantRole(shop.api.stack.owner, { personId: 'demo-operator', role: 'cs-agent', storeId }, 'test')
  const names = ['OFF-1', 'OFF-2', 'OFF-3', 'OFF-4'] as const
  const cases = []
  for (const name of names) cases.push({ name, words: `${name} 一直没收到`, ...(await launched(name)) })
  const open = await pageOf(browser, shop, { as: 'cs-agent', serviceWorker: true })
  const { page, context } = open
  await page.goto('/inbox')
  for (const { name } of cases) await page.getByText(name).waitFor()
  await page.evaluate(async () => navigator.serviceWorker.ready.then(() => undefined))
  const shelved = async () =>
    page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/tasks/')).length)
  await expect.poll(shelved).toBeGreaterThanOrEqual(7)

  await context.setOffline(true)
  for (const { name, words } of cases) {
    await page.getByRole('link', { name: '我的任务' }).first().click()
    await page.locator('.inbox-row', { hasText: name }).getByRole('link').click()
    await page.locator('.page-name .tag', { hasText: name }).waitFor()
    await page.getByLabel('买家原话').fill(words)
    await page.getByRole('button', { name: '完成', exact: true }).click()
    await page.getByText('步已保存在本机').first().waitFor()
  }
  const [, , third, fourth] = cases
  const lead = async (path: string, body: object) => shop.api.post(path, 'lead', body)
  const moved = await lead(`/tasks/${third?.taskId}/reassign`, { to: 'demo-operator', reason: '换人处理' })
  const cancelled = await lead(`/runs/${fourth?.runId}/commands`, { type: 'cancel', reason: '买家撤回' })
  expect([moved.status, cancelled.status]).toEqual([200, 200])

  await context.setOffline(false)
  await page.getByRole('link', { name: '2 步被拒绝' }).waitFor({ timeout: 30_000 })
  const recorded = await Promise.all(cases.map(async ({ runId }) => completedBy(runId)))
  expect(recorded).toEqual([['demo-cs-agent'], ['demo-cs-agent'], [], []])
  await page.getByRole('link', { name: '2 步被拒绝' }).click()
  await page.reload()
  for (const one of [third, fourth]) {
    const panel = page.getByRole('region', { name: one?.name ?? '' })
    await panel.getByText('未被接受').waitFor()
    expect(await panel.textContent()).toContain(`买家原话${one?.words}`)
  }
  await checkAxe(page)
  await open.close()
}, 120_000)

/** Who completed the first step of a case, as its history says. */
async function completedBy(runId: string): Promise<string[]> {
  const events = await shop.api.get<EventPageBody>(`/runs/${runId}/events?limit=100`, 'lead')
  return events.body.items
    .filter(({ type, stepId }) => type === 'step.completed' && stepId === 'rr-apply')
    .map(({ actor }) => actor.personId)
}

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
