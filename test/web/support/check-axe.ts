import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const everyRule = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }
/** What another theme can break. */
const colourRules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** What breaks WCAG 2.2 A and AA on the page as it is now, element by element; `colours` looks at those alone. */
export async function axeFaults(page: Page, colours?: 'colours'): Promise<object[]> {
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(source)
  return page.evaluate(
    async (runOnly) => {
      const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }
      // Half-way through a fade every colour is another one.
      await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)))
      const { violations } = await axe.run({ runOnly, resultTypes: ['violations'] })
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => ({ id, target, failureSummary })),
      )
    },
    colours ? colourRules : everyRule,
  )
}

/** Expects no violation of WCAG 2.2 A and AA on the page as it is now; says which element breaks what. */
export async function checkAxe(page: Page): Promise<void> {
  expect(await axeFaults(page)).toEqual([])
}

/** What sticks out sideways. */
export async function sidewaysFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const sticksOut = (element: Element) =>
      element.getBoundingClientRect().right > width + 1 &&
      element.closest('.tab-list, [data-scrolls-sideways]') === null
    return [...document.querySelectorAll('body *')].filter(sticksOut).map((element) => element.outerHTML.slice(0, 120))
  })
}

/** Expects that nothing sticks out sideways. */
export async function checkNoSidewaysScroll(page: Page): Promise<void> {
  expect(await sidewaysFaults(page)).toEqual([])
}
