import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { at, completes, statuses, story, told } from './story.ts'

const plan = playbook(
  `
- { task: order-goods, role: buyer, form: { waybill: { type: text } } }
- wait: goods-in
  role: warehouse
  event: parcel.received
  correlate: waybill
  form: { received_at: { type: datetime, required: false } }
- wait: second-parcel
  role: warehouse
  event: parcel.received
- { task: put-away, role: warehouse }
`,
)
const parcel = (clock: string, key: string, received_at = clock) => ({
  at: at(clock),
  event: { type: 'parcel.received', key, data: { received_at: at(received_at), colour: 'brown' } },
})

describe('persistent trigger: a stock-in event is kept until somebody waits for it', () => {
  it('it comes early and ends the wait as soon as that opens', () => {
    const played = told(plan, [parcel('10:05', 'SF1'), completes('10:30', 'buyer', 'order-goods', { waybill: 'SF1' })])
    expect(story(played).slice(2)).toEqual([
      '10:05 external.received',
      '10:30 step.completed order-goods.1',
      '10:30 step.opened goods-in.1',
      '10:30 external.received goods-in.1',
      '10:30 step.completed goods-in.1',
      '10:30 step.opened second-parcel.1',
    ])
    expect(played.steps[1]?.answers).toEqual({ received_at: '2027-03-10T02:05:00.000Z' })
    expect(played.run?.received).toEqual([])
  })

  it('nobody is said to have received what the system had kept', () => {
    const played = told(plan, [parcel('10:05', 'SF1'), completes('10:30', 'buyer', 'order-goods', { waybill: 'SF1' })])
    const kept = played.events.filter((event) => event.type === 'external.received')
    expect(kept.map((event) => event.personId)).toEqual(['system', 'system'])
  })

  it('two parcels of one instant are two parcels', () => {
    const played = told(plan, [
      parcel('10:05', 'SF1'),
      parcel('10:05', 'SF2'),
      completes('10:30', 'buyer', 'order-goods', { waybill: 'SF1' }),
    ])
    expect(statuses(played)).toEqual([
      'order-goods.1 done',
      'goods-in.1 done',
      'second-parcel.1 done',
      'put-away.1 open',
    ])
  })

  it('one with another key is kept for whom it may concern, a wait that opened takes only its own', () => {
    const played = told(plan, [
      completes('10:05', 'buyer', 'order-goods', { waybill: 'SF1' }),
      parcel('10:10', 'SF9'),
      parcel('10:20', 'SF1'),
    ])
    expect(story(played, 'step.completed')).toEqual([
      '10:05 step.completed order-goods.1',
      '10:20 step.completed goods-in.1',
      '10:20 step.completed second-parcel.1',
    ])
  })
})
