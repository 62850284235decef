import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { at, clockOf, completes, statuses, told } from './story.ts'

const plan = playbook(`
- task: select
  role: merchandiser
  due: open + 48h
  form: { sku: { type: sku }, why: { type: text, required: false } }
  approve: ops-lead
- { task: publish, role: operator }
`)
const selected = completes('10:30', 'merchandiser', 'select', { sku: 'A', why: 'sells well' })
const rejected = (clock: string, command = 'reject') => ({
  at: at(clock),
  by: 'ops-lead',
  command,
  stepId: 'select',
  reason: 'margin too thin',
})

describe('rework (R-REWORK, retain familiar)', () => {
  it.each(['reject', 'return'])('%s: back to who submitted it, attempt 2, what was answered is offered', (command) => {
    const played = told(plan, [selected, rejected('11:00', command)])
    expect(played.steps[0]).toMatchObject({
      status: 'claimed',
      assignee: 'merchandiser',
      attempt: 2,
      offered: { sku: 'A', why: 'sells well' },
      approvals: [],
    })
    expect(played.record).toEqual({})
    expect(played.run?.counters['rework']).toBe(1)
  })

  it.each([
    ['early: the original due stays', '11:00', '12 10:00'],
    ['24 hours before the due: it stays', '11 10:00', '12 10:00'],
    ['later: 24 hours from the rejection', '11 10:01', '12 10:01'],
    ['after the due', '13 09:00', '14 09:00'],
  ])('due when rejected %s', (_case, clock, due) => {
    const played = told(plan, [selected, rejected(clock)])
    expect(clockOf(played.steps[0]?.dueAt ?? '')).toBe(due)
  })

  it('the second attempt is approved anew', () => {
    const played = told(plan, [
      selected,
      rejected('11:00'),
      completes('11:30', 'merchandiser', 'select', { sku: 'B' }),
      { at: at('12:00'), by: 'ops-lead', command: 'approve', stepId: 'select' },
    ])
    expect(statuses(played)).toEqual(['select.1 done', 'publish.1 open'])
    expect(played.steps[0]).toMatchObject({ attempt: 2, answers: { sku: 'B', why: 'sells well' } })
  })

  it('a submit blocked by a rule is no attempt', () => {
    const played = told(plan, [completes('10:30', 'merchandiser', 'select')])
    expect(played.steps[0]).toMatchObject({ status: 'open', attempt: 1 })
    expect(played.run?.counters).toMatchObject({ blocks: 1, rework: 0 })
  })
})
