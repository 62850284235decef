import { mkdirSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { demoPassword } from '#db/demo/demo-people.ts'
import { openBrowser } from '../support/open-browser.ts'
import type { Pictured } from './pages.ts'
import { pictured } from './pages.ts'

// `npm run pictures [name …]` while `npm start` runs: pictures of the main pages into docs/pictures.
const address = process.env['ZHANGFA'] ?? 'http://127.0.0.1:3000'
const folder = 'docs/pictures'
const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

mkdirSync(folder, { recursive: true })
const wanted = process.argv.slice(2)
const browser = await openBrowser()
try {
  for (const one of pictured.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
    for (const language of ['zh', 'en'])
      for (const size of ['desk', 'phone'] as const) await take(browser, one, language, size)
} finally {
  await browser.close()
}

async function take(
  from: Browser,
  { name, as, path }: Pictured,
  language: string,
  size: keyof typeof sizes,
): Promise<void> {
  const context = await from.newContext({ baseURL: address, viewport: sizes[size], serviceWorkers: 'block' })
  await context.addInitScript((chosen) => localStorage.setItem('zhangfa.language', chosen), language)
  if (as !== undefined)
    await context.request.post('/api/v1/session', { data: { email: `${as}@demo.local`, password: demoPassword } })
  const page = await context.newPage()
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => document.querySelector('.skeleton, .spinner') === null)
  await page.screenshot({ path: `${folder}/${name}-${language}-${size}.png` })
  await context.close()
}
