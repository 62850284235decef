import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Expects no violation of WCAG 2.2 A and AA on the page as it is now; says which element of which place breaks what. */
export async function checkAxe(page: Page, place = page.url()): Promise<void> {
  await page.evaluate(source)
  const found = await page.evaluate(async (values) => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }
    // Half-way through a fade every colour is another one.
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)))
    const { violations } = await axe.run({ runOnly: { type: 'tag', values } })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => ({ id, target, failureSummary })),
    )
  }, tags)
  expect(found, place).toEqual([])
}

/** Expects that nothing sticks out sideways. */
export async function checkNoSidewaysScroll(page: Page, place = page.url()): Promise<void> {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const sticksOut = (element: Element) =>
      element.getBoundingClientRect().right > width + 1 &&
      element.closest('.tab-list, [data-scrolls-sideways]') === null
    return [...document.querySelectorAll('body *')].filter(sticksOut).map((element) => element.outerHTML.slice(0, 120))
  })
  expect(wide, place).toEqual([])
}
