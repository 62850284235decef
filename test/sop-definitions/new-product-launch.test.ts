import { describe, expect, it } from 'vitest'
import { newProduct, playLaunch } from './launch-case.ts'
import { clock } from './playbook.ts'
import { fieldsOf } from './submission.ts'

const steps: [id: string, role: string | null, fields: string][] = [
  [
    'np-kickoff',
    'operator',
    'functions selling_points pricing_logic campaign_dates stock_plan restock_days goal_uv goal_cvr goal_aov synced goal_gmv=',
  ],
  [
    'np-select',
    'merchandiser',
    'search_heat pay_cvr competition pain_points quality uniqueness value supply_stable credit_flexible supplier_ship48_rate~ supplier_reply_min~ gross_margin role_in_mix verdict? other_supplier?',
  ],
  ['np-licence-ip', 'compliance', 'special_licence_needed licence~ supplier_qualified ip_clear material_rights?'],
  ['np-sample-qc', 'warehouse', 'tests_passed qc_report matches_claims photos'],
  ['np-test-stock', 'buyer', 'qty~ arrive_date~ po_no~ supplier_stock~'],
  [
    'np-price',
    'merchandiser',
    'cost_items trial_price daily_price sale_price_floor sku_prices margin= daily_margin= promo_price= lowest_30d_forecast=',
  ],
  ['np-title', 'operator', 'title core_word attr_words scene_words title_hits='],
  ['np-attributes', 'operator', 'category_level attr_total attr_filled empty_rate='],
  [
    'np-visuals',
    'designer',
    'main_images has_white_bg has_scene detail_images first3_points trust_items load_s detail_video_s? detail_video_p? screens=',
  ],
  ['np-main-video', 'designer', 'duration_s height_p has_panorama has_demo text_or_animation_only short_video_usable='],
  ['np-logistics', 'operator', 'first_kg first_fee extra_fee_per_kg remote_regions parcel_kg? parcel_fee='],
  ['np-stock-config', 'operator', 'sync_delay_min~ alert_level order_forward_tested~ supplier_terms~ safety_stock='],
  [
    'np-compliance',
    'compliance',
    'banned_hits? price_label_true aftersale_policy_clear tool_report verdict? return_step~ findings?',
  ],
  [
    'np-campaign-precheck',
    null,
    'lowest_30d= sales_history= next_campaign= eligible= recheck_at_sales= trial_is_lowest=',
  ],
  ['np-final-approve', null, ''],
  ['np-publish', 'operator', 'published_at item_url rival_main_slot_checked'],
  [
    'np-first-week',
    'operator',
    'uv pv ctr cart_rate fav_rate pay_cvr qty gmv ad_spend roi new_reviews available_stock actions? industry_bid? bid= peak_bid= peak_hours= cvr_delta= stock_level=',
  ],
  ['np-week1-decision', 'ops-lead', 'week= table= decision reason'],
  ['np-retro', 'operator', 'gmv roi fav_cart_rate top_questions review_issues cooperation_gaps sop_changes'],
]

describe('new-product-launch, the definition', () => {
  it('has the steps, roles and fields of the catalogue in their order', () => {
    expect(newProduct.steps.map((plan) => [plan.id, plan.role?.cases[0]?.role ?? null, fieldsOf(plan.form)])).toEqual(
      steps,
    )
  })

  it('is started by operators and leads, in a host of its own, planned back from L, without a hard clock', () => {
    expect(newProduct).toMatchObject({ hosting: 'own', starters: ['operator', 'ops-lead', 'store-manager'] })
    expect(newProduct.anchors).toEqual([{ name: 'L', at: 'launch_at', planned: true }])
    expect(newProduct.steps.filter((plan) => plan.hard)).toEqual([])
  })

  it('asks at launch what the catalogue asks', () => {
    expect(fieldsOf(newProduct.launch)).toBe(
      'product_name sku? platform category launch_at supply_mode supplier unit_cost industry_avg_price industry_cvr target_uv_week1 lead_days? assignees?',
    )
    const looked = newProduct.launch.filter((field) => field.lookUp).map((field) => [field.name, field.lookUp])
    expect(looked).toEqual([
      ['supply_mode', { source: 'product', key: 'sku', path: 'supplyMode' }],
      ['unit_cost', { source: 'product', key: 'sku', path: 'cost' }],
    ])
    expect(newProduct.launch.find((field) => field.name === 'lead_days')).toMatchObject({ min: 1, preset: 3 })
  })

  it.each<[string, unknown]>([
    ['slot_from', '20:00'],
    ['slot_to', '22:00'],
    ['launches_per_week', 2],
    ['relaunch_clock', '20:00'],
    ['goal_days', 7],
    ['first_week', '7d'],
    ['promo_plan', '30d'],
    ['margin_min', 30],
    ['uniqueness_min', 2],
    ['supplier_ship_rate', 95],
    ['supplier_ship_h', 48],
    ['supplier_reply_min', 3],
    ['supplier_sync_min', 15],
    ['licence_cure', '5wd'],
    ['wear_tests', 3],
    ['test_stock_max', 50],
    ['arrive_before', 3],
    ['trial_off', 10],
    ['full_cut_threshold', 20000],
    ['full_cut', 3000],
    ['shop_coupon', 3000],
    ['sku_spread_max', 5],
    ['title_max', 30],
    ['attr_empty_max', 20],
    ['img_formats', ['webp', 'WebP', 'WEBP', 'Webp']],
    ['img_max_kb', 200],
    ['first_screens', 3],
    ['page_load_s', 3],
    ['detail_video_max_s', 30],
    ['video_max_p', 1080],
    ['main_video_min_s', 9],
    ['main_video_max_s', 30],
    ['short_min_s', 15],
    ['short_max_s', 60],
    ['freight_first_kg', 1],
    ['freight_first_fee', 500],
    ['freight_extra_fee', 100],
    ['safety_buffer', 20],
    ['dropship_alert_min', 50],
    ['own_alert_min', 0],
    ['roi_dropship', 2.5],
    ['roi_break_even', 3],
    ['roi_acceptable', 2],
    ['ads_bid_factor', 1.2],
    ['ads_peak_uplift', 30],
    ['ads_peak_from', '20:00'],
    ['ads_peak_to', '22:00'],
    ['elig_sales', 50],
    ['lowest_days', 30],
    ['slow_sales', 5],
    ['abtest', '7d'],
  ])('parameter %s is %j', (name, value) => {
    expect(newProduct.parameters.find((parameter) => parameter.name === name)?.value).toEqual(value)
  })

  it('has no parameter beside these', () => {
    expect(newProduct.parameters).toHaveLength(51)
  })

  it('dates every step from L, at 18:00 unless a clock is given', () => {
    expect(playLaunch([], { until: '02-24 09:00' }).steps.map((step) => `${step.stepId} ${clock(step.dueAt)}`)).toEqual(
      [
        'np-kickoff 02-25 18:00',
        'np-select 02-27 18:00',
        'np-licence-ip 03-01 18:00',
        'np-sample-qc 03-04 18:00',
        'np-test-stock 03-06 18:00',
        'np-price 03-08 18:00',
        'np-title 03-10 18:00',
        'np-attributes 03-10 18:00',
        'np-visuals 03-12 18:00',
        'np-main-video 03-12 18:00',
        'np-logistics 03-13 18:00',
        'np-stock-config 03-14 18:00',
        'np-compliance 03-15 18:00',
        'np-campaign-precheck 03-15 18:00',
        'np-final-approve 03-16 18:00',
        'np-publish 03-18 20:30',
        ...[19, 20, 21, 22, 23, 24, 25].map((date) => `np-first-week 03-${date} 10:00`),
        'np-week1-decision 03-26 12:00',
        'np-retro 04-17 18:00',
      ],
    )
  })

  it('moves planned dues to a day after a late start, at most to L (R-LATE)', () => {
    const late = playLaunch([], { startAt: '2027-03-17T10:00:00+08:00' })
    expect(late.run?.lateStart).toBe(true)
    expect(late.steps.slice(0, 2).map((step) => clock(step.dueAt))).toEqual(['03-18 10:00', '03-18 10:00'])
    const later = playLaunch([], { startAt: '2027-03-18T10:00:00+08:00' })
    expect(later.steps.slice(0, 2).map((step) => clock(step.dueAt))).toEqual(['03-18 20:30', '03-18 20:30'])
    expect(clock(later.steps.at(-1)?.dueAt)).toBe('04-17 18:00')
  })
})
