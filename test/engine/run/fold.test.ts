import { describe, expect, it } from 'vitest'
import type { RunEvent } from '#engine/model/run-event.ts'
import { applyEvent, foldEvents } from '#engine/run/apply.ts'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun, lead, system } from '../rules/driven-run.ts'

const plan = playbook(
  `
- task: count
  role: warehouse
  due: open + 1h
  form: { pieces: { type: int } }
  approve: ops-lead
  then_run: [{ run: adjustStock, with: { change: pieces } }]
- { task: note, role: warehouse, on_demand: { by: [warehouse] } }
- { wait: parcel, role: warehouse, event: parcel.received, due: t0 + 2d }
- { task: store, role: warehouse, then: [{ return_to: store, at_most: 1 }] }
`,
  'launch: { at: { type: datetime } }\nanchors: { t0: at }',
)

describe('the state is what its history says', () => {
  it('at every moment, also after the history went through a file', () => {
    const run = new DrivenRun(plan, { inputs: { at: '2027-03-10T09:00:00+08:00' } })
    const count = { type: 'complete', stepId: 'count', answers: { pieces: 3 } } as const
    const acts: (() => void)[] = [
      () => run.done('wes: warehouse', { type: 'claim', stepId: 'count' }, '10:01'),
      () => run.done('wes: warehouse', { type: 'release', stepId: 'count' }, '10:02'),
      () => run.done('wes: warehouse', { type: 'open', stepId: 'note' }, '10:03'),
      () => run.done('wes: warehouse', { type: 'comment', text: 'hm' }, '10:03'),
      () =>
        run.done(
          'wes: warehouse',
          { type: 'addEvidence', stepId: 'count', evidenceId: 'e', sha256: 'ab', mediaType: 'image/png', bytes: 3 },
          '10:04',
        ),
      () => run.done('wes: warehouse', count, '10:05'),
      () => run.done('omar: ops-lead', { type: 'reject', stepId: 'count', reason: 'again' }, '10:10'),
      () => run.runTo('11 12:00'),
      () => run.done('wes: warehouse', count, '11 12:05'),
      () => run.done('omar: ops-lead', { type: 'approve', stepId: 'count' }, '11 12:10'),
      () =>
        run.done(
          system,
          { type: 'automationFinished', stepKey: 'count.1', call: 1, attempt: 1, error: 'down' },
          '11 12:11',
        ),
      () => run.done(lead, { type: 'retryIncident', stepId: 'count' }, '11 12:12'),
      () =>
        run.done(lead, { type: 'moveAnchor', anchor: 't0', to: '2027-03-12T09:00:00+08:00', reason: 'x' }, '11 12:13'),
      () => run.done(lead, { type: 'pause', reason: 'x' }, '11 12:14'),
      () => run.done(lead, { type: 'resume' }, '11 13:14'),
      () => run.done(lead, { type: 'skip', stepId: 'parcel', reason: 'x' }, '11 13:15'),
      () => run.done('wes: warehouse', { type: 'complete', stepId: 'store', answers: {} }, '11 13:16'),
      () =>
        run.done(
          'omar: ops-lead',
          { type: 'revise', stepId: 'count', answers: { pieces: 3 }, reason: 'x' },
          '11 13:17',
        ),
      () => run.done(lead, { type: 'cancel', reason: 'x' }, '11 13:18'),
    ]
    for (const act of acts) {
      act()
      const { folded, brokenLink } = run.soundness()
      expect(folded).toEqual(run.run)
      expect(brokenLink).toBeNull()
      const kept = JSON.parse(JSON.stringify(run.events)) as RunEvent[]
      expect(foldEvents(kept)).toEqual(JSON.parse(JSON.stringify(run.run)))
    }
    expect(new Set(run.events.map((event) => event.type)).size).toBeGreaterThan(25)
  })

  it('a history must begin with a launch', () => {
    const [, planned] = new DrivenRun(plan, { inputs: { at: '2027-03-10T09:00:00+08:00' } }).events
    expect(() => applyEvent(null, planned!)).toThrow('Run run-1 begins with steps.planned instead of run.launched.')
    expect(foldEvents([])).toBeNull()
  })

  it('an event of a step that is not there leaves the run as it is', () => {
    const run = new DrivenRun(plan, { inputs: { at: '2027-03-10T09:00:00+08:00' } })
    const stray = { ...run.events.at(-1)!, type: 'step.claimed' as const, stepKey: 'nix.1', seq: 99, hash: 'h' }
    expect(applyEvent(run.run, stray)).toEqual({ ...run.run, seq: 99, hash: 'h' })
  })
})

describe('each event', () => {
  const run = new DrivenRun(plan, { inputs: { at: '2027-03-10T09:00:00+08:00' } })
  it('says who did it, for whom, in which role, through which door and by which command', () => {
    const by = { personId: 'wes', roles: ['warehouse'], role: 'warehouse', onBehalfOf: 'wim' }
    const { events } = run.done(by, { type: 'claim', stepId: 'count' }, '10:01')
    expect(events).toMatchObject([
      { personId: 'wes', role: 'warehouse', onBehalfOf: 'wim', door: 'api', commandId: 'c-3', seq: 4 },
    ])
  })

  it('what nobody did by hand is the system’s', () => {
    expect(run.events.slice(0, 3).map((event) => [event.type, event.personId, event.door])).toEqual([
      ['run.launched', 'lars', 'api'],
      ['steps.planned', 'system', 'system'],
      ['step.opened', 'system', 'system'],
    ])
  })
})
