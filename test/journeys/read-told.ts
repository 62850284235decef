import type { JsonValue } from '#engine/model/text.ts'
import type { EventPageBody, RunBody } from '../api/open-api.ts'
import type { Told } from '../scenarios/told.ts'
import type { VirtualShop } from './virtual-shop.ts'

/** A story lived through the stack. */
export interface Lived extends Told {
  lateStart: boolean
  /** What `zhangfa history` finds between Temporal and Postgres: nothing. */
  differences: unknown[]
  /** Temporal runs its host has gone through: one more than it continued as new. */
  temporalRuns: number
  tookMs: number
}

type Read = Omit<Lived, 'differences' | 'temporalRuns' | 'tookMs'>

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** What the API tells of a run that has ended. Instants to the minute: people act `aheadMs` early, hosts some seconds late. */
export async function readTold(shop: VirtualShop, run: RunBody, aheadMs: number): Promise<Read> {
  const steps = run.steps.map((step) => ({ ...step, role: step.candidateRole }))
  const told = { steps, events: await readEvents(shop, run.id), refusals: [], outcome: run.outcome, record: run.record }
  const plain = JSON.parse(JSON.stringify(told)) as JsonValue
  return { ...(toTheMinute(plain, aheadMs) as unknown as Told), lateStart: run.lateStart }
}

async function readEvents(shop: VirtualShop, runId: string): Promise<EventPageBody['items']> {
  const items: EventPageBody['items'] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = cursor === '' ? '' : `&cursor=${cursor}`
    const page: EventPageBody = (
      await shop.ask<EventPageBody>('lead', 'GET', `/runs/${runId}/events?limit=100${query}`)
    ).body
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}

function toTheMinute(value: JsonValue, aheadMs: number): JsonValue {
  if (typeof value === 'string') {
    if (!instant.test(value)) return value
    return new Date(Math.floor((Date.parse(value) + aheadMs) / 60_000) * 60_000).toISOString()
  }
  if (Array.isArray(value)) return value.map((entry) => toTheMinute(entry, aheadMs))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, toTheMinute(entry, aheadMs)]))
}
