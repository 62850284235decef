import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'

const sheet = createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/index.css')
const host = 'https://fonts.example/'
const css = readFileSync(sheet, 'utf8').replaceAll('url(./', `url(${host}`)

/** Lets every page of a context find the font; for contexts that pass by the content policy. */
export async function offerChineseFont(context: BrowserContext): Promise<void> {
  await context.route(`${host}**`, (route) =>
    route.fulfill({
      path: join(dirname(sheet), route.request().url().slice(host.length)),
      headers: { 'access-control-allow-origin': '*', 'content-type': 'font/woff2' },
    }),
  )
}

/** Writes everything in a font that has Chinese letters: machines that take pictures often have none. */
export async function useChineseFont(page: Page): Promise<void> {
  const everywhere = ":root { --font: 'Noto Sans SC Variable', sans-serif; }"
  await page.addStyleTag({ content: css + everywhere })
  await page.evaluate(async () => document.fonts.ready)
}
