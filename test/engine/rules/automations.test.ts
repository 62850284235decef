import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { story } from '../patterns/story.ts'
import { DrivenRun, lead, system } from './driven-run.ts'

const answer = (stepKey: string, call: number, attempt: number, more: object) => ({
  type: 'automationFinished' as const,
  stepKey,
  call,
  attempt,
  ...more,
})
const asked = (run: DrivenRun) => run.effects.filter((effect) => effect.kind === 'automation')

describe('an automation step', () => {
  const plan = playbook(
    `
- automation: fetch-price
  run: lowestPrice
  with: { sku: sku, days: 30 }
  due: open + 5m
  results: { lowest: { type: money } }
- { task: decide, role: operator, when: lowest > yuan(10.00) }
`,
    'launch: { sku: { type: sku } }',
  )
  const launched = () => new DrivenRun(plan, { inputs: { sku: 'A' } })

  it('is asked once with its input; its output is its answers', () => {
    const run = launched()
    expect(asked(run)).toEqual([
      {
        kind: 'automation',
        stepKey: 'fetch-price.1',
        call: 0,
        attempt: 1,
        activity: 'lowestPrice',
        input: { sku: 'A', days: 30 },
      },
    ])
    run.done(system, answer('fetch-price.1', 0, 1, { output: { lowest: 19_90 } }), '10:01')
    expect(run.step('fetch-price.1')).toMatchObject({ status: 'done', answers: { lowest: 19_90 }, completedBy: null })
    expect(run.statuses()['decide.1']).toBe('open')
  })

  it('an answer after the due is late; a repeat, an older attempt and another call change nothing', () => {
    const run = launched()
    const twice = answer('fetch-price.1', 0, 1, { output: { lowest: 1 } })
    expect(run.send(system, answer('fetch-price.1', 0, 2, {}), '10:02').events).toEqual([])
    expect(run.send(system, answer('fetch-price.1', 1, 1, {}), '10:02').events).toEqual([])
    run.done(system, twice, '10:06')
    expect(run.step('fetch-price.1').late).toBe(true)
    expect(run.send(system, twice, '10:07').events).toEqual([])
    expect(run.send(system, answer('no-step.1', 0, 1, {}), '10:07').events).toEqual([])
  })

  it('one that gives up parks the step as an incident, told to the ops-lead; a lead tries again', () => {
    const run = launched()
    const turn = run.done(system, answer('fetch-price.1', 0, 1, { error: 'no connection' }), '10:01')
    expect(story(turn)).toEqual(['10:01 automation.failed fetch-price.1', '10:01 incident.raised fetch-price.1'])
    expect(turn.effects).toMatchObject([{ kind: 'notify', roles: ['ops-lead'], notice: 'incident.raised' }])
    expect([run.run.status, run.statuses()['fetch-price.1']]).toEqual(['incident', 'incident'])
    run.done(lead, { type: 'retryIncident', stepId: 'fetch-price' }, '10:05')
    expect(asked(run).map((effect) => [effect.call, effect.attempt])).toEqual([
      [0, 1],
      [0, 2],
    ])
    run.done(system, answer('fetch-price.1', 0, 2, { output: { lowest: 5_00 } }), '10:06')
    expect(run.run.status).toBe('completed')
  })

  it.each<[string, string, object, [string, string]]>([
    [
      'somebody without the right',
      'ann: cs-agent',
      { stepId: 'fetch-price' },
      [
        'NOT_ALLOWED',
        'Only a lead, ops-lead or store-manager, or who launched it, may settle an incident of run run-1.',
      ],
    ],
    [
      'a step without an incident',
      'lea: lead',
      { stepId: 'decide' },
      ['STEP_NOT_OPEN', 'Step decide.1 is planned; it has no incident to settle.'],
    ],
  ])('retrying is refused: %s', (_case, by, target, refusal) => {
    const run = launched()
    run.done(system, answer('fetch-price.1', 0, 1, { error: 'no connection' }), '10:01')
    expect(run.refused(by, { type: 'retryIncident', ...target }, '10:05')).toEqual(refusal)
  })

  it('a parked step may be waived; the run goes on as running', () => {
    const run = launched()
    run.done(system, answer('fetch-price.1', 0, 1, { error: 'no connection' }), '10:01')
    run.done(lead, { type: 'skip', stepId: 'fetch-price', reason: 'asked by phone' }, '10:05')
    expect(run.statuses()).toEqual({ 'fetch-price.1': 'skipped', 'decide.1': 'incident' })
    run.done(lead, { type: 'skip', stepId: 'decide', reason: 'nothing to decide' }, '10:06')
    expect(run.run.status).toBe('completed')
  })
})

describe('automations after a completion', () => {
  const plan = playbook(`
- task: put-away
  role: warehouse
  then_run:
    - { run: adjustStock, with: { change: 1 } }
    - { run: tellShop, with: {} }
- { task: thank, role: cs-agent }
`)
  const stored = () => {
    const run = new DrivenRun(plan)
    run.done('wes: warehouse', { type: 'complete', stepId: 'put-away', answers: {} }, '10:05')
    return run
  }
  const calls = (run: DrivenRun) => asked(run).map((effect) => `${effect.activity} ${effect.call}/${effect.attempt}`)

  it('run one after the other, each recorded; what follows the step does not wait for them', () => {
    const run = stored()
    expect(run.statuses()).toEqual({ 'put-away.1': 'done', 'thank.1': 'open' })
    expect(calls(run)).toEqual(['adjustStock 1/1'])
    run.done(system, answer('put-away.1', 1, 1, { output: {} }), '10:06')
    run.done(system, answer('put-away.1', 2, 2, { output: {} }), '10:07')
    expect(calls(run)).toEqual(['adjustStock 1/1', 'tellShop 2/2'])
    expect(story({ events: run.events }, 'automation.succeeded')).toEqual([
      '10:06 automation.succeeded put-away.1',
      '10:07 automation.succeeded put-away.1',
    ])
  })

  it('the run does not end before the last of them', () => {
    const run = stored()
    run.done('ann: cs-agent', { type: 'complete', stepId: 'thank', answers: {} }, '10:06')
    expect(run.run.status).toBe('running')
    run.done(system, answer('put-away.1', 1, 1, { output: {} }), '10:07')
    run.done(system, answer('put-away.1', 2, 2, { output: {} }), '10:08')
    expect(run.run.status).toBe('completed')
  })

  it('only the one that failed is tried again, and the rest follow', () => {
    const run = stored()
    run.done(system, answer('put-away.1', 1, 1, { output: {} }), '10:06')
    run.done(system, answer('put-away.1', 2, 2, { error: 'shop is down' }), '10:07')
    expect([run.run.status, run.statuses()['put-away.1']]).toEqual(['incident', 'incident'])
    run.done(lead, { type: 'retryIncident', stepId: 'put-away' }, '10:10')
    expect(calls(run)).toEqual(['adjustStock 1/1', 'tellShop 2/2', 'tellShop 2/3'])
    run.done(system, answer('put-away.1', 2, 3, { output: {} }), '10:11')
    expect([run.run.status, run.statuses()['put-away.1']]).toEqual(['running', 'done'])
  })

  it('waiving the one that failed leaves the step done', () => {
    const run = stored()
    run.done(system, answer('put-away.1', 1, 1, { error: 'no stock list' }), '10:06')
    run.done(lead, { type: 'skip', stepKey: 'put-away.1', reason: 'counted by hand' }, '10:10')
    expect(run.step('put-away.1')).toMatchObject({ status: 'done', completedBy: 'wes', skippedBecause: null })
    run.done('ann: cs-agent', { type: 'complete', stepId: 'thank', answers: {} }, '10:12')
    expect(run.run.status).toBe('completed')
    expect(run.run.counters['skipped_by_person']).toBe(0)
  })

  it('a failure while the run is paused does not wake it', () => {
    const run = stored()
    run.done(lead, { type: 'pause', reason: 'stocktaking' }, '10:06')
    run.done(system, answer('put-away.1', 1, 1, { error: 'no stock list' }), '10:07')
    expect(run.run.status).toBe('paused')
    run.done(lead, { type: 'resume' }, '10:08')
    expect(run.run.status).toBe('incident')
    run.done(lead, { type: 'pause', reason: 'stocktaking' }, '10:09')
    run.done(lead, { type: 'retryIncident', stepId: 'put-away' }, '10:10')
    expect(run.run.status).toBe('paused')
  })

  it('a cancelled run hears no more of them', () => {
    const run = stored()
    run.done(lead, { type: 'cancel', reason: 'fraud' }, '10:06')
    expect(run.send(system, answer('put-away.1', 1, 1, { error: 'no stock list' }), '10:07').events).toEqual([])
    expect(run.run.status).toBe('cancelled')
  })

  it('cancelling a run with an incident leaves nothing parked', () => {
    const run = stored()
    run.done(system, answer('put-away.1', 1, 1, { error: 'no stock list' }), '10:06')
    run.done(lead, { type: 'cancel', reason: 'fraud' }, '10:07')
    expect(run.statuses()).toEqual({ 'put-away.1': 'done', 'thank.1': 'cancelled' })
    expect(run.run.status).toBe('cancelled')
  })

  it('a branch that ends the run waits for them too', () => {
    const ending = playbook(
      `
- { task: put-away, role: warehouse, then_run: [{ run: adjustStock, with: {} }], then: [{ end: done }] }
- { task: thank, role: cs-agent }
`,
    )
    const run = new DrivenRun(ending)
    run.done('wes: warehouse', { type: 'complete', stepId: 'put-away', answers: {} }, '10:05')
    expect([run.run.status, run.run.ending]).toEqual(['running', 'done'])
    run.done(system, answer('put-away.1', 1, 1, { error: 'no stock list' }), '10:06')
    expect(run.run.status).toBe('incident')
    run.done(lead, { type: 'retryIncident', stepId: 'put-away' }, '10:07')
    run.done(system, answer('put-away.1', 1, 2, { output: {} }), '10:08')
    expect([run.run.status, run.run.outcome]).toEqual(['completed', 'done'])
  })
})
