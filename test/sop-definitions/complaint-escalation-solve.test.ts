import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import type { PlayAct } from '#engine/rehearsal/play.ts'
import { clock, completes, decides, due, refused, step } from './playbook.ts'
import { answers, clears, complaintCase, contacts, graded, offers, solved } from './complaint-case.ts'

const review = { source: 'review' }
const onPlatform = { source: 'platform', platform_case_no: 'TB-1' }

describe('ce-solution', () => {
  it('at L2 is agreed by the cs-lead within 2 h', () => {
    const played = complaintCase(review, solved(), { until: '03-10 11:00' })
    expect(step(played, 'ce-solution').approvals.map((level) => `${level.role} ${clock(level.dueAt)}`)).toEqual([
      'cs-lead 03-10 13:00',
    ])
    const agreed = complaintCase(review, [...solved(), decides('03-10 11:30', 'cs-lead', 'ce-solution', 'approve')], {
      until: '03-10 11:30',
    })
    expect(step(agreed, 'ce-negotiate').status).toBe('open')
  })

  it('at L1 needs nobody', () => {
    expect(step(complaintCase({}, solved(), { until: '03-10 11:00' }), 'ce-solution').status).toBe('done')
  })

  it.each([
    ['a banned word', '我们是全网第一的店铺，给您最好的方案', ['FORM_BLOCKED']],
    ['a bought review', '改好评就给您返现10元', ['FORM_BLOCKED']],
    ['a request with a coupon', '麻烦您改评，送您一张券', ['FORM_BLOCKED']],
    ['plain regret', '非常抱歉，这是我们的失误', []],
  ])('%s', (_, words, codes) => {
    const acts = [...solved().slice(0, -1), offers('03-10 11:00', 'complaint-handler', { words })]
    expect(refused(complaintCase({}, acts, { until: '03-10 11:00' }))).toEqual(codes)
  })

  it('gives no cash to a malicious, false complaint', () => {
    const acts = (cash: number) => [
      ...graded,
      contacts('03-10 10:30', 'complaint-handler'),
      ...clears('03-10 10:40', '03-10 10:50', 'malicious', 'no'),
      offers('03-10 11:00', 'complaint-handler', { type: 'explain', cash }),
    ]
    expect(refused(complaintCase({}, acts(1000), { until: '03-10 11:00' }))).toEqual(['FORM_BLOCKED'])
    expect(refused(complaintCase({}, acts(0), { until: '03-10 11:00' }))).toEqual([])
  })
})

describe('ce-approve-comp, R-APPROVE', () => {
  const levels = (changes: JsonObject, more: JsonObject, by = 'complaint-handler') =>
    step(complaintCase(changes, solved(by, more), { until: '03-10 11:00' }), 'ce-approve-comp').approvals.map(
      (level) => `${level.role} ${clock(level.dueAt)}`,
    )

  it.each<[string, JsonObject, string[]]>([
    ['45.00 cash and a 5.00 coupon', { cash: 4500, coupon: 500 }, []],
    ['45.01 cash and a 5.00 coupon', { cash: 4501, coupon: 500 }, ['cs-lead 03-10 13:00']],
    ['200.00', { cash: 20000 }, ['cs-lead 03-10 13:00']],
    ['200.01', { cash: 20001 }, ['cs-lead 03-10 13:00', 'store-manager -']],
    ['2 000.01', { cash: 200001 }, ['cs-lead 03-10 13:00', 'store-manager -', 'finance -']],
  ])('%s at L1 → %j', (_, more, expected) => {
    expect(levels({}, { type: 'partial', ...more })).toEqual(expected)
  })

  it('at L3 gives 30 minutes, and the owner does not approve himself', () => {
    const played = complaintCase(onPlatform, solved('cs-lead', { type: 'partial', cash: 10000 }), {
      until: '03-10 11:00',
    })
    expect(step(played, 'ce-approve-comp').approvals).toMatchObject([{ role: 'store-manager', plannedRole: 'cs-lead' }])
    expect(clock(step(played, 'ce-approve-comp').approvals[0]?.dueAt)).toBe('03-10 11:30')
  })

  it('a rejection asks for another solution', () => {
    const acts = [
      ...solved('complaint-handler', { type: 'partial', cash: 10000 }),
      decides('03-10 12:00', 'cs-lead', 'ce-approve-comp', 'reject', '过高'),
    ]
    const played = complaintCase({}, acts, { until: '03-10 12:00' })
    expect(step(played, 'ce-solution')).toMatchObject({ visit: 2, status: 'open', offered: { cash: 10000 } })
  })
})

describe('ce-negotiate', () => {
  it('lasts 24 h a round; silence is a refusal, and nobody is overdue', () => {
    const played = complaintCase({}, solved(), { until: '03-11 11:00' })
    expect(step(played, 'ce-negotiate', 1)).toMatchObject({
      status: 'done',
      completedBy: null,
      answers: { round: 1, answer: 'silent' },
    })
    expect(clock(step(played, 'ce-negotiate', 1).completedAt)).toBe('03-11 11:00')
    expect(due(played, 'ce-negotiate')).toBe('03-12 11:00')
    expect(played.run?.counters['steps_overdue'] ?? 0).toBe(0)
  })

  const twoRefusals = (from: string, second: string, by: string): PlayAct[] => [
    answers(from, by, 'refuse'),
    answers(second, by, 'refuse'),
  ]
  const atL2 = [
    ...solved(),
    ...twoRefusals('03-10 12:00', '03-10 13:00', 'complaint-handler'),
    offers('03-10 14:00', 'complaint-handler', { type: 'coupon', coupon: 500 }),
    decides('03-10 14:10', 'cs-lead', 'ce-solution', 'approve'),
  ]
  const atL3 = [
    ...atL2,
    ...twoRefusals('03-10 15:00', '03-10 16:00', 'complaint-handler'),
    contacts('03-10 16:30', 'cs-lead'),
    ...clears('03-10 16:40', '03-10 16:50'),
    offers('03-10 16:55', 'cs-lead', { type: 'partial', cash: 2000 }),
  ]

  it('two failed rounds at L1 make L2: a new solution, agreed by the cs-lead', () => {
    const played = complaintCase({}, atL2, { until: '03-10 14:10' })
    expect(refused(played)).toEqual([])
    expect(played.run?.values).toMatchObject({ grade: 'L2', highest_grade: 'L2' })
    expect(step(played, 'ce-solution').visit).toBe(2)
    expect(step(played, 'ce-negotiate')).toMatchObject({ visit: 2, iteration: 1, status: 'open' })
  })

  it('two more make L3: the cs-lead contacts and solves within an hour', () => {
    const played = complaintCase({}, atL3.slice(0, -4), { until: '03-10 16:00' })
    expect(played.run?.values).toMatchObject({ grade: 'L3', owner: 'cs-lead', highest_grade: 'L3' })
    expect(step(played, 'ce-first-contact')).toMatchObject({ visit: 2, role: 'cs-lead', status: 'open' })
    expect(due(played, 'ce-first-contact')).toBe('03-10 17:00')
    const solving = complaintCase({}, atL3, { until: '03-10 16:55' })
    expect(refused(solving)).toEqual([])
    expect(due(solving, 'ce-solution')).toBe('03-10 17:00')
    expect(solving.record).toMatchObject({ first_contact_minutes: 30, rounds: 4 })
  })

  it('two more at L3 go to the verdict; lost is executed within 24 h', () => {
    const failed = [...atL3, ...twoRefusals('03-10 17:00', '03-10 18:00', 'cs-lead')]
    const waiting = complaintCase({}, failed, { until: '03-10 18:00' })
    expect(refused(waiting)).toEqual([])
    expect(step(waiting, 'ce-execute').status).toBe('skipped')
    expect(step(waiting, 'ce-verdict')).toMatchObject({ status: 'open', role: 'store-manager' })
    const lost = completes('03-12 09:00', 'store-manager', 'ce-verdict', { result: 'lost', penalty: 'none' })
    const executing = complaintCase({}, [...failed, lost], { until: '03-12 09:00' })
    expect(step(executing, 'ce-execute')).toMatchObject({ visit: 2, status: 'open' })
    expect(due(executing, 'ce-execute')).toBe('03-13 09:00')
    const done = complaintCase({}, [
      ...failed,
      lost,
      completes('03-12 15:00', 'complaint-handler', 'ce-execute'),
      completes('03-15 10:00', 'complaint-handler', 'ce-follow-up', { satisfaction: 2 }),
      completes('03-19 10:00', 'cs-lead', 'ce-root-cause', {
        cause: '方案不足',
        fix_area: 'other',
        actions: [{ owner: 'cs-lead', due: '2027-03-31' }],
      }),
    ])
    expect(refused(done)).toEqual([])
    expect(due(done, 'ce-follow-up')).toBe('03-15 15:00')
    expect(due(done, 'ce-root-cause')).toBe('03-19 18:00')
    expect(done.outcome).toBe('lost')
    expect(done.record).toMatchObject({ rounds: 6, verdict: 'lost', settled: false, highest_grade: 'L3' })
  })

  it('the round is counted by the run', () => {
    const wrong = completes('03-10 12:00', 'complaint-handler', 'ce-negotiate', { round: 2, answer: 'accept' })
    expect(refused(complaintCase({}, [...solved(), wrong], { until: '03-10 12:00' }))).toEqual(['FORM_BLOCKED'])
  })
})
