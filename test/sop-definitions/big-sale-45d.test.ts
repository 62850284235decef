import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import { bigSale, itemX, playSale, reading, saleAnswers, saleStory } from './sale-case.ts'
import { clock, cst } from './playbook.ts'
import { fieldsOf, submission } from './submission.ts'

const warm = playSale(saleStory('bs-go-no-go'))
const says = (stepId: string, change: JsonObject) =>
  submission(bigSale, warm, stepId, { ...saleAnswers[stepId], ...change }, '11-10 17:00').says
const item = (change: JsonObject) => ({ items: [{ ...itemX, ...change }] })
const kol = (change: JsonObject) => ({
  kols: [{ kol: '甲', score: 4.8, audience_match: true, mode: 'fee', ...change }],
})
const coupon = (from: string, to: string) => ({
  items: [
    {
      sku: 'X',
      coupon: { type: 'full_cut', threshold: 20000, amount: 3000, valid_from: cst(from), valid_to: cst(to) },
    },
  ],
})

describe('big-sale-45d, the definition', () => {
  it('has the steps and roles of the catalogue in their order', () => {
    expect(bigSale.steps.map((plan) => `${plan.id} ${plan.role?.cases[0]?.role ?? '-'}`)).toEqual([
      'bs-kickoff ops-lead',
      'bs-target ops-lead',
      'bs-assortment merchandiser',
      'bs-eligibility -',
      'bs-pricing campaign-planner',
      'bs-stock-plan buyer',
      'bs-budget ops-lead',
      'bs-align-meeting campaign-planner',
      'bs-signup operator',
      'bs-supplier-confirm buyer',
      'bs-kol-live kol-manager',
      'bs-visuals designer',
      'bs-cs-ready cs-lead',
      'bs-compliance compliance',
      'bs-presale-setup operator',
      'bs-presale-open operator',
      'bs-warmup-daily operator',
      'bs-stock-arrival warehouse',
      'bs-price-freeze operator',
      'bs-drill ops-lead',
      'bs-go-no-go store-manager',
      'bs-burst-3h operator',
      'bs-burst-day operator',
      'bs-encore operator',
      'bs-fulfil warehouse',
      'bs-presale-ship warehouse',
      'bs-analysis data-analyst',
      'bs-retro campaign-planner',
      'bs-improve ops-lead',
    ])
  })

  it('counts shipping by hard clocks, everything else from its own plan', () => {
    expect(bigSale.steps.filter((plan) => plan.hard).map((plan) => plan.id)).toEqual(['bs-fulfil', 'bs-presale-ship'])
    expect(bigSale.starters).toEqual(['operator', 'ops-lead', 'store-manager'])
    expect(fieldsOf(bigSale.launch)).toBe(
      'name platform campaign_day goal presale budget_total target_gmv baseline_daily_gmv industry_cvr industry_cart_rate assignees?',
    )
  })

  it.each<[string, unknown]>([
    ['prep', '45d'],
    ['gmv_tolerance', 1],
    ['active_sku_min', 80],
    ['elig_sales', 50],
    ['eligibility_days', [42, 30, 7]],
    ['margin_min', 30],
    ['full_cut_threshold', 20000],
    ['full_cut', 3000],
    ['shop_coupon', 3000],
    ['lower_threshold', 15000],
    ['presale_off', 2000],
    ['presale_ship', '168h'],
    ['presale_ship_days', 7],
    ['balance_window', '24h'],
    ['safety_buffer', 20],
    ['restock_days', 3],
    ['alert_level', 0],
    ['warm_up_share', 30],
    ['burst_share', 60],
    ['after_heat_share', 10],
    ['spend_alert', 90],
    ['budget_shift', 10],
    ['signup_retry', '48h'],
    ['arrive_before', 10],
    ['kol_score', 4.8],
    ['page_load_s', 3],
    ['related_links_min', 1],
    ['cs_reply_s', 30],
    ['cs_reply_rate', 90],
    ['silent_coupon', 50],
    ['drill_checks', 5],
    ['burst_first', '3h'],
    ['day_minutes', 1440],
    ['order_exception', '1h'],
    ['parcel_stuck_h', 24],
    ['fulfil_days', '5d'],
    ['presale_days', '8d'],
  ])('parameter %s is %j', (name, value) => {
    expect(bigSale.parameters.find((parameter) => parameter.name === name)?.value).toEqual(value)
  })

  it('has no parameter beside these and the shipping clock', () => {
    expect(bigSale.parameters).toHaveLength(38)
    expect(warm.run?.parameters['order_ship']).toBe('48h')
  })

  it('gives a late start a day for each planned due, at most to T; shipping stays (R-LATE)', () => {
    const late = playSale([], { startAt: cst('11-05 09:00') })
    expect([late.run?.lateStart, clock(late.steps[0]?.dueAt)]).toEqual([true, '11-06 09:00'])
    const sheet = late.steps.find((step) => step.stepId === 'bs-fulfil')
    expect(clock(sheet?.dueAt)).toBe('11-11 18:00')
  })
})

describe('big-sale-45d, rules of its forms', () => {
  it.each<[string, JsonObject, string[]]>([
    ['bs-kickoff', {}, []],
    ['bs-kickoff', { theme: '全网最低' }, ['info R-BANNED']],
    ['bs-target', { cvr: 4.04 }, []],
    ['bs-target', { cvr: 4.05 }, ['block R-GMV']],
    ['bs-target', { cvr: 3.95 }, ['block R-GMV']],
    ['bs-target', { active_sku_target: 79.9 }, ['block sale.active_sku']],
    ['bs-assortment', item({ role: 'hot' }), ['info bs-assortment']],
    ['bs-pricing', {}, ['warn R-MARGIN']],
    ['bs-pricing', { items: [{ sku: 'X', presale: false }] }, []],
    ['bs-pricing', { items: [{ sku: 'X', presale: false, final_price: 17100 }] }, ['warn R-MARGIN', 'info B2-T2']],
    ['bs-pricing', { items: [{ sku: 'X', presale: false, campaign_price: 24000 }] }, ['warn R-ELIG']],
    ['bs-pricing', coupon('11-11 00:00', '11-12 00:00'), ['warn R-MARGIN']],
    ['bs-pricing', coupon('11-12 00:00', '11-11 00:00'), ['warn R-MARGIN', 'block B2-T3/coupon']],
    [
      'bs-pricing',
      { items: [{ sku: 'X', presale: false, flash: { sku: 'X', qty: 241, slot: '0点' } }] },
      ['info B2-T3/flash'],
    ],
    ['bs-stock-plan', {}, []],
    ['bs-stock-plan', stockRow(724), ['warn bs-stock-plan']],
    ['bs-stock-plan', stockRow(725), []],
    ['bs-budget', {}, []],
    ['bs-budget', { burst: 2999999 }, ['block B2-T1']],
    ['bs-align-meeting', { attendees: ['ops', 'design'] }, ['block bs-align-meeting']],
    ['bs-align-meeting', { attendees: ['运营', '设计', '客服'] }, []],
    ['bs-supplier-confirm', { arrive_date: '2027-11-02' }, ['block bs-supplier-confirm']],
    ['bs-supplier-confirm', { presale_lead_days: 8 }, ['block presale']],
    ['bs-supplier-confirm', { presale_lead_days: 8, presale_out: ['X'] }, []],
    ['bs-kol-live', kol({ score: 4.79 }), ['block kol.score']],
    ['bs-kol-live', kol({ audience_match: false }), ['info bs-kol-live']],
    ['bs-visuals', { load_s: 3.1 }, ['block page.load']],
    ['bs-visuals', { related_links: 0 }, ['block bs-visuals.links']],
    ['bs-visuals', { stock_bar: false }, ['info bs-visuals.urgency']],
    ['bs-cs-ready', { auto_reply: ['campaign', 'logistics'] }, ['block bs-cs-ready.auto_reply']],
    ['bs-cs-ready', { reply_rate: 89 }, ['block cs.reply']],
    ['bs-cs-ready', { reply_s: 31 }, ['block cs.reply']],
    ['bs-compliance', { banned_hits: ['最'] }, ['block R-BANNED']],
    ['bs-compliance', { price_true: false }, ['block R-TRUE-PRICE']],
    ['bs-compliance', { stock_true: false }, ['block R-TRUE-STOCK']],
    ['bs-compliance', { rules_clear: false }, ['block bs-compliance']],
    ['bs-compliance', { verdict: 'veto' }, ['block REQUIRED return_step']],
    ['bs-presale-setup', { ship_days: 8 }, ['block presale']],
    ['bs-presale-setup', { balance_to: cst('11-11 00:00') }, ['block bs-presale-setup']],
    ['bs-presale-open', { message: '全网最低' }, ['block R-BANNED']],
    ['bs-drill', { checks: [true, true, true, true] }, ['block bs-drill']],
    ['bs-drill', { checks: [true, true, true, true, false] }, ['block bs-drill']],
    ['bs-go-no-go', { decision: 'cut', reason: '断货' }, ['block REQUIRED cut_items']],
    ['bs-go-no-go', { decision: 'no' }, ['block REQUIRED reason']],
    ['bs-burst-day', reading, []],
    ['bs-encore', { offer: '史上最低' }, ['block R-BANNED']],
    ['bs-improve', { actions: [{ action: 'a', status: 'open' }] }, ['block bs-improve']],
    ['bs-improve', { actions: [{ action: 'a', status: 'moved_on' }] }, ['block bs-improve']],
    ['bs-improve', { actions: [{ action: 'a', status: 'moved_on', reason: '等接口' }] }, []],
  ])('%s %j: %j', (stepId, change, expected) => {
    expect(says(stepId, change)).toEqual(expected)
  })
})

function stockRow(toBuy: number): JsonObject {
  return { items: [{ sku: 'X', forecast_units: 900, safety_stock: 65, on_hand: 240, to_buy: toBuy }] }
}
