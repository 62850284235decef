import type { JsonObject } from '#engine/model/text.ts'
import { play } from '#engine/rehearsal/play.ts'
import type { PlayAct, Played, PlayRequest } from '#engine/rehearsal/play.ts'
import { completes, cst, decides, playbook } from './playbook.ts'

export const bigSale = playbook('big-sale-45d')

/** SC-04: D = 2027-11-11, target 600 000, budget 50 000, with pre-sale. */
export const saleInputs: JsonObject = {
  name: '双11',
  platform: 'douyin',
  campaign_day: '2027-11-11',
  goal: 'volume',
  presale: true,
  budget_total: 5000000,
  target_gmv: 60000000,
  baseline_daily_gmv: 2000000,
  industry_cvr: 3,
  industry_cart_rate: 8,
}

export const itemX: JsonObject = {
  sku: 'X',
  role: 'profit',
  list_price: 23900,
  unit_cost: 12000,
  stock: 240,
  daily_avg: 18,
  forecast_units: 900,
}

export const reading: JsonObject = {
  gmv: 9000000,
  uv: 100000,
  cart_rate: 9,
  pay_cvr: 4,
  active_sku: 85,
  spend: 500000,
  complaints: 0,
}

/** Answers that pass every rule; the price needs a reason, for the pre-sale brings its margin below 30 %. */
export const saleAnswers: Record<string, JsonObject> = {
  'bs-kickoff': { theme: '暖冬囤货', temp_planner: 'planner-1', platform_rules: 'https://rules.example/1111' },
  'bs-target': {
    uv: 100000,
    cvr: 4,
    aov: 15000,
    active_sku_target: 80,
    roi_target: 3,
    satisfaction_target: 95,
    weekly_plan: [{ week: 1, focus: '选品' }],
  },
  'bs-assortment': { items: [itemX] },
  'bs-pricing': { items: [{ sku: 'X' }] },
  'bs-stock-plan': {},
  'bs-budget': {},
  'bs-align-meeting': { attendees: ['ops', 'design', 'CS'], minutes: '已对齐', open_items: [] },
  'bs-signup': { entry_no: 'E-1', items: ['X'], result: 'pass' },
  'bs-supplier-confirm': { po_no: 'PO-1', arrive_date: '2027-11-01', presale_lead_days: 7 },
  'bs-kol-live': { kols: [{ kol: '甲', score: 4.8, audience_match: true, mode: 'sample+commission' }] },
  'bs-visuals': {
    home_top_third: ['爆款', '会场入口'],
    landing_url: 'https://sale.example',
    load_s: 3,
    countdown: true,
    stock_bar: true,
    related_links: 1,
  },
  'bs-cs-ready': {
    scripts: 'f-1',
    auto_reply: ['campaign', 'logistics', 'aftersale'],
    roster: [{ shift: '早' }],
    trained: ['cs-1'],
    aftersale_plan: 'f-2',
  },
  'bs-compliance': {},
  'bs-presale-setup': { deposit: 1000, ship_days: 7 },
  'bs-presale-open': { opened_at: cst('10-27 10:00'), channels: ['短信', '推送'] },
  'bs-warmup-daily': { uv: 3000, cart_adds: 200, favourites: 100, deposits: 50, coupon_claims: 80, spend: 100000 },
  'bs-stock-arrival': { items: [{ sku: 'X', arrived: 725, qc_pass: true }] },
  'bs-price-freeze': { snapshot: 'f-3' },
  'bs-drill': { checks: [true, true, true, true, true], emergency_plan: 'f-4' },
  'bs-go-no-go': {},
  'bs-burst-3h': reading,
  'bs-burst-day': reading,
  'bs-encore': { items: ['X'], offer: '返场三天', left_budget: 500000 },
  'bs-fulfil': {},
  'bs-presale-ship': {},
  'bs-analysis': {},
  'bs-retro': {
    gap_table: [],
    external_causes: [],
    internal_causes: [],
    reusable: [],
    improvements: [],
    report: 'f-5',
  },
  'bs-improve': {},
}

type Row = [at: string, by: string, stepId: string, ...approvers: string[]]

/** The instants of an even grid from an instant of the store's clock, as `MM-DD HH:MM`. */
export function grid(from: string, everyMinutes: number, count: number): string[] {
  const first = Date.parse(`2027-${from.replace(' ', 'T')}:00Z`)
  return Array.from({ length: count }, (_, at) =>
    new Date(first + at * everyMinutes * 60_000).toISOString().slice(5, 16).replace('T', ' '),
  )
}

const rows: Row[] = [
  ['09-27 10:00', 'ops-lead', 'bs-kickoff', 'store-manager'],
  ['09-28 10:00', 'ops-lead', 'bs-target'],
  ['09-30 10:00', 'merchandiser', 'bs-assortment'],
  ['10-08 10:00', 'campaign-planner', 'bs-pricing', 'ops-lead', 'store-manager', 'finance'],
  ['10-09 10:00', 'buyer', 'bs-stock-plan'],
  ['10-10 10:00', 'ops-lead', 'bs-budget', 'finance'],
  ['10-11 10:00', 'campaign-planner', 'bs-align-meeting'],
  ['10-12 10:00', 'operator', 'bs-signup'],
  ['10-12 10:00', 'buyer', 'bs-supplier-confirm'],
  ['10-17 10:00', 'kol-manager', 'bs-kol-live'],
  ['10-20 10:00', 'designer', 'bs-visuals'],
  ['10-21 10:00', 'cs-lead', 'bs-cs-ready'],
  ['10-22 10:00', 'compliance', 'bs-compliance'],
  ['10-24 10:00', 'operator', 'bs-presale-setup'],
  ['10-27 10:00', 'operator', 'bs-presale-open'],
  ...grid('10-28 10:00', 1440, 14).map((at): Row => [at, 'operator', 'bs-warmup-daily']),
  ['11-01 10:00', 'warehouse', 'bs-stock-arrival'],
  ['11-04 10:00', 'operator', 'bs-price-freeze'],
  ['11-08 10:00', 'ops-lead', 'bs-drill'],
  ['11-10 17:00', 'store-manager', 'bs-go-no-go'],
  ...grid('11-11 00:30', 30, 6).map((at): Row => [at, 'operator', 'bs-burst-3h']),
  ...grid('11-11 04:00', 60, 21).map((at): Row => [at, 'operator', 'bs-burst-day']),
  ...grid('11-12 10:00', 1440, 3).map((at): Row => [at, 'operator', 'bs-encore']),
  ...grid('11-11 18:00', 1440, 6).map((at): Row => [at, 'warehouse', 'bs-fulfil']),
  ...grid('11-11 18:00', 1440, 9).map((at): Row => [at, 'warehouse', 'bs-presale-ship']),
  ['11-21 10:00', 'data-analyst', 'bs-analysis'],
  ['11-25 10:00', 'campaign-planner', 'bs-retro'],
  ['12-11 10:00', 'ops-lead', 'bs-improve'],
]

/** The story up to and without a step; `changes` replaces answers by step. */
export function saleStory(to: string | null = null, changes: Record<string, JsonObject> = {}): PlayAct[] {
  const end = to === null ? rows.length : rows.findIndex((row) => row[2] === to)
  return rows.slice(0, end).flatMap(([at, by, stepId, ...approvers]) => {
    const more = stepId === 'bs-pricing' ? { reasons: { items: '预售引流款' } } : {}
    return [
      completes(at, by, stepId, { ...saleAnswers[stepId], ...changes[stepId] }, more),
      ...approvers.map((role) => decides(at, role, stepId, 'approve')),
    ]
  })
}

/** What the store's data know of X. */
export const saleFacts: JsonObject = { product: [{ sku: 'X', lowest30d: 23900, salesHistory: 380, restockDays: 3 }] }

type More = Partial<Pick<PlayRequest, 'params' | 'facts' | 'startAt'>> & { inputs?: JsonObject; until?: string }

/** Plays a sale launched on 09-27 09:00. */
export function playSale(acts: PlayAct[], more: More = {}): Played {
  const { inputs = {}, until, startAt = cst('09-27 09:00'), facts = saleFacts, ...rest } = more
  return play(bigSale, {
    inputs: { ...saleInputs, ...inputs },
    startAt,
    facts,
    ...(until === undefined ? {} : { until: cst(until) }),
    acts,
    ...rest,
  })
}
