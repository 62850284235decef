import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import type { PlayAct } from '#engine/rehearsal/play.ts'
import {
  answers,
  clears,
  complaintCase,
  complaintEscalation,
  contacts,
  graded,
  offers,
  solved,
} from './complaint-case.ts'
import { completes, cst, decides, due, refused, started, step } from './playbook.ts'
import { submission } from './submission.ts'

const onPlatform = { source: 'platform', platform_case_no: 'TB-1' }
const minute = (at: number) => new Date(Date.parse(cst('03-10 12:00')) + at * 60_000).toISOString()

describe('how pressing a complaint is', () => {
  it.each<[JsonObject, number]>([
    [{ source: 'platform' }, 1],
    [{ source: 'authority' }, 1],
    [{ source: 'media' }, 1],
    [{ source: 'rights_holder' }, 1],
    [{ safety_risk: true }, 1],
    [{ source: 'chat' }, 2],
    [{ source: 'phone' }, 2],
    [{ source: 'review' }, 2],
  ])('%j → priority %i', (changes, priority) => {
    expect(complaintCase(changes, [], { until: '03-10 10:00' }).run?.priority).toBe(priority)
  })
})

describe('what nobody counted is none', () => {
  const uncounted = { similar_24h: null, complaints_same_order: null }

  it.each<[string, JsonObject]>([
    ['similar complaints', { similar_limit: 1 }],
    ['complaints on the order', { same_order_limit: 1 }],
  ])('%s: L1 even where one is too many', (_, params) => {
    const played = complaintCase(uncounted, graded, { params, until: '03-10 10:05' })
    expect(step(played, 'ce-grade').answers['grade']).toBe('L1')
  })

  it('quality cases: the complaint itself is the first, the recall starts with the second', () => {
    const acts = [
      ...graded,
      contacts('03-10 10:30', 'complaint-handler'),
      ...clears('03-10 10:40', '03-10 10:50', 'quality'),
    ]
    const recalls = (limit: number) =>
      started(complaintCase({ sku: 'LAMP-9' }, acts, { params: { recall_cases: limit }, until: '03-10 10:50' })).length
    expect([recalls(1), recalls(2)]).toEqual([1, 0])
  })
})

describe('what is started once', () => {
  it('the recall, though the cause is found again after the grade rose', () => {
    const acts: PlayAct[] = [
      ...graded,
      contacts('03-10 10:30', 'complaint-handler'),
      ...clears('03-10 10:40', '03-10 10:50', 'quality'),
      offers('03-10 11:00', 'complaint-handler'),
      decides('03-10 11:10', 'cs-lead', 'ce-solution', 'approve'),
      answers('03-10 12:00', 'complaint-handler', 'refuse'),
      answers('03-10 13:00', 'complaint-handler', 'refuse'),
      contacts('03-10 13:30', 'cs-lead'),
      ...clears('03-10 13:40', '03-10 13:50', 'quality'),
    ]
    const played = complaintCase({ source: 'review', sku: 'LAMP-9' }, acts, {
      facts: { quality_cases_7d: 2 },
      until: '03-10 13:50',
    })
    expect(refused(played)).toEqual([])
    expect(step(played, 'ce-cause')).toMatchObject({ visit: 2, status: 'done' })
    expect(started(played).map((child) => child.sop)).toEqual(['qc-recall'])
  })

  it('the exchange, though the solution is carried out again after a lost case', () => {
    const order = { exists: true, qty: 1, paid: 4000, freight: 0, deliveredAt: '2027-03-08T04:00:00.000Z' }
    const executes = (at: string) => completes(at, 'complaint-handler', 'ce-execute')
    const upToExecute = [
      ...solved('cs-lead', { type: 'exchange' }),
      answers('03-10 12:00', 'cs-lead', 'accept'),
      executes('03-10 13:00'),
    ]
    const play = (acts: PlayAct[]) =>
      complaintCase({ ...onPlatform, sku: 'LAMP-9' }, acts, { facts: { order }, until: '03-12 10:00' })
    const [childKey] = play(upToExecute).run!.children.map((child) => child.key)
    const played = play([
      ...upToExecute,
      {
        at: cst('03-10 15:00'),
        command: { type: 'childEnded', childKey: childKey!, outcome: 'exchanged', record: {} },
      },
      completes('03-10 16:00', 'cs-lead', 'ce-platform-submit', {
        rectification: 'correction',
        understanding_letter: 'letter',
      }),
      completes('03-11 10:00', 'store-manager', 'ce-verdict', { result: 'lost', penalty: 'none' }),
      executes('03-11 11:00'),
    ])
    expect(refused(played)).toEqual([])
    expect(step(played, 'ce-execute').visit).toBe(2)
    expect(started(played).map((child) => child.sop)).toEqual(['return-refund'])
  })
})

describe('how often', () => {
  const times = (count: number, by: string, stepId: string, given: JsonObject): PlayAct[] =>
    Array.from({ length: count }, (_, at) => ({ at: minute(at), by, stepId, command: 'complete', answers: given }))

  it('a store that negotiates longer still ends after ten rounds', () => {
    const acts = [...solved(), ...times(11, 'complaint-handler', 'ce-negotiate', { answer: 'refuse' })]
    const played = complaintCase({}, acts, { params: { round_limit: 20 }, until: '03-10 12:30' })
    expect(refused(played)).toEqual(['STEP_ALREADY_DONE'])
    expect(step(played, 'ce-negotiate')).toMatchObject({ iteration: 10, status: 'done' })
  })

  it('the platform is told at most sixty times', () => {
    const acts = [...solved('cs-lead'), ...times(61, 'cs-lead', 'ce-platform-sync', { told: '处理中' })]
    const played = complaintCase(onPlatform, acts, { until: '03-10 13:10' })
    expect(refused(played)).toEqual(['STEP_ALREADY_DONE'])
    expect(step(played, 'ce-platform-sync')).toMatchObject({ iteration: 60, status: 'done' })
  })

  it('a crisis is watched for 500 readings, 41 days, at the longest', () => {
    const watch = complaintEscalation.steps.find((plan) => plan.id === 'ce-crisis-watch')
    expect(watch?.repeat).toMatchObject({ kind: 'until', max: 500 })
  })
})

describe('a solution', () => {
  const cleared = [...graded, contacts('03-10 10:30', 'complaint-handler'), ...clears('03-10 10:40', '03-10 10:50')]

  it('proposes no cash while nobody knows what was paid', () => {
    const played = complaintCase({}, [...cleared, offers('03-10 11:00', 'complaint-handler', { type: 'refund' })], {
      until: '03-10 11:00',
    })
    expect(step(played, 'ce-solution').answers['cash']).toBe(0)
  })

  it.each<[number, string[]]>([
    [500, []],
    [501, ['info complaint.coupon']],
  ])('a coupon of %i fen beside the usual 5.00: %j', (coupon, says) => {
    const played = complaintCase({}, cleared, { until: '03-10 10:50' })
    const given = { type: 'coupon', coupon, words: '非常抱歉' }
    expect(submission(complaintEscalation, played, 'ce-solution', given, '03-10 10:55').says).toEqual(says)
  })

  it.each([
    ['03-11 18:00', '03-12 18:00'],
    ['03-11 18:01', '03-19 18:00'],
  ])('carried out %s is looked back on at the first Friday 18:00 at least 24 h later, %s', (at, expected) => {
    const acts = [
      ...solved(),
      answers('03-10 12:00', 'complaint-handler', 'accept'),
      completes(at, 'complaint-handler', 'ce-execute'),
    ]
    expect(due(complaintCase({}, acts, { until: at }), 'ce-root-cause')).toBe(expected)
  })
})

describe('the record of a complaint', () => {
  it('counts nothing before anything was negotiated, overdue, blocked or sent back', () => {
    const { record } = complaintCase({}, graded, { until: '03-10 10:05' })
    expect(record).toMatchObject({ rounds: 0, steps_overdue: 0, blocks: 0, rework: 0 })
  })
})
