import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { clockOf } from '../patterns/story.ts'
import { DrivenRun, lead } from './driven-run.ts'

const plan = playbook(`
- task: count
  role: cs-agent
  form:
    pieces: { type: int, min: 1 }
    price: { type: money }
    total: { type: money, compute: pieces * price }
    found_at: { type: datetime, required: false }
  at: found_at
  rules:
    - { block: "previous == null || pieces >= previous.pieces || 'cs-lead' in actor.roles", id: down, says: { zh: 少, en: Only the CS lead may lower it. } }
    - { warn: pieces <= 10, id: many, approve: [cs-lead], says: { zh: 多, en: That is many. } }
  set: { many_pieces: pieces > 5 }
- { task: report, role: operator, when: many_pieces, due: count + 2h }
- { task: pack, role: warehouse, after: count, due: count + 4h }
`)
const counted = (pieces = 3) => {
  const run = new DrivenRun(plan)
  run.done('ann: cs-agent', { type: 'complete', stepId: 'count', answers: { pieces, price: 2_00 } }, '10:05')
  return run
}
const revise = (answers: object, reason = 'counted again') =>
  ({ type: 'revise', stepId: 'count', answers: { ...answers }, reason }) as const

describe('correcting a finished step', () => {
  it('old and new values and the reason are in the history; what is worked out follows', () => {
    const run = counted()
    const turn = run.done('bob: cs-agent', revise({ pieces: 4 }), '10:10')
    expect(turn.events[0]).toMatchObject({
      type: 'step.revised',
      personId: 'bob',
      data: { old: { pieces: 3, total: 6_00 }, new: { pieces: 4, total: 8_00 }, reason: 'counted again' },
    })
    expect(run.step('count.1')).toMatchObject({
      answers: { pieces: 4, price: 2_00, total: 8_00 },
      revisedAt: '2027-03-10T02:10:00.000Z',
      completedBy: 'ann',
      completedAt: '2027-03-10T02:05:00.000Z',
    })
    expect(run.run.values).toMatchObject({ pieces: 4, total: 8_00, many_pieces: false })
  })

  it('a later step skipped by rule is decided again', () => {
    const run = counted()
    expect(run.statuses()['report.1']).toBe('skipped')
    run.done('ann: cs-agent', revise({ pieces: 6 }), '10:10')
    expect(run.step('report.1')).toMatchObject({ status: 'skipped', stale: true })
    expect(run.statuses()['report.2']).toBe('open')
  })

  it('a step a person skipped stays skipped', () => {
    const run = counted(6)
    run.done(lead, { type: 'skip', stepId: 'report', reason: 'known already' }, '10:06')
    run.done('ann: cs-agent', revise({ pieces: 7 }), '10:10')
    expect(Object.keys(run.run.steps)).toEqual(['count.1', 'report.1', 'pack.1'])
  })

  it('open dues are worked out anew, also after a pause', () => {
    const run = new DrivenRun(
      playbook(
        `
- { task: note, role: cs-agent, form: { promised: { type: datetime } } }
- { task: act, role: cs-agent, due: note.promised + 1h }
`,
      ),
    )
    const due = () => clockOf(run.step('act.1').dueAt ?? '')
    const promised = (clock: string) => ({ promised: `2027-03-10T${clock}:00+08:00` })
    run.done('ann: cs-agent', { type: 'complete', stepId: 'note', answers: promised('12:00') }, '10:05')
    expect(due()).toBe('13:00')
    run.done(lead, { type: 'pause', reason: 'x' }, '10:10')
    run.done(lead, { type: 'resume' }, '10:40')
    expect(due()).toBe('13:30')
    run.done('ann: cs-agent', { type: 'revise', stepId: 'note', answers: promised('12:00'), reason: 'same' }, '10:45')
    expect(due()).toBe('13:30')
    run.done('ann: cs-agent', { type: 'revise', stepId: 'note', answers: promised('15:00'), reason: 'later' }, '10:50')
    expect(due()).toBe('16:30')
  })

  it.each<[string, string, object, [string, string] | null]>([
    ['its own role', 'bob: cs-agent', { pieces: 4 }, null],
    ['the superior of its role', 'lin: cs-lead', { pieces: 4 }, null],
    ['a lead', 'lea: lead', { pieces: 4 }, null],
    ['down by the CS lead', 'lin: cs-lead', { pieces: 2 }, null],
    [
      'down by the agent',
      'ann: cs-agent',
      { pieces: 2 },
      ['FORM_BLOCKED', 'count.1 cannot be corrected so: Only the CS lead may lower it. (down)'],
    ],
    [
      'out of range',
      'ann: cs-agent',
      { pieces: 0 },
      [
        'FORM_BLOCKED',
        'count.1 cannot be corrected so: pieces is 0; at least 1 is needed. Only the CS lead may lower it. (down)',
      ],
    ],
    [
      'a warning, by who would have to ask',
      'ann: cs-agent',
      { pieces: 11 },
      [
        'NOT_ALLOWED',
        'Answers of count.1 that need the approval of cs-lead are corrected by them; ask a cs-lead to correct it.',
      ],
    ],
    ['a warning, by who would approve', 'lin: cs-lead', { pieces: 11 }, null],
    [
      'what is worked out',
      'ann: cs-agent',
      { total: 1 },
      ['FORM_BLOCKED', 'count.1 cannot be corrected so: total (`total`) is worked out as 600, not 1; leave it out.'],
    ],
  ])('%s', (_case, by, answers, refusal) => {
    expect(counted().refused(by, revise(answers), '10:10')).toEqual(refusal)
  })

  it('who submitted it does not correct past an approval, whatever else they are', () => {
    const run = counted()
    expect(run.refused('ann: cs-agent, cs-lead', revise({ pieces: 11 }), '10:10')?.[0]).toBe('NOT_ALLOWED')
  })
})
