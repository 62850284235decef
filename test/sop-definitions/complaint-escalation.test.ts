import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import { completes, cst, due, path, refused, revises, skipped, started, step } from './playbook.ts'
import { answers, clears, complaintCase, complaintEscalation, contacts, graded, solved } from './complaint-case.ts'

const gradeOf = (changes: JsonObject, facts: JsonObject = {}) =>
  step(complaintCase(changes, graded, { facts, until: '03-10 10:05' }), 'ce-grade').answers['grade']

describe('complaint-escalation, the definition', () => {
  it('has the steps of the catalogue in their order', () => {
    expect(complaintEscalation.steps.map((plan) => plan.id)).toEqual([
      'ce-intake',
      'ce-grade',
      'ce-assign',
      'ce-first-contact',
      'ce-evidence',
      'ce-cause',
      'ce-solution',
      'ce-approve-comp',
      'ce-negotiate',
      'ce-execute',
      'ce-platform-sync',
      'ce-platform-submit',
      'ce-verdict',
      'ce-appeal',
      'ce-review-reply',
      'ce-crisis-convene',
      'ce-crisis-statement',
      'ce-crisis-watch',
      'ce-follow-up',
      'ce-root-cause',
      'ce-close',
    ])
  })

  it('counts contact, solution, submission and appeal by hard clocks', () => {
    expect(complaintEscalation.steps.filter((plan) => plan.hard).map((plan) => plan.id)).toEqual([
      'ce-first-contact',
      'ce-solution',
      'ce-platform-submit',
      'ce-appeal',
    ])
  })

  it('runs on its own, is started by agents and handlers and knows one case by its platform number', () => {
    expect(complaintEscalation).toMatchObject({ hosting: 'own', starters: ['cs-agent', 'complaint-handler'] })
    expect(complaintEscalation.correlate).toContain('platform_case_no')
  })
})

describe('B4-T1, the grade', () => {
  it.each<[string, JsonObject, string]>([
    ['a chat, first time', {}, 'L1'],
    ['a phone call', { source: 'phone' }, 'L1'],
    ['a bad review', { source: 'review' }, 'L2'],
    ['the second complaint on the order', { complaints_same_order: 2 }, 'L2'],
    ['a platform case', { source: 'platform' }, 'L3'],
    ['an authority', { source: 'authority' }, 'L3'],
    ['a rights holder', { source: 'rights_holder' }, 'L3'],
    ['the media', { source: 'media' }, 'L4'],
    ['a safety risk in the chat', { safety_risk: true }, 'L4'],
    ['ten similar ones', { similar_24h: 10 }, 'L4'],
    ['nine similar ones', { similar_24h: 9 }, 'L1'],
    ['a floor of L2', { grade_floor: 'L2' }, 'L2'],
    ['a floor below the table', { source: 'platform', grade_floor: 'L1' }, 'L3'],
    ['platform and safety: the highest wins', { source: 'platform', safety_risk: true }, 'L4'],
  ])('%s → %s', (_, changes, grade) => {
    expect(gradeOf(changes)).toBe(grade)
  })

  it('counts from the store data where nothing was typed', () => {
    const unknown = { similar_24h: null, complaints_same_order: null }
    expect(gradeOf(unknown, { similar_24h: 10 })).toBe('L4')
    expect(gradeOf(unknown, { complaints_same_order: 2 })).toBe('L2')
    expect(gradeOf(unknown)).toBe('L1')
  })

  it('upgrades at will, but grades below the table only with a reason and the cs-lead', () => {
    const grades = (grade: string, more: object = {}) => [
      graded[0]!,
      completes('03-10 10:05', 'complaint-handler', 'ce-grade', { grade }, more),
    ]
    expect(complaintCase({}, grades('L3'), { until: '03-10 10:05' }).run?.values['grade']).toBe('L3')
    expect(refused(complaintCase({ source: 'platform' }, grades('L1'), { until: '03-10 10:05' }))).toEqual([
      'REASON_NEEDED',
    ])
    const below = complaintCase({ source: 'platform' }, grades('L1', { reasons: { grade: '误投' } }), {
      until: '03-10 10:05',
    })
    expect(step(below, 'ce-grade')).toMatchObject({ status: 'submitted', approvals: [{ role: 'cs-lead' }] })
  })

  it('a re-grade to L3 starts the hour anew; only the cs-lead lowers a grade', () => {
    const up = [...graded, revises('03-10 12:00', 'complaint-handler', 'ce-grade', { grade: 'L3' }, '客户向平台投诉')]
    const raised = complaintCase({}, up, { until: '03-10 12:00' })
    expect(due(raised, 'ce-first-contact')).toBe('03-10 13:00')
    expect(step(raised, 'ce-first-contact').role).toBe('cs-lead')
    expect(raised.run?.values).toMatchObject({ grade: 'L3', owner: 'cs-lead', highest_grade: 'L3' })
    const down = (by: string) => [...up, revises('03-10 12:10', by, 'ce-grade', { grade: 'L1' }, '客户撤诉')]
    expect(refused(complaintCase({}, down('complaint-handler'), { until: '03-10 12:10' }))).toEqual(['FORM_BLOCKED'])
    const lowered = complaintCase({}, down('cs-lead'), { until: '03-10 12:10' })
    expect(lowered.run?.values).toMatchObject({ grade: 'L1', highest_grade: 'L3' })
    expect(due(lowered, 'ce-first-contact')).toBe('03-11 10:00')
  })
})

describe('owner and clocks by grade', () => {
  it.each([
    ['L1', {}, 'complaint-handler', '03-11 10:00', '03-10 22:30', '03-11 10:30'],
    ['L2', { source: 'review' }, 'complaint-handler', '03-11 10:00', '03-10 22:30', '03-11 10:30'],
    ['L3', { source: 'platform' }, 'cs-lead', '03-10 11:00', '03-10 11:00', '03-10 11:00'],
    ['L4', { source: 'media' }, 'store-manager', '03-10 11:00', '03-10 11:00', '03-10 11:00'],
  ])('%s', (_, changes, owner, contactDue, evidenceDue, solutionDue) => {
    const acts = [...graded, contacts('03-10 10:30', owner), ...clears('03-10 10:40', '03-10 10:50')]
    const played = complaintCase(changes, acts, { until: '03-10 10:50' })
    expect(refused(played)).toEqual([])
    expect(step(played, 'ce-first-contact').role).toBe(owner)
    expect(due(played, 'ce-first-contact')).toBe(contactDue)
    expect(due(played, 'ce-evidence')).toBe(evidenceDue)
    expect(due(played, 'ce-cause')).toBe(evidenceDue)
    expect(step(played, 'ce-solution').role).toBe(owner)
    expect(due(played, 'ce-solution')).toBe(solutionDue)
  })

  it('the solution clock may start at the contact', () => {
    const acts = [...graded, contacts('03-10 10:30', 'cs-lead'), ...clears('03-10 10:40', '03-10 10:50')]
    const played = complaintCase({ source: 'platform' }, acts, {
      params: { solution_clock: 'contact' },
      until: '03-10 10:50',
    })
    expect(due(played, 'ce-solution')).toBe('03-10 11:30')
  })

  it('L1 may be contacted by chat, but never without an apology', () => {
    const chat = (apology: boolean) =>
      completes('03-10 10:30', 'complaint-handler', 'ce-first-contact', {
        channels: ['chat'],
        apology,
        promise: '马上核实',
        at: cst('03-10 10:30'),
      })
    expect(refused(complaintCase({}, [...graded, chat(true)], { until: '03-10 10:30' }))).toEqual([])
    expect(refused(complaintCase({}, [...graded, chat(false)], { until: '03-10 10:30' }))).toEqual(['FORM_BLOCKED'])
  })

  it('tells the store-manager of L3, compliance of a rights holder, and stops the sale within 24 h', () => {
    const told = (changes: JsonObject) => {
      const played = complaintCase(changes, graded, { until: '03-10 10:05' })
      const notices = played.events.filter((event) => event.type === 'notice.sent' && event.stepId === 'ce-assign')
      return { notices: notices.map((event) => event.data['tell']), children: started(played) }
    }
    expect(told({ source: 'platform' }).notices).toEqual([['cs-lead', 'store-manager']])
    const rights = told({ source: 'rights_holder', sku: 'LAMP-9' })
    expect(rights.notices).toEqual([['cs-lead', 'store-manager'], ['compliance']])
    expect(rights.children).toMatchObject([
      { sop: 'infringement-complaint', inputs: { sku: 'LAMP-9', stop_sale_by: '2027-03-11T02:00:00.000Z' } },
    ])
  })
})

describe('a chat complaint settled in the first round', () => {
  const story = [
    ...solved(),
    answers('03-10 15:00', 'complaint-handler', 'accept'),
    completes('03-10 16:00', 'complaint-handler', 'ce-execute'),
    completes('03-13 10:00', 'complaint-handler', 'ce-follow-up', { satisfaction: 5 }),
    completes('03-12 17:00', 'cs-lead', 'ce-root-cause', {
      cause: '培训不足',
      fix_area: 'cs_script',
      actions: [{ owner: 'cs-lead', due: '2027-03-31' }],
    }),
  ]

  it('needs neither approval nor platform', () => {
    const played = complaintCase({}, story)
    expect(refused(played)).toEqual([])
    expect(path(played)).toEqual([
      'ce-intake',
      'ce-grade',
      'ce-assign',
      'ce-first-contact',
      'ce-evidence',
      'ce-cause',
      'ce-solution',
      'ce-negotiate',
      'ce-execute',
      'ce-root-cause',
      'ce-follow-up',
      'ce-close',
    ])
    expect(skipped(played)).toContain('ce-platform-sync')
    expect(due(played, 'ce-execute')).toBe('03-11 15:00')
    expect(due(played, 'ce-follow-up')).toBe('03-13 16:00')
    expect(due(played, 'ce-root-cause')).toBe('03-12 18:00')
    expect(played.outcome).toBe('settled')
    expect(played.record).toMatchObject({
      first_contact_minutes: 30,
      first_contact_sla_met: true,
      rounds: 1,
      compensation_fen: 0,
      highest_grade: 'L1',
    })
  })

  it('starts the recall with the third quality case', () => {
    const quality = (count: number) => {
      const acts = [
        ...graded,
        contacts('03-10 10:30', 'complaint-handler'),
        ...clears('03-10 10:40', '03-10 10:50', 'quality'),
      ]
      return started(
        complaintCase({ sku: 'LAMP-9' }, acts, { facts: { quality_cases_7d: count }, until: '03-10 10:50' }),
      ).map((child) => child.sop)
    }
    expect(quality(2)).toEqual(['qc-recall'])
    expect(quality(1)).toEqual([])
  })

  it('refunds through the after-sale playbook, which is awaited; the paid amount is proposed', () => {
    const acts = [
      ...solved('complaint-handler', { type: 'refund' }),
      answers('03-10 15:00', 'complaint-handler', 'accept'),
      completes('03-10 16:00', 'complaint-handler', 'ce-execute'),
    ]
    const order = { exists: true, qty: 1, paid: 4000, freight: 0, deliveredAt: '2027-03-08T04:00:00.000Z' }
    const played = complaintCase({ sku: 'LAMP-9' }, acts, { facts: { order }, until: '03-10 16:00' })
    const inputs = {
      order_no: 'TM-1',
      sku: 'LAMP-9',
      wanted: 'refund_only',
      item_paid: 4000,
      qty: 1,
      pre_approved: 4000,
    }
    expect(started(played)).toMatchObject([{ sop: 'return-refund', inputs }])
    expect(played.run?.children).toMatchObject([{ awaited: true, status: 'running' }])
    expect(due(played, 'ce-execute')).toBe('03-11 15:00')
    expect(started(complaintCase({ sku: 'LAMP-9' }, acts, { until: '03-10 16:00' }))).toEqual([])
  })
})
