import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import type { PlayAct } from '#engine/rehearsal/play.ts'
import { clock, completes, decides, due, refused, revises, step } from './playbook.ts'
import { answers, complaintCase, graded, solved } from './complaint-case.ts'

const onPlatform = { source: 'platform', platform_case_no: 'TB-1' }
const settledOnPlatform = [
  ...solved('cs-lead'),
  answers('03-10 12:00', 'cs-lead', 'accept'),
  completes('03-10 13:00', 'complaint-handler', 'ce-execute'),
]
const submits = (at: string, more: JsonObject = {}) =>
  completes(at, 'cs-lead', 'ce-platform-submit', { rectification: 'correction', ...more })

describe('the platform', () => {
  it('is told after the first contact, after each change and at least every 24 h', () => {
    const told = completes('03-10 11:05', 'cs-lead', 'ce-platform-sync', { told: '已联系' })
    const played = complaintCase(onPlatform, [...solved('cs-lead'), told], { until: '03-10 11:05' })
    expect(clock(step(played, 'ce-platform-sync', 1).openedAt)).toBe('03-10 10:30')
    expect(clock(step(played, 'ce-platform-sync', 1).dueAt)).toBe('03-11 10:30')
    expect(clock(step(played, 'ce-platform-sync', 2).dueAt)).toBe('03-11 11:05')
  })

  it('gets the evidence within 3 working days, the letter only from a settled case', () => {
    const played = complaintCase(onPlatform, settledOnPlatform, { until: '03-10 13:00' })
    expect(due(played, 'ce-platform-submit')).toBe('03-15 10:00')
    const refusals = [
      ...solved('cs-lead'),
      answers('03-10 12:00', 'cs-lead', 'refuse'),
      answers('03-10 13:00', 'cs-lead', 'refuse'),
    ]
    const unsettled = complaintCase(
      onPlatform,
      [...refusals, submits('03-10 14:00', { understanding_letter: 'letter' }), submits('03-10 14:10')],
      { until: '03-10 14:10' },
    )
    expect(refused(unsettled)).toEqual(['FORM_BLOCKED'])
    expect(step(unsettled, 'ce-platform-submit').status).toBe('done')
    expect(step(unsettled, 'ce-verdict').status).toBe('open')
  })

  it('needs nothing without a case number', () => {
    const played = complaintCase({ source: 'authority' }, settledOnPlatform, { until: '03-10 13:00' })
    for (const stepId of ['ce-platform-sync', 'ce-platform-submit', 'ce-verdict', 'ce-appeal'])
      expect(step(played, stepId).status).toBe('skipped')
  })

  it('a penalty is appealed within 3 working days of the verdict', () => {
    const verdict = completes('03-11 10:00', 'store-manager', 'ce-verdict', { result: 'settled', penalty: 'warning' })
    const played = complaintCase(
      onPlatform,
      [...settledOnPlatform, submits('03-10 14:00', { understanding_letter: 'letter' }), verdict],
      { until: '03-11 10:00' },
    )
    expect(refused(played)).toEqual([])
    expect(step(played, 'ce-appeal')).toMatchObject({ status: 'open', role: 'store-manager', hard: true })
    expect(due(played, 'ce-appeal')).toBe('03-16 10:00')
  })

  it('a penalty notice that comes with the complaint is appealed within 3 working days of its arrival', () => {
    const played = complaintCase({ ...onPlatform, penalty_notice: true }, solved('cs-lead'), { until: '03-10 11:00' })
    expect(step(played, 'ce-appeal').status).toBe('open')
    expect(due(played, 'ce-appeal')).toBe('03-15 10:00')
  })
})

describe('ce-review-reply', () => {
  const replies = (at: string, reply: string, more: JsonObject = {}) =>
    completes(at, 'complaint-handler', 'ce-review-reply', { reply, ...more })

  it('is due 24 h after the review, for reviews only', () => {
    expect(due(complaintCase({ source: 'review' }, graded, { until: '03-10 10:05' }), 'ce-review-reply')).toBe(
      '03-11 10:00',
    )
    expect(step(complaintCase({}, graded, { until: '03-10 10:05' }), 'ce-review-reply').status).toBe('skipped')
  })

  it.each([
    ['regret', '非常抱歉，我们会改进', {}, []],
    ['a reward', '改评送您红包', {}, ['FORM_BLOCKED']],
    [
      'a request before the solution was carried out',
      '非常抱歉，欢迎您重新评价',
      { asks_to_amend: true },
      ['FORM_BLOCKED'],
    ],
  ])('%s', (_, reply, more, codes) => {
    expect(
      refused(
        complaintCase({ source: 'review' }, [...graded, replies('03-10 10:10', reply, more)], { until: '03-10 10:10' }),
      ),
    ).toEqual(codes)
  })

  it('a polite request may follow the execution', () => {
    const agreed = decides('03-10 11:10', 'cs-lead', 'ce-solution', 'approve')
    const acts = [
      ...solved(),
      agreed,
      answers('03-10 12:00', 'complaint-handler', 'accept'),
      completes('03-10 13:00', 'complaint-handler', 'ce-execute'),
      replies('03-10 13:10', '感谢您的谅解，欢迎更新评价', { asks_to_amend: true }),
    ]
    expect(refused(complaintCase({ source: 'review' }, acts, { until: '03-10 13:10' }))).toEqual([])
  })
})

describe('a crisis, L4', () => {
  const media = { source: 'media' }
  const convenes = completes('03-10 10:40', 'store-manager', 'ce-crisis-convene', {
    spokesperson: 'wang',
    single_wording: '正在核实，有结果马上公布',
    facts: '两名顾客反映',
  })
  const states = (at: string, deleted: number) =>
    completes(at, 'spokesperson', 'ce-crisis-statement', { deleted_posts: deleted })
  const reads = (at: string, mentions: number): PlayAct => completes(at, 'operator', 'ce-crisis-watch', { mentions })

  it('convenes in 1 h, speaks in 4 h, watches every 2 h from the arrival', () => {
    const played = complaintCase(media, [...graded, convenes], { until: '03-10 10:40' })
    expect(due(played, 'ce-crisis-convene')).toBe('03-10 11:00')
    expect(due(played, 'ce-crisis-statement')).toBe('03-10 14:00')
    expect(due(played, 'ce-crisis-watch')).toBe('03-10 12:00')
    expect(step(played, 'ce-first-contact').role).toBe('store-manager')
  })

  it('deletes no posts; the store-manager approves the one wording within 30 minutes', () => {
    const played = complaintCase(media, [...graded, convenes, states('03-10 11:00', 2), states('03-10 11:10', 0)], {
      until: '03-10 11:10',
    })
    expect(refused(played)).toEqual(['FORM_BLOCKED'])
    const statement = step(played, 'ce-crisis-statement')
    expect(statement).toMatchObject({ status: 'submitted', answers: { statement: '正在核实，有结果马上公布' } })
    expect(statement.approvals.map((level) => `${level.role} ${clock(level.dueAt)}`)).toEqual([
      'store-manager 03-10 11:40',
    ])
  })

  it('is watched until the mentions fall three readings in a row', () => {
    const readings = [
      reads('03-10 12:00', 100),
      reads('03-10 14:00', 90),
      reads('03-10 16:00', 95),
      reads('03-10 18:00', 80),
      reads('03-10 20:00', 60),
    ]
    const watching = complaintCase(media, [...graded, ...readings], { until: '03-10 20:00' })
    expect(step(watching, 'ce-crisis-watch')).toMatchObject({ iteration: 6, status: 'open' })
    expect(due(watching, 'ce-crisis-watch')).toBe('03-10 22:00')
    const calm = complaintCase(media, [...graded, ...readings, reads('03-10 22:00', 40)], { until: '03-10 22:00' })
    expect(refused(calm)).toEqual([])
    expect(step(calm, 'ce-crisis-watch')).toMatchObject({ iteration: 6, status: 'done' })
  })

  it('a re-grade to L4 calls the team from that moment', () => {
    const up = revises('03-10 12:00', 'complaint-handler', 'ce-grade', { grade: 'L4' }, '媒体跟进')
    const played = complaintCase({}, [...graded, up], { until: '03-10 12:00' })
    expect(step(played, 'ce-crisis-convene').status).toBe('open')
    expect(due(played, 'ce-crisis-convene')).toBe('03-10 13:00')
    expect(due(played, 'ce-crisis-watch')).toBe('03-10 14:00')
    expect(due(played, 'ce-first-contact')).toBe('03-10 13:00')
  })
})
