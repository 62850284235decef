import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun, lead, system } from './driven-run.ts'

const plan = playbook(
  `
- wait: arrival
  role: warehouse
  event: parcel.received
  correlate: waybill
  due: open + 3d
  facts: { parcel: { query: parcel, with: { waybill: waybill } } }
  look: { every: 6h, until: facts.parcel.receivedAt != null }
  form: { received_at: { type: datetime, required: false, from: facts.parcel.receivedAt }, colour: { type: text, required: false } }
- { task: put-away, role: warehouse }
`,
  'launch: { waybill: { type: text, required: false } }',
)
const facts = (receivedAt: string | null) =>
  ({ type: 'recordFacts', stepKey: 'arrival.1', facts: { parcel: { receivedAt } } }) as const
const waiting = (waybill: string | null = 'SF1') => {
  const run = new DrivenRun(plan, { inputs: waybill === null ? {} : { waybill } })
  run.done(system, facts(null), '10:01')
  return run
}
const parcel = (key: string | null, data: object = {}) =>
  ({ type: 'receiveEvent', eventId: 'e1', eventType: 'parcel.received', key, data: { ...data } }) as const
const looks = (run: DrivenRun) => run.effects.filter((effect) => effect.kind === 'facts').map((effect) => effect.look)

describe('a wait', () => {
  it('asks its facts as its turn comes, opens with them, looks again six hours after each look', () => {
    const run = new DrivenRun(plan, { inputs: { waybill: 'SF1' } })
    expect(run.effects[0]).toEqual({
      kind: 'facts',
      stepKey: 'arrival.1',
      queries: [{ name: 'parcel', query: 'parcel', with: { waybill: 'SF1' } }],
      look: false,
    })
    expect(run.step('arrival.1')).toMatchObject({ status: 'planned', awaiting: 'facts' })
    run.done(system, facts(null), '10:01')
    expect(run.step('arrival.1')).toMatchObject({ status: 'open', lookAt: '2027-03-10T08:01:00.000Z' })
    run.runTo('16:01')
    expect(looks(run)).toEqual([false, true])
    expect(run.step('arrival.1').lookAt).toBeNull()
    run.done(system, facts(null), '16:03')
    expect(run.step('arrival.1').lookAt).toBe('2027-03-10T14:03:00.000Z')
  })

  it('ends by itself once the facts say so; what they hold becomes the answer', () => {
    const run = waiting()
    run.done(system, facts('2027-03-10T07:00:00.000Z'), '16:03')
    expect(run.step('arrival.1')).toMatchObject({
      status: 'done',
      completedBy: null,
      answers: { received_at: '2027-03-10T07:00:00.000Z' },
    })
  })

  it('also while somebody has claimed it, and it goes on looking meanwhile', () => {
    const run = waiting()
    run.done('wes: warehouse', { type: 'claim', stepId: 'arrival' }, '10:05')
    run.runTo('16:01')
    run.done(system, facts(null), '16:03')
    expect(run.step('arrival.1').lookAt).toBe('2027-03-10T14:03:00.000Z')
    run.runTo('22:03')
    run.done(system, facts('2027-03-10T13:00:00.000Z'), '22:04')
    expect(run.statuses()['arrival.1']).toBe('done')
  })

  it('ends by its event: what fits the form is answered, the rest stays in the history', () => {
    const run = waiting()
    const turn = run.done(system, parcel('SF1', { colour: 'brown', weight: 3, received_at: '2027-02-30' }), '11:00')
    expect(run.step('arrival.1').answers).toEqual({ colour: 'brown' })
    expect(turn.events[0]).toMatchObject({
      type: 'external.received',
      stepKey: 'arrival.1',
      data: { eventId: 'e1', key: 'SF1', data: { colour: 'brown', weight: 3, received_at: '2027-02-30' } },
    })
  })

  it.each([
    ['another key is kept', 'SF1', parcel('SF2'), 'open'],
    ['no key concerns everybody', 'SF1', parcel(null), 'done'],
    ['a wait that does not know its own key yet takes any', null, parcel('SF9'), 'done'],
    ['another kind is kept', 'SF1', { ...parcel('SF1'), eventType: 'order.paid' }, 'open'],
  ])('%s', (_case, waybill, event, status) => {
    const run = waiting(waybill)
    run.done(system, event, '11:00')
    expect(run.statuses()['arrival.1']).toBe(status)
    expect(run.run.received).toHaveLength(status === 'open' ? 1 : 0)
  })

  it('one that ends after its due is late', () => {
    const run = waiting()
    run.done(system, parcel('SF1'), '13 10:02')
    expect(run.step('arrival.1')).toMatchObject({ status: 'done', late: true })
  })

  it('a person may end it by hand', () => {
    const run = waiting()
    run.done('wes: warehouse', { type: 'complete', stepId: 'arrival', answers: { colour: 'blue' } }, '11:00')
    expect(run.step('arrival.1')).toMatchObject({ completedBy: 'wes', answers: { colour: 'blue' } })
  })

  it('an event ends it while the run is paused; what follows opens on resuming', () => {
    const run = waiting()
    run.done(lead, { type: 'pause', reason: 'stocktaking' }, '10:30')
    run.done(system, parcel('SF1'), '11:00')
    expect(run.statuses()).toEqual({ 'arrival.1': 'done', 'put-away.1': 'planned' })
    run.done(lead, { type: 'resume' }, '11:30')
    expect(run.statuses()['put-away.1']).toBe('open')
  })

  it('at most fifty events are kept', () => {
    const run = waiting()
    for (let i = 0; i < 52; i += 1) run.done(system, parcel(`X${i}`), '11:00')
    expect(run.run.received.map((event) => event.key)).toEqual(Array.from({ length: 50 }, (_, i) => `X${i + 2}`))
  })
})

describe('facts of the launch', () => {
  const launched = playbook(
    '[{ task: check, role: cs-agent, form: { known: { type: bool, compute: facts.order != null } } }]',
    'launch: { order_no: { type: order } }\nlaunch_facts: { order: { query: order, with: { order_no: order_no } } }',
  )
  it('are asked once, for no step, and read by every later form', () => {
    const run = new DrivenRun(launched, { inputs: { order_no: 'O-1' } })
    expect(run.effects[0]).toEqual({
      kind: 'facts',
      stepKey: '',
      queries: [{ name: 'order', query: 'order', with: { order_no: 'O-1' } }],
      look: false,
    })
    run.done(system, { type: 'recordFacts', stepKey: '', facts: { order: { paid: 100 } } }, '10:01')
    run.complete('ann: cs-agent', 'check', '10:02')
    expect(run.step('check.1').answers).toEqual({ known: true })
  })
})
