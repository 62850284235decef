import { play } from '#engine/rehearsal/play.ts'
import type { PlayAct, Played, PlayRequest } from '#engine/rehearsal/play.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { completes, cst, playbook } from './playbook.ts'

export const complaintEscalation = playbook('complaint-escalation')

/** A chat complaint that arrived on Wednesday 03-10 at 10:00: L1. */
export const complaintInputs: JsonObject = {
  source: 'chat',
  platform: 'tmall',
  order_no: 'TM-1',
  customer: '买家乙',
  text: '客服态度差',
  t0: cst('03-10 10:00'),
  safety_risk: false,
  similar_24h: 0,
  complaints_same_order: 1,
}

type More = Partial<Pick<PlayRequest, 'params' | 'facts'>> & { until?: string }

/** Plays a complaint that differs from `complaintInputs` by `changes`, up to `until` (default: the end of March). */
export function complaintCase(changes: JsonObject, acts: PlayAct[], more: More = {}): Played {
  const { until = '03-31 00:00', ...rest } = more
  const inputs = { ...complaintInputs, ...changes }
  return play(complaintEscalation, { inputs, startAt: cst('03-10 10:00'), until: cst(until), acts, ...rest })
}

/** Intake and the proposed grade confirmed at 10:05. */
export const graded: PlayAct[] = [
  completes('03-10 10:05', 'complaint-handler', 'ce-intake', { buyer_demand: '道歉', demand_amount: 0 }),
  completes('03-10 10:05', 'complaint-handler', 'ce-grade'),
]

/** First contact by phone and text message. */
export function contacts(at: string, by: string): PlayAct {
  return completes(at, by, 'ce-first-contact', {
    channels: ['phone', 'sms'],
    apology: true,
    promise: '马上核实',
    at: cst(at),
  })
}

/** Evidence and cause, five minutes apart. */
export function clears(at: string, then: string, cause = 'service', factsTrue = 'yes'): PlayAct[] {
  return [
    completes(at, 'complaint-handler', 'ce-evidence', { chat_log: 'log', facts_true: factsTrue }),
    completes(then, 'complaint-handler', 'ce-cause', { cause, liable: 'seller' }),
  ]
}

/** A solution in words, with what it costs. */
export function offers(at: string, by: string, more: JsonObject = {}): PlayAct {
  return completes(at, by, 'ce-solution', { type: 'apology', words: '非常抱歉给您带来不便', ...more })
}

/** Graded, contacted at 10:30, cleared up at 10:50, solution at 11:00. */
export function solved(by = 'complaint-handler', more: JsonObject = {}): PlayAct[] {
  return [
    ...graded,
    contacts('03-10 10:30', by),
    ...clears('03-10 10:40', '03-10 10:50'),
    offers('03-10 11:00', by, more),
  ]
}

/** One negotiation round. */
export function answers(at: string, by: string, answer: string): PlayAct {
  return completes(at, by, 'ce-negotiate', { answer })
}
