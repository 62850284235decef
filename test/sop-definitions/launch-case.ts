import type { JsonObject } from '#engine/model/text.ts'
import { play } from '#engine/rehearsal/play.ts'
import type { PlayAct, Played, PlayRequest } from '#engine/rehearsal/play.ts'
import { completes, cst, decides, playbook } from './playbook.ts'

export const newProduct = playbook('new-product-launch')

/** SC-03: own stock, L = 03-18 (Thu) 20:30, industry average 129.00, cost 78.00. */
export const launchInputs: JsonObject = {
  product_name: '冰丝防晒衣',
  platform: 'tmall',
  category: '女装/防晒衣',
  launch_at: cst('03-18 20:30'),
  supply_mode: 'own',
  supplier: '华东针织',
  unit_cost: 7800,
  industry_avg_price: 12900,
  industry_cvr: 2.5,
  target_uv_week1: 3000,
}

export const day: JsonObject = {
  uv: 500,
  pv: 900,
  ctr: 4,
  cart_rate: 8,
  fav_rate: 6,
  pay_cvr: 3,
  qty: 6,
  gmv: 69660,
  ad_spend: 10000,
  roi: 6.9,
  new_reviews: 2,
  available_stock: 44,
}

const photos = ['p-1', 'p-2', 'p-3']

/** Answers that pass every rule. */
export const launchAnswers: Record<string, JsonObject> = {
  'np-kickoff': {
    functions: '防晒、透气',
    selling_points: ['轻薄', 'UPF50+'],
    pricing_logic: '均价减一成',
    campaign_dates: ['2027-06-18'],
    stock_plan: 500,
    restock_days: 3,
    goal_uv: 3000,
    goal_cvr: 2.5,
    goal_aov: 12000,
    synced: ['product', 'market', 'supply'],
  },
  'np-select': {
    search_heat: 80,
    pay_cvr: 2.6,
    competition: 'medium',
    pain_points: ['闷热'],
    quality: 4,
    uniqueness: 4,
    value: 4,
    supply_stable: true,
    credit_flexible: true,
    gross_margin: 32.8,
    role_in_mix: 'profit',
  },
  'np-licence-ip': { special_licence_needed: false, supplier_qualified: true, ip_clear: true },
  'np-sample-qc': { tests_passed: 3, qc_report: 'qc-1', matches_claims: true, photos },
  'np-test-stock': { qty: 50, arrive_date: '2027-03-15', po_no: 'PO-1' },
  'np-price': {
    cost_items: { goods: 7000, logistics: 300, commission: 200, ads: 200, labour: 50, aftersale: 50 },
    daily_price: 12900,
    sale_price_floor: 10900,
    sku_prices: [
      { sku: 'A', price: 11610, stock: 30 },
      { sku: 'B', price: 12610, stock: 20 },
    ],
  },
  'np-title': {
    title: '轻便防晒衣女 冰丝UPF50+ 户外通勤',
    core_word: '防晒衣',
    attr_words: ['冰丝'],
    scene_words: ['户外'],
  },
  'np-attributes': { category_level: 3, attr_total: 20, attr_filled: 20 },
  'np-visuals': {
    main_images: ['m-1', 'm-2', 'm-3', 'm-4', 'm-5'],
    has_white_bg: true,
    has_scene: true,
    detail_images: [{ file: 'd-1', format: 'WebP', kb: 200 }],
    first3_points: ['轻薄'],
    trust_items: ['质检证书'],
    load_s: 3,
  },
  'np-main-video': {
    duration_s: 28,
    height_p: 1080,
    has_panorama: true,
    has_demo: true,
    text_or_animation_only: false,
  },
  'np-logistics': { first_kg: 1, first_fee: 500, extra_fee_per_kg: 100, remote_regions: ['新疆', '西藏'] },
  'np-stock-config': { alert_level: 26 },
  'np-compliance': { banned_hits: [], price_label_true: true, aftersale_policy_clear: true, tool_report: 'tool-1' },
  'np-publish': {
    published_at: cst('03-18 20:30'),
    item_url: 'https://item.example/1',
    rival_main_slot_checked: true,
  },
  'np-first-week': day,
  'np-week1-decision': { reason: '按表执行' },
  'np-retro': {
    gmv: 40000000,
    roi: 3.2,
    fav_cart_rate: 14,
    top_questions: ['透不透'],
    review_issues: [],
    cooperation_gaps: [],
    sop_changes: [],
  },
}

/** Who does what when, as long as nothing is refused; approvals an hour after their step. */
const story: [at: string, by: string, stepId: string, approver?: string][] = [
  ['02-25 10:00', 'operator', 'np-kickoff', 'ops-lead'],
  ['02-27 10:00', 'merchandiser', 'np-select'],
  ['03-01 10:00', 'compliance', 'np-licence-ip'],
  ['03-04 10:00', 'warehouse', 'np-sample-qc'],
  ['03-06 10:00', 'buyer', 'np-test-stock'],
  ['03-08 10:00', 'merchandiser', 'np-price', 'ops-lead'],
  ['03-10 10:00', 'operator', 'np-title'],
  ['03-10 10:00', 'operator', 'np-attributes'],
  ['03-12 10:00', 'designer', 'np-visuals', 'ops-lead'],
  ['03-12 10:00', 'designer', 'np-main-video'],
  ['03-13 10:00', 'operator', 'np-logistics'],
  ['03-14 10:00', 'operator', 'np-stock-config'],
  ['03-15 10:00', 'compliance', 'np-compliance'],
  ['03-16 09:00', '', 'np-final-approve', 'ops-lead'],
  ['03-18 20:30', 'operator', 'np-publish'],
  ...[19, 20, 21, 22, 23, 24, 25].map((date): [string, string, string] => [
    `03-${date} 10:00`,
    'operator',
    'np-first-week',
  ]),
  ['03-26 11:00', 'ops-lead', 'np-week1-decision'],
  ['04-17 10:00', 'operator', 'np-retro', 'ops-lead'],
]

/** The story from one step up to and without another; `changes` replaces answers by step. */
export function launchStory(
  from: string | null,
  to: string | null,
  changes: Record<string, JsonObject> = {},
): PlayAct[] {
  const start = from === null ? 0 : story.findIndex((act) => act[2] === from)
  const end = to === null ? story.length : story.findIndex((act) => act[2] === to)
  return story
    .slice(start, end)
    .flatMap(([at, by, stepId, approver]) => [
      ...(by === '' ? [] : [completes(at, by, stepId, { ...launchAnswers[stepId], ...changes[stepId] })]),
      ...(approver === undefined ? [] : [decides(anHourAfter(at), approver, stepId, 'approve')]),
    ])
}

function anHourAfter(at: string): string {
  return at.replace(/ (\d\d):/, (_, hour: string) => ` ${String(Number(hour) + 1).padStart(2, '0')}:`)
}

type More = Partial<Pick<PlayRequest, 'params' | 'facts' | 'startAt'>> & { inputs?: JsonObject; until?: string }

/** Plays a launch from 02-24 09:00. */
export function playLaunch(acts: PlayAct[], more: More = {}): Played {
  const { inputs = {}, until, startAt = cst('02-24 09:00'), ...rest } = more
  return play(newProduct, {
    inputs: { ...launchInputs, ...inputs },
    startAt,
    ...(until === undefined ? {} : { until: cst(until) }),
    acts,
    ...rest,
  })
}
