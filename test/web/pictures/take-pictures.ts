import { mkdirSync, writeFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { askHouse } from '#cli/demo/ask-house.ts'
import { demoPassword } from '#db/demo/demo-people.ts'
import { launchBrowser } from '../support/open-browser.ts'
import { openHouse } from '../support/own-house.ts'
import { offerChineseFont, useChineseFont } from './chinese-font.ts'
import type { Look, Pictured } from './pages.ts'
import { pictured } from './pages.ts'
import type { Scene } from './scene.ts'
import { setScene } from './scene.ts'

// `npm run pictures [name …]`: pictures of the main pages into docs/pictures, of a house that is opened for them, or of the
// demonstration at ZHANGFA.
const folder = 'docs/pictures'
const mostBytes = 200_000
const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

mkdirSync(folder, { recursive: true })
const wanted = process.argv.slice(2)
const given = process.env['ZHANGFA']
const house = given === undefined ? await openHouse() : { address: given, close: async () => undefined }
const browser = await launchBrowser()
try {
  const scene = await setScene(askHouse(house.address))
  for (const one of pictured.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
    for (const look of one.looks) await take(browser, scene, one, look)
} finally {
  await browser.close()
  await house.close()
}

async function take(from: Browser, scene: Scene, { name, as, path, before }: Pictured, look: Look): Promise<void> {
  const [language, size] = look.split('-') as ['zh' | 'en', keyof typeof sizes]
  const isPhone = size === 'phone'
  const context = await from.newContext({
    baseURL: house.address,
    viewport: sizes[size],
    hasTouch: isPhone,
    isMobile: isPhone,
    serviceWorkers: 'block',
    // The font comes from elsewhere, which the page's own policy forbids.
    bypassCSP: true,
  })
  await offerChineseFont(context)
  await context.addInitScript((chosen) => localStorage.setItem('zhangfa.language', chosen), language)
  await context.request.post('/api/v1/session', { data: { email: `${as}@demo.local`, password: demoPassword } })
  const page = await context.newPage()
  await page.goto(path(scene))
  await useChineseFont(page)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => document.querySelector('.skeleton, .spinner') === null)
  await before?.(page)
  await page.evaluate(async () => document.fonts.ready)
  const picture = await page.screenshot()
  if (picture.length > mostBytes) throw new Error(`${name} in ${look} has ${picture.length} bytes`)
  writeFileSync(`${folder}/${name}-${look}.png`, picture)
  process.stdout.write(`${name}-${look}.png ${Math.round(picture.length / 1_000)} kB\n`)
  await context.close()
}
