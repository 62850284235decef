import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkAxe, checkNoSidewaysScroll } from './support/check-axe.ts'
import type { TestBrowser } from './support/open-browser.ts'
import { openBrowser } from './support/open-browser.ts'
import type { Shop } from './support/open-shop.ts'
import { openShop } from './support/open-shop.ts'
import type { PageOptions } from './support/page-of.ts'
import { pageOf } from './support/page-of.ts'

let shop: Shop
let browser: TestBrowser
beforeAll(async () => {
  ;[shop, browser] = await Promise.all([openShop({ sops: ['return-refund'], worker: false }), openBrowser()])
}, 180_000)
afterAll(async () => {
  await browser.close()
  await shop.close()
})

const looks: [string, PageOptions][] = [
  ['zh, light, desk', { language: 'zh', theme: 'light' }],
  ['en, dark, desk', { language: 'en', theme: 'dark' }],
  ['zh, dark, phone', { language: 'zh', theme: 'dark', phone: true }],
  ['en, light, phone', { language: 'en', theme: 'light', phone: true }],
]

describe.each(looks)('%s', (_name, options) => {
  const words =
    options.language === 'en'
      ? { title: 'Sign in · Zhangfa', agent: 'Customer-service agent cs-agent', tasks: 'My tasks', out: 'Sign out' }
      : { title: '登录 · 章法', agent: '客服 cs-agent', tasks: '我的任务', out: '退出登录' }

  test('one tap signs in, the account menu signs out', async () => {
    const open = await pageOf(browser, shop, options)
    const { page } = open
    await page.goto('/')
    await page.getByRole('button', { name: words.agent, exact: true }).waitFor()
    expect(await page.title()).toBe(words.title)
    expect(await page.locator('html').getAttribute('lang')).toBe(options.language === 'en' ? 'en' : 'zh-CN')
    await checkAxe(page)
    await checkNoSidewaysScroll(page)
    await page.getByRole('button', { name: words.agent, exact: true }).click()
    await page.getByRole('heading', { name: words.tasks, level: 1 }).waitFor()
    await checkAxe(page)
    await checkNoSidewaysScroll(page)
    await page.locator('.user-button').click()
    await page.getByRole('menu').waitFor()
    await checkAxe(page)
    await page.getByRole('menuitem', { name: words.out }).click()
    await page.waitForURL('**/sign-in')
    open.expectNoComplaints()
    await open.close()
  })
})

test('by keyboard alone, to the page that was asked for', async () => {
  const open = await pageOf(browser, shop)
  const { page } = open
  await page.goto('/playbooks')
  await page.getByLabel('邮箱').focus()
  await page.keyboard.type('cs-agent@demo.local')
  await page.keyboard.press('Tab')
  await page.keyboard.type('zhangfa-demo')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '剧本', level: 1 }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/playbooks')
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await page.getByRole('heading', { name: '我的任务', level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox').waitFor()
  await page.keyboard.type('剧本')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '剧本', level: 1 }).waitFor()
  open.expectNoComplaints()
  await open.close()
})

test('a wrong password is said in the language of the reader, and what was typed stays', async () => {
  const open = await pageOf(browser, shop, { language: 'en' })
  const { page } = open
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill('cs-agent@demo.local')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const alert = page.getByRole('alert')
  await alert.waitFor()
  expect(await alert.textContent()).toContain('Email and password do not belong together')
  expect(await page.getByLabel('Email').inputValue()).toBe('cs-agent@demo.local')
  await open.close()
})

test('a session that ends in the middle of work is taken up again, with what was typed', async () => {
  const open = await pageOf(browser, shop, { as: 'cs-agent' })
  const { page } = open
  await page.goto('/paste')
  const list = page.getByRole('textbox', { name: '售后列表' })
  await list.waitFor()
  await open.context.clearCookies()
  await list.fill(
    '售后单号\t订单号\t商品\t金额\t原因\t申请时间\nAS-77\tDY1003\tMUG-01\t39.00\t质量问题\t2026-11-20 10:00',
  )
  const dialog = page.getByRole('dialog', { name: '登录已过期' })
  await dialog.getByLabel('密码').fill('zhangfa-demo')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('row', { name: /AS-77/ }).waitFor()
  expect(await list.inputValue()).toContain('AS-77')
  await open.close()
})
