import { expect, it } from 'vitest'
import { clock, cst, due, refused, step } from '../sop-definitions/playbook.ts'
import { grid, saleFacts, saleInputs, saleStory } from '../sop-definitions/sale-case.ts'
import type { Scenario, Told } from './told.ts'

const orders = {
  'bs-fulfil': { orders: [{ order_no: 'S-1', paid_at: cst('11-11 01:00'), shipped_at: cst('11-12 15:00') }] },
  'bs-presale-ship': {
    orders: [{ order_no: 'P-1', balance_paid_at: cst('11-11 00:20'), shipped_at: cst('11-15 15:00') }],
  },
}

/** SC-04 big sale anchored on 11-11 with pre-sale. */
export const sc04: Scenario = {
  sop: 'big-sale-45d',
  storeId: 'douyin-shop',
  request: {
    inputs: saleInputs,
    facts: saleFacts,
    startAt: cst('09-27 09:00'),
    acts: saleStory(null, orders),
  },
}

/** What the catalogue says of SC-04, written by hand. */
export function sc04Holds(told: () => Told): void {
  const timesOf = (stepId: string) =>
    told()
      .steps.filter((item) => item.stepId === stepId)
      .map((item) => clock(item.dueAt))

  it('refuses nothing and ends improved', () => {
    expect([refused(told()), told().outcome]).toEqual([[], 'improved'])
  })

  it('falls due on the days of the catalogue', () => {
    const expected = [
      ['bs-kickoff', '09-27 18:00'],
      ['bs-target', '09-28 18:00'],
      ['bs-assortment', '09-30 18:00'],
      ['bs-pricing', '10-08 18:00'],
      ['bs-stock-plan', '10-09 18:00'],
      ['bs-budget', '10-10 18:00'],
      ['bs-align-meeting', '10-11 18:00'],
      ['bs-signup', '10-12 18:00'],
      ['bs-supplier-confirm', '10-12 18:00'],
      ['bs-kol-live', '10-17 18:00'],
      ['bs-visuals', '10-20 18:00'],
      ['bs-cs-ready', '10-21 18:00'],
      ['bs-compliance', '10-22 18:00'],
      ['bs-presale-setup', '10-24 18:00'],
      ['bs-presale-open', '10-27 10:00'],
      ['bs-stock-arrival', '11-01 18:00'],
      ['bs-price-freeze', '11-04 18:00'],
      ['bs-drill', '11-08 18:00'],
      ['bs-go-no-go', '11-10 18:00'],
      ['bs-analysis', '11-21 18:00'],
      ['bs-retro', '11-25 18:00'],
      ['bs-improve', '12-11 18:00'],
    ]
    expect(expected.map(([id]) => [id, due(told(), id!)])).toEqual(expected)
  })

  it('repeats eligibility, warm-up checks, burst readings and encore', () => {
    expect(timesOf('bs-eligibility')).toEqual(['09-30 18:00', '10-12 18:00', '11-04 18:00'])
    expect(timesOf('bs-warmup-daily')).toEqual(grid('10-28 10:00', 1440, 14))
    expect(timesOf('bs-burst-3h')).toEqual(
      ['00:30', '01:00', '01:30', '02:00', '02:30', '03:00'].map((at) => `11-11 ${at}`),
    )
    expect(timesOf('bs-burst-day')).toHaveLength(21)
    expect([timesOf('bs-burst-day')[0], timesOf('bs-burst-day').at(-1)]).toEqual(['11-11 04:00', '11-12 00:00'])
    expect(timesOf('bs-encore')).toEqual(['11-12 10:00', '11-13 10:00', '11-14 10:00'])
  })

  it('works out the numbers of SKU X', () => {
    expect(step(told(), 'bs-target').answers['planned_gmv']).toBe(60000000)
    expect(step(told(), 'bs-eligibility', 1).answers['items']).toMatchObject([{ sku: 'X', eligible: true }])
    expect(step(told(), 'bs-budget').answers).toMatchObject({ warm_up: 1500000, burst: 3000000, after_heat: 500000 })
    expect(step(told(), 'bs-stock-plan').answers['items']).toMatchObject([{ safety_stock: 65, to_buy: 725 }])
    expect(step(told(), 'bs-pricing').answers['prices']).toMatchObject([
      { spot_price: 17900, presale_price: 15900, margin: 24.53 },
    ])
  })

  it('ships by the hard clocks: 48 h after payment, 7 days after the balance', () => {
    expect(step(told(), 'bs-fulfil', 1).answers['deadlines']).toMatchObject([
      { ship_by: new Date(cst('11-13 01:00')).toISOString(), late: false },
    ])
    expect(step(told(), 'bs-presale-ship', 1).answers['deadlines']).toMatchObject([
      { ship_by: new Date(cst('11-18 00:20')).toISOString(), late: false },
    ])
  })

  it('withdraws the temporary planner with the retro and keeps the figures on record', () => {
    const asked = told().events.filter((event) => event.type === 'automation.asked')
    expect(asked.map((event) => [clock(event.at), event.data['activity'], event.data['input']])).toEqual([
      ['11-25 10:00', 'withdrawRole', { person: 'planner-1', role: 'campaign-planner' }],
    ])
    expect(told().record).toMatchObject({
      gates_accepted: true,
      go_decision: 'go',
      temp_planner_rights_withdrawn: true,
      temp_planner_rights_withdrawn_at: new Date(cst('11-25 10:00')).toISOString(),
      warm_up_days: 14,
      readings_first: 6,
      readings_day: 21,
      encores: 3,
      gmv: 9000000,
      target_share: 15,
      times_normal: 450,
      late_shipments: 0,
      steps_overdue: 0,
    })
  })
}
