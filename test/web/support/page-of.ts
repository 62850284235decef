import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { TestBrowser } from './open-browser.ts'
import type { Shop } from './open-shop.ts'
import { credentials } from './open-shop.ts'

export interface PageOptions {
  /** Demo sign-in, as in `cs-agent`; left out, nobody is signed in. */
  as?: string
  language?: 'zh' | 'en'
  theme?: 'light' | 'dark'
  /** A phone of 360 px instead of a desk. */
  phone?: boolean
  /** Keeps the shell for when there is no network; off, so that tests do not answer each other. */
  serviceWorker?: boolean
}

/** A page in a browser of its own, with what it complained about. */
export interface OpenPage {
  page: Page
  context: BrowserContext
  /** Expects no error on the console, no failure of a script and no breach of the content policy so far. */
  expectNoComplaints(): void
  close(): Promise<void>
}

/** Opens the page as somebody; close it at the end of the test. */
export async function pageOf(browser: TestBrowser, shop: Shop, options: PageOptions = {}): Promise<OpenPage> {
  const { as, language = 'zh', theme = 'light', phone = false, serviceWorker = false } = options
  const context = await browser.newContext({
    baseURL: shop.address,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: theme,
    viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 800 },
    hasTouch: phone,
    isMobile: phone,
    serviceWorkers: serviceWorker ? 'allow' : 'block',
  })
  await context.addInitScript((chosen) => {
    localStorage.setItem('zhangfa.language', localStorage.getItem('zhangfa.language') ?? chosen)
  }, language)
  if (as !== undefined) {
    const answer = await context.request.post('/api/v1/session', { data: credentials(as) })
    if (!answer.ok()) throw new Error(`${as} cannot sign in: ${await answer.text()}`)
  }
  const page = await context.newPage()
  const complaints = collectComplaints(page)
  return {
    page,
    context,
    expectNoComplaints: () => expect(complaints).toEqual([]),
    close: () => context.close(),
  }
}

function collectComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`failed: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} at ${message.location().url}`)
  })
  return complaints
}
