import type { Locator, Page } from 'playwright-core'

const mostStops = 150

/** Goes from stop to stop with Tab until it stands on the target, as whoever has no mouse must. Throws when it is never reached. */
export async function tabTo(page: Page, target: Locator, back = false): Promise<void> {
  await target.waitFor()
  const isThere = async () => target.evaluate((element) => element === document.activeElement)
  for (let stops = 0; !(await isThere()); stops += 1) {
    if (stops > mostStops) throw new Error(`Tab never comes to ${String(target)}`)
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
  }
}

/** Reaches a button, link or box by keys and presses it. */
export async function pressByKey(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}
