import { describe, expect, it } from 'vitest'
import type { RunCommand } from '#engine/model/command.ts'
import { agenda, nextWakeAt } from '#engine/turn.ts'
import { playbook } from '../patterns/playbook.ts'
import { clockOf, story } from '../patterns/story.ts'
import { DrivenRun, lead, person, system } from '../rules/driven-run.ts'

const plan = playbook(`
- { task: answer, role: cs-agent, due: open + 1h }
- { task: thank, role: cs-agent, due: open + 1h }
`)

describe('one turn', () => {
  it('does first what fell due before the act, oldest first', () => {
    const run = new DrivenRun(plan)
    const turn = run.send('lin: cs-lead', { type: 'complete', stepId: 'answer', answers: {} }, '11:40')
    expect(story(turn)).toEqual([
      '11:40 step.reminded answer.1',
      '11:40 step.overdue answer.1',
      '11:40 step.escalated answer.1',
      '11:40 step.completed answer.1',
      '11:40 step.opened thank.1',
    ])
  })

  it('an act in the instant of its due comes before that', () => {
    const run = new DrivenRun(plan)
    expect(story(run.send('ann: cs-agent', { type: 'complete', stepId: 'answer', answers: {} }, '11:00'))).toEqual([
      '11:00 step.reminded answer.1',
      '11:00 step.completed answer.1',
      '11:00 step.opened thank.1',
    ])
  })

  it('a refused act records what time had brought all the same', () => {
    const run = new DrivenRun(plan)
    const turn = run.send('wes: warehouse', { type: 'complete', stepId: 'answer', answers: {} }, '11:05')
    expect(turn.refusal?.code).toBe('NOT_A_CANDIDATE')
    expect(story(turn)).toEqual(['11:05 step.reminded answer.1', '11:05 step.overdue answer.1'])
  })

  it('names the steps it changed', () => {
    const run = new DrivenRun(plan)
    expect(run.send('ann: cs-agent', { type: 'claim', stepId: 'answer' }, '10:05').changedStepKeys).toEqual([
      'answer.1',
    ])
  })

  it('a tick with nothing due does nothing, twice the same tick does it once', () => {
    const run = new DrivenRun(plan)
    expect(run.send(system, { type: 'tick' }, '10:47').events).toEqual([])
    expect(story(run.send(system, { type: 'tick' }, '10:48'))).toEqual(['10:48 step.reminded answer.1'])
    expect(run.send(system, { type: 'tick' }, '10:48').events).toEqual([])
  })

  it('time never goes back, however the clock of a host does', () => {
    const run = new DrivenRun(plan)
    run.done('ann: cs-agent', { type: 'claim', stepId: 'answer' }, '10:30')
    run.done(lead, { type: 'pause', reason: 'x' }, '10:40')
    run.done(lead, { type: 'resume' }, '10:45')
    const { events } = run.done('ann: cs-agent', { type: 'release', stepId: 'answer' }, '10:20')
    expect(events.map((event) => clockOf(event.at))).toEqual(['10:45'])
  })

  it('leaves the state it was given untouched', () => {
    const run = new DrivenRun(plan)
    const frozen = JSON.stringify(run.run)
    const before = run.run
    run.done('ann: cs-agent', { type: 'complete', stepId: 'answer', answers: {} }, '10:05')
    expect(JSON.stringify(before)).toBe(frozen)
  })

  it('trouble nobody foresaw comes back as INTERNAL and changes nothing', () => {
    const run = new DrivenRun(plan)
    const turn = run.send(lead, { type: 'nonsense' } as unknown as RunCommand, '10:05')
    expect([turn.refusal?.code, turn.events, turn.run]).toEqual(['INTERNAL', [], run.run])
  })
})

describe('the agenda', () => {
  const timed = playbook(
    `
- task: offer
  role: cs-agent
  due: open + 10h
  unanswered: { after: open + 4h, answers: {} }
- { task: later, role: operator, after: [], opens: t0 + 1d, due: t0 + 2d }
- { wait: parcel, role: warehouse, after: [], event: parcel.received, look: { every: 6h } }
- { task: free, role: operator, after: [] }
`,
    'launch: { at: { type: datetime } }\nanchors: { t0: at }',
  )
  const run = () => new DrivenRun(timed, { inputs: { at: '2027-03-10T10:00:00+08:00' } })
  const entries = (driven: DrivenRun) =>
    agenda(timed, driven.run).map((entry) => `${clockOf(entry.at)} ${entry.kind} ${entry.stepKey}`)

  it('holds everything that waits for time, earliest first', () => {
    expect(entries(run())).toEqual([
      '14:00 unanswered offer.1',
      '16:00 look parcel.1',
      '18:00 remind offer.1',
      '20:00 overdue offer.1',
      '11 10:00 open later.1',
    ])
  })

  it('is empty while paused and after the end', () => {
    const driven = run()
    driven.done(lead, { type: 'pause', reason: 'x' }, '10:05')
    expect([entries(driven), nextWakeAt(timed, driven.run, 'any')]).toEqual([[], null])
    driven.done(lead, { type: 'cancel', reason: 'x' }, '10:06')
    expect(entries(driven)).toEqual([])
  })

  it('wakes at the earliest; an opening that passed is no reason to wake', () => {
    const held = playbook(
      '[{ task: a, role: operator }, { task: b, role: operator, opens: t0 + 1h }]',
      'launch: { at: { type: datetime } }\nanchors: { t0: at }',
    )
    const driven = new DrivenRun(held, { inputs: { at: '2027-03-10T10:00:00+08:00' } }, person('lars: operator'))
    expect(nextWakeAt(held, driven.run, '2027-03-10T02:00:00.000Z')).toBe('2027-03-10T03:00:00.000Z')
    expect(nextWakeAt(held, driven.run, '2027-03-10T03:00:00.000Z')).toBeNull()
  })
})
