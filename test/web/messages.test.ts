import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonParameter } from '#db/json-parameter.ts'
import { giftRuns } from '../api/gift-runs.ts'
import type { GiftRuns } from '../api/gift-runs.ts'
import type { RobotReceiver } from '../api/message-receivers.ts'
import { robotReceiver } from '../api/message-receivers.ts'
import { sendDueAt } from '../api/send-due-at.ts'
import { publish } from '../api/shop-people.ts'
import { checkAxe, checkNoSidewaysScroll } from './support/check-axe.ts'
import type { TestBrowser } from './support/open-browser.ts'
import { openBrowser } from './support/open-browser.ts'
import type { Shop } from './support/open-shop.ts'
import { openShop } from './support/open-shop.ts'
import type { OpenPage, PageOptions } from './support/page-of.ts'
import { pageOf } from './support/page-of.ts'

let shop: Shop
let browser: TestBrowser
let gifts: GiftRuns
let chat: RobotReceiver
beforeAll(async () => {
  ;[shop, browser, chat] = await Promise.all([openShop({ sops: ['return-refund'] }), openBrowser(), robotReceiver()])
  const { owner } = shop.api.stack
  await owner
    .updateTable('store')
    .set({ hostingOverrides: jsonParameter({ 'goodwill-gift': 'own' as const }) })
    .execute()
  await publish(owner, 'test/api/playbooks/goodwill-gift.yaml')
  gifts = giftRuns(shop.api)
}, 300_000)
afterAll(async () => {
  await browser.close()
  await chat.close()
  await shop.close()
})

const looks: [string, PageOptions][] = [
  ['zh, light, desk', { language: 'zh', theme: 'light' }],
  ['en, dark, phone', { language: 'en', theme: 'dark', phone: true }],
]

/** A page whose stream stands. */
async function openLive(as: string, path: string, options: PageOptions): Promise<OpenPage> {
  const open = await pageOf(browser, shop, { as, ...options })
  await Promise.all([
    open.page.waitForResponse((response) => response.url().endsWith('/api/v1/stream')),
    open.page.goto(path),
  ])
  await open.page.getByRole('heading', { level: 1 }).waitFor()
  return open
}

async function unread(page: Page): Promise<number> {
  return Number(/\d+/.exec((await page.locator('.bell').getAttribute('aria-label')) ?? '')?.[0] ?? 0)
}

async function looksWell(page: Page): Promise<void> {
  await checkAxe(page)
  await checkNoSidewaysScroll(page)
}

/** Hands a task over to the agent, after its launch was told. @returns its id and how long the bell took to tell, ms. */
async function handOver(page: Page): Promise<{ taskId: string; tookMs: number }> {
  const before = await unread(page)
  const { taskId } = await gifts.step((await gifts.launched()).id, 'gg-choose')
  const rings = async (times: number): Promise<void> => {
    await expect.poll(() => unread(page), { interval: 10, timeout: 5_000 }).toBe(before + times)
  }
  await rings(1)
  const answer = await shop.api.post(`/tasks/${taskId}/reassign`, 'lead', { to: 'demo-cs-agent', reason: '换班' })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  const began = Date.now()
  await rings(2)
  return { taskId, tookMs: Date.now() - began }
}

describe.each(looks)('an agent, %s', (_name, options) => {
  const en = options.language === 'en'

  test('hears of a handover within a second and opens the task from the bell', async ({ annotate }) => {
    const open = await openLive('cs-agent', '/inbox', options)
    const { page } = open
    const first = await handOver(page)
    const { taskId, tookMs } = await handOver(page)
    await annotate(`the bell told after ${first.tookMs} and ${tookMs} ms`)
    // Of two: the servers and other tests share this machine's two cores.
    expect(Math.min(first.tookMs, tookMs)).toBeLessThan(1_000)
    await looksWell(page)
    const before = await unread(page)
    await page.keyboard.press('n')
    const sheet = page.getByRole('dialog', { name: en ? 'Messages' : '消息' })
    await sheet
      .getByText(en ? /handed “.+” over to you/ : /交给了你/)
      .first()
      .waitFor()
    await looksWell(page)
    const newest = sheet.getByRole('link').first()
    for (let tabs = 0; tabs < 3 && !(await newest.evaluate((one) => one === document.activeElement)); tabs += 1)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => decodeURIComponent(url.pathname) === `/tasks/${taskId}`)
    await expect.poll(() => unread(page)).toBe(before - 1)

    await page.goto('/messages')
    await page.getByRole('list', { name: en ? 'Messages' : '消息', exact: true }).waitFor()
    await looksWell(page)
    await page.getByRole('tab', { name: en ? /Unread/ : /未读/ }).click()
    expect(new URL(page.url()).search).toBe('?unread=true')
    await page
      .getByRole('button', { name: en ? 'Mark as read' : '标为已读', exact: true })
      .first()
      .click()
    await expect.poll(() => unread(page)).toBe(before - 2)
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox').fill(en ? 'Mark all as read' : '全部标为已读')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: en ? 'All read' : '都看过了' }).waitFor()
    expect(await unread(page)).toBe(0)
    await looksWell(page)
    open.expectNoComplaints()
    await open.close()
  })

  test('chooses what is sent; it is saved at once, and what cannot be is told at its field', async () => {
    const as = en ? 'designer' : 'cs-lead'
    const open = await pageOf(browser, shop, { as, ...options })
    const { page } = open
    const kept = async () =>
      (
        await shop.api.get<{ muted: { robot: string[] }; quiet: { from: string; to: string } | null }>(
          '/message-choice',
          as,
        )
      ).body
    await page.goto('/me')
    const box = page.getByRole('checkbox', { name: en ? 'Somebody asks for it: Named in chat' : '催办：群里提到我' })
    await box.focus()
    await page.keyboard.press('Space')
    await page.getByText(en ? 'Saved' : '已保存', { exact: true }).waitFor()
    expect((await kept()).muted.robot).toEqual(['step.nudged'])
    await page.getByLabel(en ? 'Quiet hours' : '免打扰时段').selectOption('own')
    await expect.poll(async () => (await kept()).quiet).toMatchObject({ from: '22:00', to: '08:00' })
    open.expectNoComplaints()
    const until = page.getByLabel(en ? 'Until' : '到', { exact: true }).first()
    await until.fill('22:00')
    await page.getByText(en ? 'They cannot begin and end at the same time' : '开始和结束不能相同').waitFor()
    expect(await until.getAttribute('aria-invalid')).toBe('true')
    await looksWell(page)
    await until.fill('07:30')
    await expect.poll(async () => (await kept()).quiet?.to).toBe('07:30')
    await page.getByText(en ? 'Saved' : '已保存', { exact: true }).waitFor()
    expect(await until.getAttribute('aria-invalid')).toBeNull()
    await open.close()
  })
})

/** Urges on a fresh task of the agent: nothing that waits to be gathered. */
async function nudge(): Promise<void> {
  const { taskId } = await gifts.step((await gifts.launched()).id, 'gg-choose')
  await shop.api.stack.owner.deleteFrom('message').execute()
  const answer = await shop.api.post(`/tasks/${taskId}/nudge`, 'lead', {})
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  chat.received.length = 0
}

describe.each(looks)('an admin, %s', (_name, options) => {
  const en = options.language === 'en'

  test('adds a robot, tries it, sees why a message failed, and sends it again', async () => {
    const open = await pageOf(browser, shop, { as: 'admin', ...options })
    const { page } = open
    await page.goto('/admin/robots')
    await page
      .getByLabel(en ? 'Store' : '店铺', { exact: true })
      .last()
      .selectOption('douyin-shop')
    await page.getByText('smtp.example:465').waitFor()
    await page.getByRole('heading', { name: en ? 'No chat robots yet' : '还没有群机器人' }).waitFor()
    await looksWell(page)
    await page.getByRole('button', { name: en ? 'Add a robot' : '新增机器人' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel(en ? /^Name/ : /^名称/).fill('客服群')
    const address = sheet.getByLabel(en ? /^Address of the robot/ : /^机器人地址/)
    await sheet.getByLabel(en ? 'Signing secret' : '加签密钥').fill('SECtest')
    const save = sheet.getByRole('button', { name: en ? 'Save' : '保存' })
    await looksWell(page)
    await address.fill(chat.url)
    await save.focus()
    await page.keyboard.press('Enter')
    await sheet.waitFor({ state: 'detached' })

    const tryIt = page.getByRole('button', { name: en ? 'Send a test' : '发测试消息' })
    await tryIt.click()
    await page.getByText(en ? '“客服群” took the test message' : '「客服群」收下了测试消息').waitFor()
    const { searchParams } = new URL(chat.received.at(-1)?.url ?? '', 'http://robot')
    const signed = createHmac('sha256', 'SECtest')
      .update(`${searchParams.get('timestamp')}\nSECtest`)
      .digest('base64')
    expect(searchParams.get('sign')).toBe(signed)
    chat.answers.push({ errcode: 310_000, errmsg: 'sign not match' })
    await tryIt.click()
    await page.getByText(en ? /safety settings refuse it/ : /安全设置不认这条消息/).waitFor()
    await looksWell(page)

    await nudge()
    chat.answers.push(...Array.from({ length: 5 }, () => ({ errcode: 130_101, errmsg: 'send too fast' })))
    for (const clock of ['04:00:00', '04:00:30', '04:02:30', '04:12:30', '05:12:30'])
      await sendDueAt(shop.api, `2027-03-10T${clock}.000Z`)
    expect(chat.received).toHaveLength(5)
    await page.goto('/admin/outbox')
    await page.getByText(en ? 'Too many at once for the platform' : '发得太快，平台限制了频率').waitFor()
    await looksWell(page)
    await page.getByRole('button', { name: en ? 'Send again' : '再发一次', exact: true }).click()
    await page.getByRole('heading', { name: en ? 'Nothing failed' : '没有失败的消息' }).waitFor()
    await sendDueAt(shop.api, '2027-03-10T06:00:00.000Z')
    expect(chat.received).toHaveLength(6)
    await page.getByRole('tab', { name: en ? 'Sent' : '已发', exact: true }).click()
    await page.getByText('客服群').waitFor()
    await looksWell(page)

    await page.goto('/admin/robots')
    await page
      .getByLabel(en ? 'Store' : '店铺', { exact: true })
      .last()
      .selectOption('douyin-shop')
    await page.getByRole('button', { name: en ? 'Switch off' : '停用' }).click()
    await page.getByText(en ? 'Off' : '已停用', { exact: true }).waitFor()
    await page.getByRole('button', { name: en ? 'Remove' : '移除', exact: true }).click()
    await looksWell(page)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: en ? 'Remove' : '移除', exact: true })
      .click()
    await page.getByRole('heading', { name: en ? 'No chat robots yet' : '还没有群机器人' }).waitFor()
    open.expectNoComplaints()

    await page.getByRole('button', { name: en ? 'Add a robot' : '新增机器人' }).click()
    await sheet.getByLabel(en ? /^Name/ : /^名称/).fill('错的')
    await address.fill('not an address')
    await save.click()
    await sheet.getByText(en ? 'The address is not valid.' : '网址不正确。').waitFor()
    expect(await address.getAttribute('aria-invalid')).toBe('true')
    expect(await sheet.getByLabel(en ? /^Name/ : /^名称/).inputValue()).toBe('错的')
    await looksWell(page)
    await open.close()
  })
})
