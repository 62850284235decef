import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grantRole } from '#db/writes/grant-role.ts'
import { checkAxe } from './support/check-axe.ts'
import type { Effort, Hand } from './support/hand.ts'
import { handAt, median } from './support/hand.ts'
import { pressByKey, tabTo } from './support/keys.ts'
import type { TestBrowser } from './support/open-browser.ts'
import { openBrowser } from './support/open-browser.ts'
import type { Shop } from './support/open-shop.ts'
import { openShop } from './support/open-shop.ts'
import { pageOf } from './support/page-of.ts'
import { copiedList, importOrders, storeId, tenReturns } from './support/returns.ts'

let shop: Shop
let browser: TestBrowser
beforeAll(async () => {
  ;[shop, browser] = await Promise.all([openShop({ sops: ['return-refund'] }), openBrowser()])
  await importOrders(shop.api, tenReturns)
  await grantRole(shop.api.stack.owner, { personId: 'demo-operator', role: 'cs-agent', storeId }, 'test')
}, 240_000)
afterAll(async () => {
  await browser.close()
  await shop.close()
})

const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const box = [{ name: 'box.png', mimeType: 'image/png', buffer: photo }]

/** What a person puts into a field, by its name; whatever else is asked for the page has filled in. */
const typed: Record<string, string> = {
  buyer_words: '箱子压坏了',
  basis: '照片可见',
  refund_no: 'TK8801',
  address: '宁波中山路8号',
}
const chosen: Record<string, string> = { offer: 'coupon', answer: 'refused', way: 'buyer_ship' }

async function fillIn(page: Page, hand: Hand, name: string): Promise<void> {
  const field = page.locator(`.form-field[data-field="${name}"]`)
  await field.waitFor()
  if (typed[name] !== undefined) return hand.type(field.locator('input, textarea').first(), typed[name])
  if (chosen[name] !== undefined) return hand.click(field.locator(`input[value="${chosen[name]}"]`))
  if (name === 'photos') return hand.choose(field.locator('input[multiple]'), box)
  return hand.click(field.getByRole('button', { name: /^(现在|Now)$/ }))
}

const first = ['buyer_words', 'photos', 'basis']
const pay = ['refund_no', 'paid_at']
const back = ['address', 'way']

/** What is asked of the agent in one visit, and how many steps that is. */
function visitOf(key: string): { fields: readonly string[]; steps: number } {
  if (key === 'AS-03' || key === 'AS-08') return { fields: first, steps: 4 }
  if (key === 'AS-09') return { fields: ['buyer_words', 'basis', 'offer', 'answer', ...pay, ...back], steps: 7 }
  return { fields: [...first, ...pay], steps: 5 }
}

const efforts = new Map<string, Effort>()

/** Works the task on screen in the fast lane; the next one has opened when this resolves. */
async function work(page: Page, hand: Hand, key: string, visit: ReturnType<typeof visitOf>): Promise<void> {
  await page.locator('.page-name .tag', { hasText: key }).waitFor()
  for (const field of visit.fields) await fillIn(page, hand, field)
  const finish = page.locator('.task-finish .button-primary')
  await expect
    .poll(async () => finish.textContent())
    .toMatch(new RegExp(`(完成 ${visit.steps} 步|Finish ${visit.steps} steps)`))
  const here = page.url()
  await hand.press('Control+Enter')
  await hand.screen(page.waitForURL((url) => url.href !== here))
  const before = efforts.get(key) ?? { acts: 0, seconds: 0 }
  const now = hand.effort()
  efforts.set(key, { acts: before.acts + now.acts, seconds: before.seconds + now.seconds })
}

async function approve(key: string): Promise<void> {
  const task = await expect
    .poll(async () => (await tasksOf('cs-lead')).find((one) => one.correlationKey === key && one.kind === 'approval'))
    .toBeDefined()
    .then(async () => (await tasksOf('cs-lead')).find((one) => one.correlationKey === key))
  const answer = await shop.api.post(`/tasks/${task?.id}/approve`, 'cs-lead', { expectedRevision: task?.revision })
  expect(answer.status).toBe(200)
}

async function tasksOf(as: string): Promise<Listed[]> {
  return (await shop.api.get<{ items: Listed[] }>('/tasks?mine=true&limit=100', as)).body.items
}

interface Listed {
  id: string
  runId: string
  kind: string
  revision: number
  correlationKey: string | null
}

test('ten returns, pasted and worked through: few acts, little time', async ({ annotate }) => {
  const zh = await pageOf(browser, shop, { as: 'cs-agent' })
  await zh.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { page } = zh
  const hand = handAt(page)
  await page.goto('/paste')
  await page.getByLabel('店铺', { exact: true }).last().selectOption(storeId)
  await hand.paste(page.getByRole('textbox', { name: '售后列表' }), copiedList(tenReturns))
  await page.getByText('没有用到的列：售后状态').waitFor()
  await hand.click(page.getByRole('button', { name: '发起 10 个' }))
  await page.getByText('已发起').nth(9).waitFor()
  await checkAxe(page)
  // The same list once more launches nothing.
  await hand.paste(page.getByRole('textbox', { name: '售后列表' }), ' ')
  await page.getByText('已有进行中的流程').nth(9).waitFor()

  await page.goto('/inbox')
  await hand.screen(page.locator('.inbox-row').first().waitFor())
  hand.effort()
  await hand.press('j')
  await hand.press('o')
  for (const { afterSaleNo } of tenReturns.slice(0, 5)) await work(page, hand, afterSaleNo, visitOf(afterSaleNo))
  await approve('AS-03')
  zh.expectNoComplaints()
  await zh.close()

  const en = await pageOf(browser, shop, { as: 'cs-agent', language: 'en' })
  const left = handAt(en.page)
  await en.page.goto('/inbox')
  await left.click(en.page.locator('.inbox-row a').first())
  for (const { afterSaleNo } of tenReturns.slice(5)) {
    await work(en.page, left, afterSaleNo, visitOf(afterSaleNo))
    if (afterSaleNo === 'AS-08') await approve('AS-08')
  }
  for (const key of ['AS-03', 'AS-08']) await work(en.page, left, key, { fields: [...pay, ...back], steps: 2 })
  en.expectNoComplaints()
  await en.close()

  const acts = [...efforts.values()].map((one) => one.acts)
  const seconds = [...efforts.values()].map((one) => one.seconds)
  await annotate(`acts per return: ${acts.join(', ')}`)
  await annotate(
    `seconds per return: ${seconds.map((one) => one.toFixed(1)).join(', ')}; median ${median(seconds).toFixed(1)}`,
  )
  expect(acts).toHaveLength(10)
  expect(Math.max(...acts)).toBeLessThanOrEqual(12)
  expect(median(seconds)).toBeLessThanOrEqual(45)
  expect(await refunded()).toBe(10)
}, 240_000)

/** How many cases have been paid by the agent, step by step under their own name. */
async function refunded(): Promise<number> {
  const runs = await shop.api.get<{ items: { id: string }[] }>('/runs?sopId=return-refund&limit=100', 'lead')
  const paid = await Promise.all(
    runs.body.items.map(async ({ id }) => {
      const { steps } = (await shop.api.get<{ steps: StepBody[] }>(`/runs/${id}`, 'lead')).body
      return steps.some((one) => one.stepId === 'rr-refund' && one.completedBy === 'demo-cs-agent')
    }),
  )
  return paid.filter(Boolean).length
}

interface StepBody {
  stepId: string
  completedBy: string | null
}

async function launched(orderNo: string): Promise<string> {
  const applied = new Date(Date.now() - 60_000).toISOString()
  const inputs = { order_no: orderNo, wanted: 'refund_only', reason: 'damaged', applied_at: applied }
  const run = await shop.api.post('/runs', 'cs-agent', { sopId: 'return-refund', storeId, inputs })
  expect(run.status).toBe(201)
  return (await tasksOf('cs-agent')).find(({ runId }) => runId === run.body['id'])?.id ?? ''
}

test('somebody else finishes it meanwhile: what was typed stays, with what is there now', async () => {
  const id = await launched('DY1001')
  const open = await pageOf(browser, shop, { as: 'cs-agent', language: 'en' })
  const { page } = open
  await page.goto(`/tasks/${encodeURIComponent(id)}`)
  await page.getByLabel('Words of the buyer').fill('The box was crushed')
  await page.getByLabel('Basis').fill('Seen on the photo')
  const { revision } = (await shop.api.get<Listed>(`/tasks/${encodeURIComponent(id)}`, 'operator')).body
  const answers = { buyer_words: 'It came broken' }
  const other = await shop.api.post(`/tasks/${id}/complete`, 'operator', { answers, expectedRevision: revision })
  expect(other.status).toBe(200)
  const note = page.locator('.note-warn', { hasText: 'everything you typed is still here' })
  await note.waitFor()
  for (const words of ['The box was crushed', 'Seen on the photo', 'It came broken', '运营'])
    expect(await note.textContent()).toContain(words)
  await checkAxe(page)
  await page.getByRole('button', { name: 'Go on to the next task' }).click()
  await page.waitForURL((url) => !url.pathname.includes(encodeURIComponent(id)))
  open.expectNoComplaints()
  await open.close()
})

test('by keyboard alone: from the inbox through the lane to the next task', async () => {
  const id = await launched('DY1002')
  const open = await pageOf(browser, shop, { as: 'cs-agent' })
  const { page } = open
  // Heard from the start: the browser takes a moment until it hands its dialogs over.
  page.on('filechooser', (chooser) => void chooser.setFiles(box))
  await page.goto('/inbox')
  const row = page.locator('.inbox-row', { hasText: 'DY1002' })
  await row.waitFor()
  while ((await row.getAttribute('data-at')) === null) await page.keyboard.press('j')
  await page.keyboard.press('o')
  await page.locator('.page-name .tag', { hasText: 'DY1002' }).waitFor()
  await page.keyboard.type('盒子破了')
  await tabTo(page, page.locator('[data-field="photos"] input[multiple]'))
  await page.keyboard.press('Enter')
  await page.locator('[data-field="photos"] .file-list img').waitFor()
  await tabTo(page, page.getByLabel('判定依据'))
  await page.keyboard.type('照片可见')
  await expect.poll(async () => page.getByRole('button', { name: /完成 4 步/ }).count()).toBe(1)
  await page.keyboard.press('Control+Enter')
  await page.waitForURL((url) => !url.pathname.includes(encodeURIComponent(id)))
  await pressByKey(page, page.getByRole('link', { name: '我的任务' }).first())
  await page.getByRole('heading', { name: '我的任务', level: 1 }).waitFor()
  open.expectNoComplaints()
  await open.close()
})
