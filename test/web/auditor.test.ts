import { strFromU8, unzipSync } from 'fflate'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonParameter } from '#db/json-parameter.ts'
import { giftRuns } from '../api/gift-runs.ts'
import { publish } from '../api/shop-people.ts'
import { checkAxe, checkNoSidewaysScroll } from './support/check-axe.ts'
import { pressByKey, tabTo } from './support/keys.ts'
import type { TestBrowser } from './support/open-browser.ts'
import { openBrowser } from './support/open-browser.ts'
import type { Shop } from './support/open-shop.ts'
import { openShop } from './support/open-shop.ts'
import type { PageOptions } from './support/page-of.ts'
import { pageOf } from './support/page-of.ts'

let shop: Shop
let browser: TestBrowser
beforeAll(async () => {
  ;[shop, browser] = await Promise.all([openShop({ sops: ['return-refund'] }), openBrowser()])
  await approvedGift()
}, 300_000)
afterAll(async () => {
  await browser.close()
  await shop.close()
})

const buyerPhone = '13812340000'

/** A gift an agent asked for and a lead approved, and another one that was stopped. */
async function approvedGift(): Promise<void> {
  const { api } = shop
  const hostingOverrides = jsonParameter({ 'goodwill-gift': 'own' as const })
  await api.stack.owner.updateTable('store').set({ hostingOverrides }).execute()
  await publish(api.stack.owner, 'test/api/playbooks/goodwill-gift.yaml')
  const gifts = giftRuns(api)
  const run = await gifts.launched({ order_no: 'CASE-77' })
  await gifts.complete(await gifts.step(run.id, 'gg-choose'), 'cs-agent', { gift: 'mug', cost: 3000 })
  const asked = await gifts.step(run.id, 'gg-choose')
  const body = { expectedRevision: asked.revision, reason: '老客户，可以' }
  const approved = await api.post(`/tasks/${asked.approvals[0]?.taskId}/approve`, 'cs-lead', body)
  if (approved.status !== 200) throw new Error(JSON.stringify(approved.body))
  const other = await gifts.launched({ order_no: 'CASE-78', buyer_phone: buyerPhone })
  await api.post(`/runs/${other.id}/commands`, 'lead', { type: 'cancel', reason: '买家撤回' })
}

const looks: [string, PageOptions][] = [
  ['zh, light, desk', { language: 'zh', theme: 'light' }],
  ['en, dark, phone', { language: 'en', theme: 'dark', phone: true }],
]

describe.each(looks)('an auditor, %s', (_name, options) => {
  const en = options.language === 'en'

  test('finds who approved by words of a reason, reads that the record is whole, takes the dispute file', async () => {
    const open = await pageOf(browser, shop, { as: 'auditor', ...options })
    const { page, context } = open
    // At a desk everything goes by keys, on a phone by taps.
    const press = async (target: Locator, key?: string) => (en ? target.tap() : pressByKey(page, target, key))
    await page.goto('/')
    await page.getByRole('heading', { name: en ? 'Audit' : '审计', level: 1 }).waitFor()
    await tabTo(page, page.getByLabel(en ? 'Words in a reason or remark' : '理由或备注里的字'))
    await page.keyboard.insertText('老客户')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: en ? 'Approved' : '批准', exact: true }).waitFor()
    expect(new URL(page.url()).searchParams.get('q')).toBe('老客户')
    await checkAxe(page)
    await checkNoSidewaysScroll(page)
    await press(page.getByRole('link', { name: en ? 'Approved' : '批准', exact: true }))
    await page.getByText(en ? /The record is whole/ : /记录完整/).waitFor()
    await page.locator('.audit-entry-marked').getByText('老客户，可以').waitFor()
    await tabTo(page, page.getByRole('slider'))
    await page.keyboard.press('Home')
    await page.getByText(/^1 \/ /).waitFor()
    await press(page.getByLabel(en ? 'Show every detail' : '显示全部细节', { exact: true }), 'Space')
    await checkAxe(page)
    await checkNoSidewaysScroll(page)
    const link = page.getByRole('link', { name: en ? 'Download the dispute file' : '下载举证包' })
    await tabTo(page, link)
    const file = await context.request.get((await link.getAttribute('href')) ?? '')
    const files = unzipSync(await file.body())
    expect(strFromU8(files['index.html']!)).toContain(en ? 'The record is whole' : '记录完整')
    expect(Object.keys(files)).toContain('manifest.json')
    open.expectNoComplaints()
    await open.close()
  })

  test('draws a sample by a seed, notes and signs it', async () => {
    const open = await pageOf(browser, shop, { as: 'auditor', ...options })
    const { page } = open
    await page.goto('/audit/samples')
    const form = page.getByRole('region', { name: en ? 'Draw a sample' : '抽一批来查' })
    await form.getByLabel(en ? 'Store' : '店铺', { exact: true }).selectOption('douyin-shop')
    await form.getByLabel(en ? 'Playbook' : '剧本', { exact: true }).selectOption('goodwill-gift')
    await form.getByLabel(en ? /^Seed/ : /^种子/).fill(`dice ${_name}`)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: en ? 'In order' : '没问题' }).waitFor()
    await checkAxe(page)
    await checkNoSidewaysScroll(page)
    await page.getByRole('button', { name: en ? 'In order' : '没问题' }).click()
    await page.locator('.audit-sample .tag-good').waitFor()
    await page.getByLabel(en ? 'Conclusion' : '结论').fill('ok')
    await page.getByRole('button', { name: en ? 'Sign' : '签字', exact: true }).click()
    await page.getByText(en ? 'Signed by' : '签字人').waitFor()
    open.expectNoComplaints()
    await open.close()
  })
})

test('an author reads a playbook, breaks its text, and sees where, by keys alone', async () => {
  const open = await pageOf(browser, shop, { as: 'lead' })
  const { page } = open
  await page.goto('/playbooks')
  await pressByKey(page, page.getByRole('link', { name: '阅读' }).first())
  await page.getByRole('heading', { level: 3 }).first().waitFor()
  await pressByKey(page, page.getByRole('link', { name: '修改' }))
  const text = page.getByLabel('剧本文本（YAML）')
  await page.getByText('没有发现问题。').waitFor()
  await tabTo(page, text)
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('nonsense: 1\n')
  await page.getByText(/第 1 行第 1 列/).waitFor()
  await pressByKey(page, page.getByRole('button', { name: /第 1 行第 1 列/ }))
  expect(await text.evaluate((field) => (field as HTMLTextAreaElement).selectionStart)).toBe(0)
  await checkAxe(page)
  open.expectNoComplaints()
  await open.close()
})

test('an admin grants a post and ends it; the person’s page follows within five seconds', async () => {
  const admin = await pageOf(browser, shop, { as: 'admin' })
  const person = await pageOf(browser, shop, { as: 'designer' })
  await person.page.goto('/me')
  await person.page.getByText('美工').first().waitFor()
  const { page } = admin
  await page.goto('/admin')
  await page.getByLabel('按姓名或邮箱查找').fill('designer@')
  await page.getByText('designer@demo.local').waitFor()
  await page.waitForFunction(() => document.querySelectorAll('.page-body > .panel').length === 2)
  await page.getByRole('button', { name: /岗位明细/ }).click()
  await checkAxe(page)
  await checkNoSidewaysScroll(page)

  await page.getByRole('button', { name: '授予岗位' }).click()
  await page.getByRole('dialog').getByLabel('岗位').selectOption('tech')
  await page.getByRole('dialog').getByLabel(/原因/).fill('暂代')
  await page.getByRole('dialog').getByRole('button', { name: '授予岗位' }).click()
  const row = page.getByRole('row', { name: /技术/ })
  await row.waitFor()
  await person.page.getByText('技术', { exact: true }).waitFor({ timeout: 6_000 })

  await row.getByRole('button', { name: '结束' }).click()
  await checkAxe(page)
  await page.getByRole('dialog').getByLabel(/原因/).fill('代完了')
  await page.getByRole('dialog').getByRole('button', { name: '结束' }).click()
  await person.page.getByText('技术', { exact: true }).waitFor({ state: 'detached', timeout: 6_000 })
  admin.expectNoComplaints()
  await admin.close()
  await person.close()
})

test('a lead asks that a buyer be forgotten, an admin grants it, an auditor may still look and says why', async () => {
  const open = (as: string) => pageOf(browser, shop, { as })
  const found = await shop.api.get<{ items: { id: string }[] }>('/runs?q=CASE-78', 'lead')
  const runId = found.body.items[0]?.id ?? ''
  const lead = await open('lead')
  await lead.page.goto(`/runs/${runId}`)
  await lead.page.getByRole('button', { name: '申请删除' }).click()
  await lead.page.getByLabel('法定事由').selectOption('consentWithdrawn')
  await checkAxe(lead.page)
  await lead.page
    .getByRole('dialog')
    .getByLabel(/理由|原因/)
    .fill('买家来电撤回同意')
  await lead.page.getByRole('button', { name: '提交申请' }).click()
  await lead.page.getByText('待批准').waitFor()

  const admin = await open('admin')
  await admin.page.goto('/admin/erasures')
  await admin.page.getByRole('button', { name: '批准删除' }).click()
  await admin.page.getByRole('dialog').getByRole('button', { name: '批准删除' }).click()
  await admin.page.getByText('停止使用').first().waitFor()
  await checkAxe(admin.page)
  await checkNoSidewaysScroll(admin.page)

  const auditor = await open('auditor')
  await auditor.page.goto(`/audit/runs/${runId}`)
  await auditor.page.getByRole('button', { name: '查看', exact: true }).click()
  await auditor.page
    .getByRole('dialog')
    .getByLabel(/理由|原因/)
    .fill('平台来函')
  await auditor.page.getByRole('dialog').getByRole('button', { name: '查看', exact: true }).click()
  await auditor.page.getByText(buyerPhone).waitFor()
  await checkAxe(auditor.page)
  await checkNoSidewaysScroll(auditor.page)
  await admin.page.goto('/admin/log')
  await admin.page.getByText('查看个人信息').waitFor()
  for (const one of [lead, admin, auditor]) {
    one.expectNoComplaints()
    await one.close()
  }
})
