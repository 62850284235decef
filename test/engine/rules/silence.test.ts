import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { at, clockOf, completes, statuses, story, told } from '../patterns/story.ts'
import { DrivenRun, lead } from './driven-run.ts'

const missed = 'outcomes: { done: { zh: 完, en: Done }, missed: { zh: 错过, en: Missed } }'
const anchored = 'launch: { launch_at: { type: datetime } }\nanchors: { L: { at: launch_at, plan: back } }'
const inputs = { launch_at: at('12 20:00') }

describe('silence on an approval (np-final-approve)', () => {
  const plan = playbook(
    `
- { task: prepare, role: operator }
- { approval: allow, requester: prepare, by: ops-lead, unanswered: { after: L, end: missed } }
- { task: publish, role: operator }
`,
    `${anchored}\n${missed}`,
  )

  it('ends the run at its instant, while it waits for a decision', () => {
    const played = told(plan, [completes('10:05', 'operator', 'prepare')], { inputs, until: at('13 10:00') })
    expect(played.outcome).toBe('missed')
    expect(story(played, 'run.completed')).toEqual(['12 20:00 run.completed'])
  })

  it('also while it is not even its turn', () => {
    const played = told(plan, [], { inputs, until: at('13 10:00') })
    expect([played.outcome, statuses(played).at(-1)]).toEqual(['missed', 'publish.1 cancelled'])
  })

  it('moves with its anchor', () => {
    const run = new DrivenRun(plan, { inputs })
    run.done(lead, { type: 'moveAnchor', anchor: 'L', to: at('14 20:00'), reason: 'later' }, '10:10')
    run.runTo('13 10:00')
    expect(run.run.status).toBe('running')
    run.complete('lars: operator', 'prepare', '13 10:05')
    run.done(lead, { type: 'moveAnchor', anchor: 'L', to: at('15 20:00'), reason: 'later' }, '13 10:10')
    run.runTo('15 20:00')
    expect(run.run.outcome).toBe('missed')
  })

  it('a decision in that very instant is a decision, by then of the superior', () => {
    const approve = { at: at('12 20:00'), by: 'store-manager', command: 'approve', stepId: 'allow' }
    const played = told(plan, [completes('10:05', 'operator', 'prepare'), approve], { inputs, until: at('13 10:00') })
    expect(statuses(played).at(-1)).toBe('publish.1 open')
  })
})

describe('silence on a task', () => {
  const plan = playbook(
    `
- task: offer
  role: cs-agent
  due: open + 30h
  form: { value: { type: money }, answer: { type: enum, of: [accepted, silent], preset: accepted } }
  rules: [{ warn: value <= yuan(5.00), id: R-MUCH, field: value, approve: [cs-lead], says: { zh: 多, en: Much. } }]
  unanswered: { after: open + 4h, answers: { value: 0, answer: silent } }
  then: [{ on: unanswered, end: missed }]
- { task: pay, role: cs-agent, when: answer == 'accepted' }
`,
    missed,
  )

  it('with answers of its own it counts as answered so, whoever had claimed it', () => {
    const run = new DrivenRun(plan)
    run.done('ann: cs-agent', { type: 'claim', stepId: 'offer' }, '10:05')
    run.runTo('14:00')
    expect(run.step('offer.1')).toMatchObject({ status: 'done', completedBy: null, late: false })
    expect(run.step('offer.1').answers).toEqual({ value: 0, answer: 'silent' })
    expect(run.run.outcome).toBe('done')
  })

  it('what was answered and sent back for rework is not silent any more', () => {
    const run = new DrivenRun(plan)
    run.complete('ann: cs-agent', 'offer', '13:00', { value: 9_00 }, { reasons: { value: 'kind buyer' } })
    run.runTo('15:00')
    run.done('lin: cs-lead', { type: 'reject', stepId: 'offer', reason: 'too much' }, '15:00')
    run.runTo('16:00')
    expect(run.step('offer.1')).toMatchObject({ status: 'claimed', attempt: 2 })
  })
})

describe('silence counted from the first blocked submission (np-licence-ip)', () => {
  const plan = playbook(
    `
- task: licence
  role: compliance
  form: { valid: { type: bool } }
  rules: [{ block: valid, id: R-LICENCE, says: { zh: 无效, en: The licence is not valid. } }]
  unanswered: { after: licence.blockedAt + 5wd, end: missed }
- { task: publish, role: operator }
`,
    missed,
  )
  it('begins with it, and later ones do not move it', () => {
    const run = new DrivenRun(plan)
    expect(run.step('licence.1').unansweredAt).toBeNull()
    expect(run.complete('cio: compliance', 'licence', '10:05', { valid: false })?.code).toBe('FORM_BLOCKED')
    run.complete('cio: compliance', 'licence', '11 10:05', { valid: false })
    expect(clockOf(run.step('licence.1').unansweredAt ?? '')).toBe('17 10:05')
    run.runTo('17 10:05')
    expect(run.run.outcome).toBe('missed')
  })
})
