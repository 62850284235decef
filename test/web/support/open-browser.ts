import chromium from '@sparticuz/chromium'
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import { chromium as playwright } from 'playwright-core'

/** A browser as one test file has it. */
export interface TestBrowser {
  newContext(options: BrowserContextOptions): Promise<BrowserContext>
  /** Closes the pages of this file. */
  close(): Promise<void>
}

let shared: Promise<Browser> | null = null

/** Starts the browser that comes with the packages. Without one the tests fail, they never pass by. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    // Containers give neither a sandbox nor much shared memory; the pages are our own.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  })
}

/** The browser of this process, started for the first file that asks; it ends with the process. Close what you had in `afterAll`. */
export async function openBrowser(): Promise<TestBrowser> {
  shared ??= launchBrowser()
  const browser = await shared
  const contexts: BrowserContext[] = []
  return {
    async newContext(options) {
      const context = await browser.newContext(options)
      contexts.push(context)
      return context
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()))
    },
  }
}
