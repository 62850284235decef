import { describe, expect, it } from 'vitest'
import type { Comment } from '#engine/model/command.ts'
import type { Effect } from '#engine/model/run-event.ts'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun, lead } from './driven-run.ts'

const plan = playbook('[{ task: refund, role: cs-agent, due: open + 1h, approve: cs-lead }]')

/** `notice: roles / persons` of every notice. */
function told(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) =>
    effect.kind === 'notify'
      ? [`${effect.notice}: ${effect.roles.join(' ')} / ${effect.persons.join(' ')}`.replace(/ +/g, ' ').trim()]
      : [],
  )
}

describe('who is told what', () => {
  it('what nobody has taken is everybody’s of the role; what somebody holds is theirs, and their superior’s once it is late', () => {
    const free = new DrivenRun(plan)
    free.runTo('11:00')
    expect(told(free.effects)).toEqual([
      'step.opened: cs-agent /',
      'step.reminded: cs-agent /',
      'step.overdue: cs-agent cs-lead /',
    ])
    const held = new DrivenRun(plan)
    held.done('ann: cs-agent', { type: 'claim', stepId: 'refund' }, '10:05')
    held.runTo('11:30')
    expect(told(held.effects).slice(1)).toEqual([
      'step.reminded: / ann',
      'step.overdue: cs-lead / ann',
      'step.escalated: cs-lead / ann',
    ])
  })

  it('only the people named for the role', () => {
    const run = new DrivenRun(plan, { roster: { 'cs-agent': ['ann', 'bob'] } })
    run.runTo('10:48')
    expect(told(run.effects)).toEqual(['step.opened: / ann bob', 'step.reminded: / ann bob'])
  })

  it('handed over: who has it now and who had it, not who did it', () => {
    const run = new DrivenRun(plan)
    const handOver = (to: string) => ({ type: 'reassign', stepId: 'refund', to, reason: 'shift ends' }) as const
    expect(told(run.done(lead, handOver('ann'), '10:05').effects)).toEqual(['step.assigned: / ann'])
    expect(told(run.done(lead, handOver('bob'), '10:06').effects)).toEqual(['step.assigned: / bob ann'])
    expect(told(run.done(lead, handOver('lea'), '10:07').effects)).toEqual(['step.assigned: / bob'])
  })

  it('an approval waits for those who may give it; who asked hears of a rejection once', () => {
    const run = new DrivenRun(plan, { holders: { 'cs-lead': ['ann', 'lin'] } })
    const submitted = run.send('ann: cs-agent', { type: 'complete', stepId: 'refund', answers: {} }, '10:05')
    expect(submitted.effects).toMatchObject([{ notice: 'approval.opened', roles: ['cs-lead'], except: ['ann'] }])
    const rejected = run.done('lin: cs-lead', { type: 'reject', stepId: 'refund', reason: 'no photo' }, '10:06')
    expect(told(rejected.effects)).toEqual(['approval.rejected: / ann'])
  })

  it('whoever a remark names, but not its writer', () => {
    const run = new DrivenRun(plan)
    const remark: Comment = { type: 'comment', text: '@bob look', mentions: ['bob', 'ann'], stepKey: 'refund.1' }
    const { events, effects } = run.done('ann: cs-agent', remark, '10:05')
    expect(events).toMatchObject([{ type: 'comment.added', data: { text: '@bob look', mentions: ['bob', 'ann'] } }])
    expect(told(effects)).toEqual(['comment.added: / bob'])
    expect(told(run.done('ann: cs-agent', { type: 'comment', text: 'hm' }, '10:06').effects)).toEqual([])
  })

  it('a cancelled run: whoever works on it and whoever launched it', () => {
    const run = new DrivenRun(plan)
    run.done('ann: cs-agent', { type: 'claim', stepId: 'refund' }, '10:05')
    const { effects } = run.done(lead, { type: 'cancel', reason: 'order void' }, '10:06')
    expect(told(effects)).toEqual(['run.cancelled: / ann lars'])
    expect(effects).toMatchObject([{ seq: run.run.seq }])
  })
})

describe('R-ESC.0: told day and night', () => {
  const urgent = (text: string) =>
    new DrivenRun(playbook(text)).effects.map((effect) => effect.kind === 'notify' && effect.urgent)

  it('hard clocks, livestreams and complaints of grade L3 and L4', () => {
    expect(urgent('[{ task: pay, role: cs-agent, hard_due: open + 24h }]')).toEqual([true])
    expect(urgent('[{ task: pay, role: cs-agent, due: open + 24h }]')).toEqual([false])
    const graded = playbook(`
- { task: judge, role: cs-agent, form: { grade: { type: enum, of: [L1, L3] } }, set: { graded: grade } }
- { task: call, role: cs-agent }
`)
    const grade = (given: string) => {
      const run = new DrivenRun(graded)
      return run.send('ann: cs-agent', { type: 'complete', stepId: 'judge', answers: { grade: given } }, '10:05')
        .effects
    }
    expect(grade('L3')).toMatchObject([{ urgent: true }])
    expect(grade('L1')).toMatchObject([{ urgent: false }])
  })
})
