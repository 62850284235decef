import type { Locator, Page } from 'playwright-core'

/** What some work costs a person: acts of hand, and seconds of a practised one with the page's own waiting. */
export interface Effort {
  acts: number
  seconds: number
}

/** Seconds of a practised person: to reach and press something, per letter, to take a new screen in. */
const reach = 1.2
const perLetter = 0.28
const perScreen = 1.5

/** A hand at a page that keeps count: a click, a choice, a chord of keys, a paste and the text of a field are an act each. */
export interface Hand {
  click(target: Locator): Promise<void>
  /** Types into a field; getting there is an act of its own unless the cursor stands in it already. */
  type(field: Locator, text: string): Promise<void>
  press(keys: string): Promise<void>
  paste(field: Locator, text: string): Promise<void>
  /** Opens the list of files and chooses from it. */
  choose(picker: Locator, files: Parameters<Locator['setInputFiles']>[0]): Promise<void>
  /** Waits for what comes next, and takes it in. */
  screen(next: Promise<unknown>): Promise<void>
  /** What was done since the last time this was asked. */
  effort(): Effort
}

export function handAt(page: Page): Hand {
  let spent: Effort = { acts: 0, seconds: 0 }
  const add = (acts: number, seconds: number): void => {
    spent = { acts: spent.acts + acts, seconds: spent.seconds + seconds }
  }
  const go = async (field: Locator): Promise<void> => {
    const isThere = await field.evaluate((element) => element === document.activeElement)
    if (!isThere) await click(field)
  }
  const click = async (target: Locator): Promise<void> => {
    add(1, reach)
    await target.click()
  }
  return {
    click,
    async type(field, text) {
      await go(field)
      add(1, text.length * perLetter)
      await page.keyboard.insertText(text)
    },
    async press(keys) {
      add(1, reach)
      await page.keyboard.press(keys)
    },
    async paste(field, text) {
      await page.evaluate(async (copied) => navigator.clipboard.writeText(copied), text)
      await go(field)
      add(1, reach)
      await page.keyboard.press('Control+v')
    },
    async choose(picker, files) {
      add(2, 2 * reach)
      await picker.setInputFiles(files)
    },
    async screen(next) {
      const began = Date.now()
      await next
      add(0, perScreen + (Date.now() - began) / 1_000)
    },
    effort() {
      const done = spent
      spent = { acts: 0, seconds: 0 }
      return done
    },
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
}
