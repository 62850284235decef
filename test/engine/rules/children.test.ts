import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { story } from '../patterns/story.ts'
import { DrivenRun, lead, system } from './driven-run.ts'

const plan = (awaited: boolean) =>
  playbook(
    `
- task: solve
  role: complaint-handler
  form: { sku: { type: sku } }
  then:
    - launch: return-refund
      with: { sku: sku, applied_at: now, goodwill: true, why: "'agreed'" }
      role: cs-agent
      awaited: ${awaited}
- { task: thank, role: cs-agent }
`,
    'record: { n: counters.blocks }',
  )
const solved = (awaited: boolean) => {
  const run = new DrivenRun(plan(awaited))
  run.done('cas: complaint-handler', { type: 'complete', stepId: 'solve', answers: { sku: 'A' } }, '10:05')
  return run
}
const thanked = (run: DrivenRun, clock: string) => run.complete('ann: cs-agent', 'thank', clock)
const childKey = 'solve.1/1'
const started = { type: 'childStarted', childKey, runId: 'run-7', linked: false } as const
const notPublished = { type: 'childStarted', childKey, runId: null, linked: false } as const
const ended = { type: 'childEnded', childKey, outcome: 'refunded', record: { refund_fen: 39_00 } } as const

describe('a playbook started by a branch', () => {
  it('is asked for once, with its inputs', () => {
    expect(solved(false).effects.filter((effect) => effect.kind === 'launch')).toEqual([
      {
        kind: 'launch',
        childKey,
        sop: 'return-refund',
        inputs: { sku: 'A', applied_at: '2027-03-10T02:05:00.000Z', goodwill: true, why: 'agreed' },
      },
    ])
  })

  it('not awaited: the run goes on, but does not end before the start is known', () => {
    const run = solved(false)
    expect(thanked(run, '10:10')).toBeUndefined()
    expect([run.run.status, run.run.ending]).toEqual(['running', 'done'])
    run.done(system, started, '10:11')
    expect(run.run.status).toBe('completed')
    expect(run.run.children).toMatchObject([{ status: 'running', runId: 'run-7' }])
  })

  it('a run that only waits for a start takes no new work', () => {
    const run = solved(false)
    thanked(run, '10:10')
    expect(
      run.refused(lead, { type: 'revise', stepId: 'solve', answers: { sku: 'B' }, reason: 'typo' }, '10:10'),
    ).toEqual(['RUN_CLOSED', 'Run run-1 ends as done; it only waits for what it asked for before.'])
  })

  it('awaited: what follows waits for its end', () => {
    const run = solved(true)
    run.done(system, started, '10:06')
    expect(run.statuses()).toEqual({ 'solve.1': 'done', 'thank.1': 'planned' })
    expect(run.refused('ann: cs-agent', { type: 'complete', stepId: 'thank', answers: {} }, '10:07')).toEqual([
      'STEP_NOT_OPEN',
      'Step thank.1 is planned; it waits for solve.',
    ])
    run.done(system, ended, '11 09:00')
    expect(run.run.children).toMatchObject([{ status: 'ended', outcome: 'refunded' }])
    expect(run.statuses()['thank.1']).toBe('open')
  })

  it('repeated and unknown reports change nothing', () => {
    const run = solved(true)
    run.done(system, started, '10:06')
    for (const report of [started, notPublished, { ...ended, childKey: 'solve.1/9' }])
      expect(run.send(system, report, '10:07').events).toEqual([])
    run.done(system, ended, '10:08')
    expect(run.send(system, ended, '10:09').events).toEqual([])
  })
})

describe('a playbook that is not published', () => {
  it('becomes a task "start it by hand" for its role, due in a day', () => {
    const run = solved(false)
    const turn = run.done(system, notPublished, '10:06')
    expect(story(turn)).toEqual(['10:06 child.notPublished solve.1', '10:06 step.opened start-by-hand:1.1'])
    expect(run.step('start-by-hand:1.1')).toMatchObject({
      status: 'open',
      role: 'cs-agent',
      dueAt: '2027-03-11T02:06:00.000Z',
      item: { childKey, sop: 'return-refund', inputs: { sku: 'A' }, role: 'cs-agent' },
    })
  })

  it('the run does not end before that is done', () => {
    const run = solved(false)
    run.done(system, notPublished, '10:06')
    thanked(run, '10:10')
    expect([run.run.status, run.statuses()['start-by-hand:1.1']]).toEqual(['running', 'open'])
    run.done('ann: cs-agent', { type: 'complete', stepId: 'start-by-hand', answers: { started_as: 'R-17' } }, '10:20')
    expect(run.run.status).toBe('completed')
  })

  it('nor before it is even known that nobody can start it', () => {
    const run = solved(false)
    thanked(run, '10:10')
    run.done(system, notPublished, '10:11')
    expect(run.run.status).toBe('running')
    run.done(lead, { type: 'skip', stepId: 'start-by-hand', reason: 'not needed' }, '10:12')
    expect(run.run.status).toBe('completed')
  })

  it('awaited: the hand task stands for it', () => {
    const run = solved(true)
    run.done(system, notPublished, '10:06')
    expect(run.statuses()['thank.1']).toBe('planned')
    run.done('ann: cs-agent', { type: 'complete', stepId: 'start-by-hand', answers: { started_as: 'R-17' } }, '10:20')
    expect(run.run.children).toMatchObject([{ status: 'ended', outcome: 'by_hand' }])
    expect(run.statuses()['thank.1']).toBe('open')
  })

  it('cancelling the run cancels the hand task', () => {
    const run = solved(false)
    run.done(system, notPublished, '10:06')
    run.done(lead, { type: 'cancel', reason: 'fraud' }, '10:07')
    expect(run.statuses()['start-by-hand:1.1']).toBe('cancelled')
  })
})

describe('reports that reach a run that was cancelled change nothing', () => {
  it.each([
    ['started', started],
    ['not published', notPublished],
    ['ended', ended],
    ['facts', { type: 'recordFacts', stepKey: 'solve.1', facts: { x: 1 } } as const],
  ])('%s', (_case, report) => {
    const run = solved(false)
    run.done(lead, { type: 'cancel', reason: 'fraud' }, '10:07')
    expect(run.send(system, report, '10:08').events).toEqual([])
  })
})

describe('a run started by another reports its end', () => {
  const child = () => new DrivenRun(plan(false), { parentRunId: 'run-0', parentChildKey: 'ce-execute.1/1' })
  it('when it is completed', () => {
    const run = child()
    run.done('cas: complaint-handler', { type: 'complete', stepId: 'solve', answers: { sku: 'A' } }, '10:05')
    run.done(system, started, '10:06')
    thanked(run, '10:10')
    expect(run.effects.at(-1)).toEqual({
      kind: 'report',
      parentRunId: 'run-0',
      childKey: 'ce-execute.1/1',
      outcome: 'done',
      record: { n: 0 },
    })
  })

  it('when it is cancelled', () => {
    const run = child()
    run.done(lead, { type: 'cancel', reason: 'fraud' }, '10:05')
    expect(run.effects.slice(-2)).toMatchObject([{ kind: 'report', outcome: 'cancelled' }, { notice: 'run.cancelled' }])
  })
})

it('one start per entry of a list', () => {
  const each = playbook(`
- task: plan-streams
  role: planner
  form: { streams: { type: list, item: text, required: false } }
  then: [{ launch: livestream, each: streams, as: slot, with: { start_at: slot } }]
`)
  const run = new DrivenRun(each)
  run.done('pia: planner', { type: 'complete', stepId: 'plan-streams', answers: { streams: ['a', 'b'] } }, '10:05')
  expect(
    run.effects.filter((effect) => effect.kind === 'launch').map((effect) => [effect.childKey, effect.inputs]),
  ).toEqual([
    ['plan-streams.1/1', { start_at: 'a' }],
    ['plan-streams.1/2', { start_at: 'b' }],
  ])
  const none = new DrivenRun(each)
  none.done('pia: planner', { type: 'complete', stepId: 'plan-streams', answers: {} }, '10:05')
  expect(none.run.status).toBe('completed')
})
