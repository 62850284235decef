import { chainHash, firstHash } from '#engine/history/chain.ts'
import type { RunEvent, RunEventType } from '#engine/model/run-event.ts'
import type { Approval, Step } from '#engine/model/sop-run.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { RecordInput, RunInput } from '#db/recording/record-input.ts'

export const host = { hostId: 'desk/shop/return/1', workflowId: 'desk/shop/return/1', temporalRunId: 'temporal-1' }

export const batch = (...runs: RunInput[]): RecordInput => ({ ...host, runs })

/** Events of a run with true hashes; `after` is the event they follow. */
export function chained(sopRunId: string, types: RunEventType[], after?: RunEvent, data: JsonObject = {}): RunEvent[] {
  const events: RunEvent[] = []
  let last = after
  for (const type of types) {
    const seq = (last?.seq ?? 0) + 1
    const body = {
      sopRunId,
      seq,
      type,
      at: '2027-03-10T02:00:00.000Z',
      personId: 'person-1',
      role: 'cs-agent',
      door: 'web' as const,
    }
    const event = { ...body, stepId: 'rr-apply', stepKey: 'rr-apply.1', data, commandId: `${sopRunId}/command-${seq}` }
    last = { ...event, hash: chainHash(last?.hash ?? firstHash, event) }
    events.push(last)
  }
  return events
}

export function run(sopRunId: string, changes: Partial<RunInput['run']> = {}): RunInput['run'] {
  return {
    id: sopRunId,
    sop: 'return',
    version: '1.0.0',
    planSha256: 'a'.repeat(64),
    storeId: 'shop',
    correlationKey: `case of ${sopRunId}`,
    parentRunId: null,
    parentChildKey: null,
    status: 'running',
    outcome: null,
    ending: null,
    launchedAt: '2027-03-10T02:00:00.000Z',
    launchedBy: 'person-1',
    endedAt: null,
    lastAt: '2027-03-10T02:00:00.000Z',
    seq: 0,
    hash: firstHash,
    pausedAt: null,
    lateStart: false,
    priority: 3,
    calendar: {
      zone: 'Asia/Shanghai',
      holidays: ['2027-02-06'],
      makeUpWorkdays: [],
      coversUntil: '2027-12-31',
      serviceHours: { from: '00:00', to: '24:00' },
    },
    roster: {},
    holders: { 'cs-agent': ['person-1'] },
    parameters: {},
    anchors: { t0: '2027-03-10T02:00:00.000Z' },
    inputs: { order_no: 'O-1', sku: 'SKU-1', item_paid: 3900 },
    values: { method: 'keep_and_refund' },
    facts: {},
    taken: {},
    children: [],
    received: [],
    counters: {},
    record: null,
    ...changes,
  }
}

const noLadder = { reminded: false, overdue: 0 as const }

export function step(key: string, changes: Partial<Step> = {}): Step {
  return {
    key,
    stepId: key.split('.')[0] as string,
    iteration: 0,
    visit: 1,
    attempt: 1,
    status: 'open',
    revision: 1,
    role: 'cs-agent',
    assignee: null,
    item: null,
    gridAt: null,
    opensAt: null,
    openedAt: '2027-03-10T02:00:00.000Z',
    dueAt: '2027-03-10T02:30:00.000Z',
    hard: false,
    dueEstimated: false,
    clockBaseAt: '2027-03-10T02:00:00.000Z',
    submittedAt: null,
    completedAt: null,
    completedBy: null,
    effectiveAt: null,
    late: false,
    answers: {},
    offered: null,
    reasons: {},
    approvals: [],
    requester: null,
    factsAt: null,
    awaiting: null,
    automationAttempt: 0,
    automationCall: null,
    lookAt: null,
    unansweredAt: null,
    blockedAt: null,
    revisedAt: null,
    skippedBecause: null,
    stale: false,
    ladder: noLadder,
    ...changes,
  }
}

export function approval(level: number, role: string, changes: Partial<Approval> = {}): Approval {
  return {
    level,
    role,
    plannedRole: role,
    openedAt: '2027-03-10T03:00:00.000Z',
    dueAt: '2027-03-10T05:00:00.000Z',
    clockBaseAt: '2027-03-10T03:00:00.000Z',
    decision: null,
    by: null,
    at: null,
    reason: null,
    late: false,
    ladder: noLadder,
    ...changes,
  }
}

/** What a host hands over for one run. */
export function handedOver(events: RunEvent[], changes: Partial<RunInput> = {}): RunInput {
  const sopRunId = changes.sopRunId ?? events[0]?.sopRunId ?? 'unknown'
  return { sopRunId, events, run: run(sopRunId), steps: [], answers: [], notices: [], ...changes }
}
