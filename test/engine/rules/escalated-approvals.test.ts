import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { story } from '../patterns/story.ts'
import { DrivenRun } from './driven-run.ts'

const plan = playbook(`
- task: refund
  role: cs-agent
  approve: { by: [cs-lead, store-manager, finance], within: 2h }
`)
const team = { 'cs-agent': ['ann'], 'cs-lead': ['lin'], 'store-manager': ['mei'], finance: ['fay'] }
const asked = (holders: Record<string, string[]> = team) => {
  const run = new DrivenRun(plan, { holders })
  run.done('ann: cs-agent', { type: 'complete', stepId: 'refund', answers: {} }, '10:00')
  return run
}
const levels = (run: DrivenRun) =>
  run
    .step('refund.1')
    .approvals.map((level) => `${level.level} ${level.role}${level.by === null ? '' : ` ${level.by}`}`)
const approve = { type: 'approve', stepId: 'refund' } as const

describe('a level nobody decides climbs like any task (R-ESC.n)', () => {
  it('reminded, overdue, taken over by the superior, told to the store-manager', () => {
    const run = asked()
    run.runTo('11 10:00')
    expect(story({ events: run.events }).slice(4)).toEqual([
      '11:36 step.reminded refund.1',
      '12:00 step.overdue refund.1',
      '13:00 step.escalated refund.1',
      '14:00 step.escalated refund.1',
    ])
    expect(run.step('refund.1').approvals[0]).toMatchObject({
      role: 'store-manager',
      plannedRole: 'cs-lead',
      late: true,
    })
    expect(run.step('refund.1')).toMatchObject({ status: 'submitted', role: 'cs-agent', late: false })
  })

  it('the superior who takes over was to decide the next level: one decision of theirs counts once', () => {
    const run = asked()
    run.runTo('13:00')
    expect(levels(run)).toEqual(['1 store-manager', '3 finance'])
    expect(run.refused('lin: cs-lead', approve, '13:05')?.[0]).toBe('NOT_A_CANDIDATE')
    run.done('mei: store-manager', approve, '13:10')
    run.done('fay: finance', approve, '13:20')
    expect(levels(run)).toEqual(['1 store-manager mei', '3 finance fay'])
    expect(run.statuses()).toEqual({ 'refund.1': 'done' })
  })

  it('a level whose only superior has decided already stays where it is', () => {
    const run = asked()
    run.done('lin: cs-lead', approve, '10:10')
    run.done('mei: store-manager', approve, '10:20')
    run.runTo('11 10:00')
    expect(levels(run)).toEqual(['1 cs-lead lin', '2 store-manager mei', '3 finance'])
    run.done('fay: finance', approve, '11 10:05')
    expect(run.statuses()).toEqual({ 'refund.1': 'done' })
  })

  it('with a second store-manager it goes to them', () => {
    const run = asked({ ...team, 'store-manager': ['mei', 'max'] })
    run.done('lin: cs-lead', approve, '10:10')
    run.done('mei: store-manager', approve, '10:20')
    run.runTo('11 10:00')
    expect(levels(run)).toEqual(['1 cs-lead lin', '2 store-manager mei', '3 store-manager'])
    expect(run.refused('mei: store-manager', approve, '11 10:05')?.[0]).toBe('SOD_SAME_PERSON')
    run.done('max: store-manager', approve, '11 10:06')
  })

  it('a level whose only holder decided the one before opens one role higher', () => {
    const small = playbook('[{ task: refund, role: cs-agent, approve: [cs-lead, ops-lead] }]')
    const run = new DrivenRun(small, { holders: { 'cs-lead': ['lin'], 'ops-lead': ['lin'], 'store-manager': ['mei'] } })
    run.done('ann: cs-agent', { type: 'complete', stepId: 'refund', answers: {} }, '10:00')
    run.done('lin: cs-lead, ops-lead', approve, '10:10')
    expect(levels(run)).toEqual(['1 cs-lead lin', '2 store-manager'])
    run.done('mei: store-manager', approve, '10:20')
  })
})
