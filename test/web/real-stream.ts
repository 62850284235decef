import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { askHouse } from '#cli/demo/ask-house.ts'
import { demoPassword } from '#db/demo/demo-people.ts'
import type { EventPageBody, RunBody } from '../api/open-api.ts'
import { launchBrowser } from './support/open-browser.ts'
import { openHouse } from './support/own-house.ts'
import { startIn, streamReady } from './support/stream-ready.ts'

/**
 * `npm run live:real`: a stream of twelve real minutes on the real `npm start`, a reminder each minute, the worker killed
 * ten seconds before the sixth. Says how late each reminder was on the host's screen and in the history; fails above a second
 * on the screen.
 */
const minutes = 12
const latestMs = 1_000
const storeId = 'douyin-shop'
const sopId = 'livestream-twelve'
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const house = await openHouse()
const ask = askHouse(house.address)
try {
  await publishTwelve()
  process.exitCode = (await live(await streamReady(ask, storeId, sopId, minutes))) <= latestMs ? 0 : 1
} finally {
  await house.close()
}

/** Lives the stream and tells of its reminders. @returns how late the latest one was on the screen, in ms. */
async function live(runId: string): Promise<number> {
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({ baseURL: house.address, viewport: { width: 1920, height: 1080 } })
    await context.request.post('/api/v1/session', { data: { email: 'host@demo.local', password: demoPassword } })
    const page = await context.newPage()
    await page.goto(`/live/${runId}/host`)
    await page.locator('.host').waitFor({ timeout: 120_000 })
    await watchReminders(page)
    const startMs = await startIn(ask, runId, 10_000)
    await Promise.all([tapThrough(runId, startMs), killWorkerAt(startMs + 350_000)])
    return await tell(runId, startMs, await remindersOf(page))
  } finally {
    await browser.close()
  }
}

/** Notes on the page when a reminder takes the screen over. */
async function watchReminders(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: number[] = []
    Object.assign(globalThis, { seen })
    let shown = false
    new MutationObserver(() => {
      const now = document.querySelector('[data-tone="reminder"]') !== null
      if (now && !shown) seen.push(Date.now())
      shown = now
    }).observe(document.body, { childList: true, subtree: true, attributes: true })
  })
}

async function remindersOf(page: Page): Promise<number[]> {
  return page.evaluate(() => (globalThis as unknown as { seen: number[] }).seen)
}

/** The operator taps each cue as its time is up, and each reminder some seconds after it came. */
async function tapThrough(runId: string, startMs: number): Promise<void> {
  while (Date.now() < startMs + minutes * 60_000) {
    await pause(2_000)
    const run = (await ask('live-operator', 'GET', `/runs/${runId}`)).body as RunBody
    const now = new Date().toISOString()
    for (const step of run.steps) {
      if (step.status !== 'open' || step.taskId === null) continue
      const answers = tapOf(step.stepId, (step.dueAt ?? now) < new Date(Date.now() - 5_000).toISOString(), now)
      if (answers)
        await ask('live-operator', 'POST', `/tasks/${step.taskId}/complete`, {
          answers,
          expectedRevision: step.revision,
        })
    }
  }
}

function tapOf(stepId: string, waited: boolean, now: string): object | null {
  if (stepId === 'ls-reminder') return waited ? { said_at: now } : null
  if (stepId === 'ls-opening') return waited ? {} : null
  return stepId === 'ls-segment' && waited ? { started: now, ended: now, figures_later: true } : null
}

async function killWorkerAt(atMs: number): Promise<void> {
  await pause(Math.max(0, atMs - Date.now()))
  const record = JSON.parse(readFileSync(join(house.home, 'processes.json'), 'utf8')) as Record<string, { pid: number }>
  const pid = record['worker']!.pid
  process.kill(pid, 'SIGKILL')
  say(`worker ${pid} killed`)
}

async function tell(runId: string, startMs: number, seen: number[]): Promise<number> {
  const query = '?type=step.opened&stepId=ls-reminder&limit=100'
  const { items } = (await ask('lead', 'GET', `/runs/${runId}/events${query}`)).body as EventPageBody
  const rows = Array.from({ length: minutes - 1 }, (_, at) => startMs + (at + 1) * 60_000).map((dueMs, at) => ({
    dueMs,
    screen: seen.filter((ms) => ms >= dueMs - 30_000 && ms < dueMs + 30_000).map((ms) => ms - dueMs)[0] ?? Infinity,
    history:
      Date.parse(items.find((event) => event.instanceKey === `ls-reminder:${at + 1}.1`)?.recordedAt ?? '') - dueMs,
  }))
  for (const { dueMs, screen, history } of rows)
    say(`${new Date(dueMs).toISOString()} screen +${screen} ms, readable in the history +${history} ms`)
  const worst = Math.max(...rows.map(({ screen }) => screen))
  say(`${rows.length} reminders, latest on the screen ${worst} ms after its instant`)
  return worst
}

/** The playbook with a minute between reminders and no less than ten minutes for a stream; nothing else differs. */
async function publishTwelve(): Promise<void> {
  const yaml = readFileSync('sop-definitions/livestream.yaml', 'utf8')
    .replace('sop: livestream', `sop: ${sopId}`)
    .replace('type: int, min: 30, max: 480', 'type: int, min: 10, max: 480')
    .replace(/(opening: .*duration: )5m/, '$11m')
    .replace(/(opening_min: .*int: )5 /, '$11 ')
    .replace(/(closing: .*duration: )10m/, '$11m')
    .replace(/(closing_min: .*int: )10 /, '$11 ')
    .replace(/(repeat: .*duration: )15m/, '$11m')
  const saved = await ask('lead', 'POST', '/definitions', { yaml })
  const { id } = saved.body as { id?: string }
  const published = id === undefined ? saved : await ask('admin', 'POST', `/definitions/${id}/publish`, {})
  if (published.status >= 300) throw new Error(JSON.stringify(published.body))
}
