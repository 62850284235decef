import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import { launchAnswers, launchStory, newProduct, playLaunch } from './launch-case.ts'
import { cst } from './playbook.ts'
import { submission } from './submission.ts'

const own = playLaunch(launchStory(null, 'np-final-approve'))
const dropship = playLaunch([], { inputs: { supply_mode: 'dropship' }, until: '02-25 09:00' })
const elevenSkus = (prices: [price: number, stock: number][]) => ({
  sku_prices: prices.map(([price, stock], at) => ({ sku: `S${at}`, price, stock })),
})

function says(stepId: string, change: JsonObject, of = own): string[] {
  return submission(newProduct, of, stepId, { ...launchAnswers[stepId], ...change }).says
}

describe('new-product-launch, rules of its forms', () => {
  it.each<[string, JsonObject, string[]]>([
    ['np-kickoff', {}, []],
    ['np-kickoff', { synced: ['product', 'market'] }, ['block np-kickoff']],
    ['np-kickoff', { selling_points: [] }, ['block TOO_FEW selling_points']],
    ['np-kickoff', { selling_points: ['1', '2', '3', '4', '5', '6'] }, ['block TOO_MANY selling_points']],
    ['np-kickoff', { campaign_dates: [] }, []],
    ['np-kickoff', { goal_uv: -1 }, ['block OUT_OF_RANGE goal_uv']],
    ['np-kickoff', { goal_cvr: 101 }, ['block OUT_OF_RANGE goal_cvr']],
    [
      'np-kickoff',
      { goal_cvr: -1, goal_aov: -1, stock_plan: -1, restock_days: -1 },
      [
        'block OUT_OF_RANGE stock_plan',
        'block OUT_OF_RANGE restock_days',
        'block OUT_OF_RANGE goal_cvr',
        'block OUT_OF_RANGE goal_aov',
      ],
    ],
    ['np-select', {}, []],
    ['np-select', { gross_margin: 30 }, []],
    ['np-select', { gross_margin: 29.99 }, ['warn R-MARGIN']],
    ['np-select', { quality: 6 }, ['block OUT_OF_RANGE quality']],
    ['np-select', { uniqueness: 0, value: 0 }, ['block OUT_OF_RANGE uniqueness', 'block OUT_OF_RANGE value']],
    [
      'np-select',
      { uniqueness: 6, value: 6, quality: 0 },
      ['block OUT_OF_RANGE quality', 'block OUT_OF_RANGE uniqueness', 'block OUT_OF_RANGE value'],
    ],
    ['np-select', { pain_points: [] }, ['block TOO_FEW pain_points']],
    ['np-select', { competition: 'high' }, ['info np-select.competition']],
    ['np-select', { credit_flexible: false }, ['info np-select.supply']],
    ['np-licence-ip', { special_licence_needed: true }, ['block REQUIRED licence']],
    ['np-licence-ip', { special_licence_needed: true, licence: 'l-1' }, []],
    ['np-licence-ip', { supplier_qualified: false }, ['block np-licence-ip']],
    ['np-licence-ip', { ip_clear: false }, ['block np-licence-ip']],
    ['np-sample-qc', { photos: ['a', 'b'] }, ['block TOO_FEW photos']],
    ['np-sample-qc', { tests_passed: 4 }, ['block OUT_OF_RANGE tests_passed']],
    ['np-sample-qc', { tests_passed: -1 }, ['block OUT_OF_RANGE tests_passed']],
    ['np-test-stock', { qty: 50 }, []],
    ['np-test-stock', { qty: 51 }, ['block launch.test_stock_max']],
    ['np-test-stock', { qty: 0 }, ['block OUT_OF_RANGE qty']],
    ['np-test-stock', { arrive_date: '2027-03-16' }, ['info np-test-stock.arrival']],
    ['np-price', {}, []],
    ['np-price', { trial_price: 11611 }, ['warn B1-T1/trial']],
    ['np-price', { trial_price: 11143 }, []],
    ['np-price', { trial_price: 11142 }, ['warn R-MARGIN']],
    ['np-price', { sale_price_floor: 11610 }, []],
    ['np-price', { sale_price_floor: 11611 }, ['warn B1-T1/daily']],
    [
      'np-price',
      elevenSkus([
        [10000, 0],
        [12000, 5],
      ]),
      ['block B1-T1/sku'],
    ],
    [
      'np-price',
      elevenSkus([
        [10000, 1],
        [50000, 0],
      ]),
      [],
    ],
    [
      'np-price',
      elevenSkus([
        [10000, 1],
        [50001, 0],
      ]),
      ['warn B1-T1/spread'],
    ],
    ['np-title', {}, []],
    ['np-title', { title: '轻便防晒衣女 冰丝户外'.padEnd(30, '衣') }, []],
    ['np-title', { title: '轻便防晒衣女 冰丝户外'.padEnd(31, '衣') }, ['block title.max']],
    [
      'np-title',
      { title: '全網最輕便防曬衣女 冰絲UPF50+ 戶外通勤' },
      ['block R-BANNED', 'info np-title.core', 'info np-title.structure'],
    ],
    ['np-title', { attr_words: ['冰丝', '冰丝'] }, ['info np-title.repeat']],
    ['np-title', { scene_words: [] }, ['block TOO_FEW scene_words', 'info np-title.structure']],
    ['np-title', { attr_words: [] }, ['block TOO_FEW attr_words', 'info np-title.structure']],
    ['np-attributes', { attr_filled: 20 }, []],
    ['np-attributes', { attr_filled: 16 }, ['warn np-attributes.empty']],
    ['np-attributes', { attr_filled: 14 }, ['block attr.empty_max']],
    ['np-attributes', { attr_filled: 15 }, ['block attr.empty_max']],
    ['np-attributes', { attr_filled: 21 }, ['block np-attributes']],
    ['np-attributes', { category_level: 1 }, ['block OUT_OF_RANGE category_level']],
    ['np-attributes', { category_level: 4 }, ['block OUT_OF_RANGE category_level']],
    ['np-attributes', { attr_total: 0, attr_filled: 0 }, ['block OUT_OF_RANGE attr_total']],
    ['np-visuals', {}, []],
    ['np-visuals', { main_images: ['1', '2', '3', '4'] }, ['block TOO_FEW main_images']],
    ['np-visuals', { main_images: ['1', '2', '3', '4', '5', '6'] }, ['block TOO_MANY main_images']],
    ['np-visuals', { detail_images: [{ file: 'd', format: 'jpg', kb: 100 }] }, ['block img.format']],
    ['np-visuals', { detail_images: [{ file: 'd', format: 'webp', kb: 201 }] }, ['block img.max']],
    ['np-visuals', { detail_images: [] }, ['block TOO_FEW detail_images']],
    ['np-visuals', { first3_points: [] }, ['block TOO_FEW first3_points']],
    ['np-visuals', { load_s: 3.1 }, ['warn page.load']],
    ['np-visuals', { has_scene: false }, ['warn np-visuals.pictures']],
    ['np-visuals', { trust_items: [] }, ['info np-visuals.trust']],
    ['np-visuals', { detail_video_s: 30, detail_video_p: 1080 }, []],
    ['np-visuals', { detail_video_s: 31 }, ['block detail.video']],
    ['np-visuals', { detail_video_s: 20, detail_video_p: 1440 }, ['block detail.video']],
    ['np-main-video', { duration_s: 8 }, ['block main.video']],
    ['np-main-video', { duration_s: 9 }, []],
    ['np-main-video', { duration_s: 30 }, []],
    ['np-main-video', { duration_s: 31 }, ['block main.video/short']],
    ['np-main-video', { duration_s: 60 }, ['block main.video/short']],
    ['np-main-video', { duration_s: 61 }, ['block main.video']],
    ['np-main-video', { height_p: 1081 }, ['block main.video/lines']],
    ['np-main-video', { has_demo: false }, ['block main.video/content']],
    ['np-main-video', { has_panorama: false }, ['block main.video/content']],
    ['np-main-video', { text_or_animation_only: true }, ['block main.video/text']],
    ['np-logistics', { remote_regions: [] }, ['info freight']],
    ['np-logistics', { remote_regions: ['新疆'] }, []],
    ['np-stock-config', { alert_level: 26 }, []],
    ['np-stock-config', { alert_level: 25 }, ['info R-SAFETY']],
    ['np-compliance', { banned_hits: ['最'] }, ['block R-BANNED']],
    ['np-compliance', { price_label_true: false }, ['block R-TRUE-PRICE']],
    ['np-compliance', { aftersale_policy_clear: false }, ['block np-compliance']],
    ['np-compliance', { verdict: 'reject' }, ['block REQUIRED return_step']],
    ['np-compliance', { banned_hits: ['最'], verdict: 'reject', return_step: 'np-title' }, []],
    ['np-publish', { published_at: cst('03-18 20:00') }, []],
    ['np-publish', { published_at: cst('03-18 22:00') }, []],
    ['np-publish', { published_at: cst('03-18 19:59') }, ['warn launch.slot']],
    ['np-publish', { published_at: '2027-03-18T22:00:01+08:00' }, ['warn launch.slot']],
    ['np-publish', { rival_main_slot_checked: false }, ['info np-publish.rivals']],
    ['np-first-week', { roi: 2 }, ['info roi.general']],
    ['np-first-week', { roi: 2.01 }, []],
    ['np-first-week', { ad_spend: 0, roi: 0 }, []],
    ['np-first-week', { available_stock: 25 }, ['info R-STOCK-ALERT']],
    ['np-first-week', { available_stock: 26 }, []],
  ])('%s %j: %j', (stepId, change, expected) => {
    expect(says(stepId, change)).toEqual(expected)
  })

  it.each<[string, JsonObject, string[]]>([
    ['np-select', {}, ['block REQUIRED supplier_ship48_rate', 'block REQUIRED supplier_reply_min']],
    ['np-select', { supplier_ship48_rate: 95, supplier_reply_min: 3 }, []],
    ['np-select', { supplier_ship48_rate: 94.9, supplier_reply_min: 3 }, ['block supplier.ship']],
    ['np-select', { supplier_ship48_rate: 95, supplier_reply_min: 4 }, ['block supplier.reply']],
    [
      'np-stock-config',
      { alert_level: 50 },
      ['block REQUIRED sync_delay_min', 'block REQUIRED order_forward_tested', 'block REQUIRED supplier_terms'],
    ],
    ['np-stock-config', { ...config(15, 50, true, 48) }, []],
    ['np-stock-config', { ...config(16, 50, true, 48) }, ['block supplier.sync']],
    ['np-stock-config', { ...config(15, 49, true, 48) }, ['block R-STOCK-ALERT']],
    ['np-stock-config', { ...config(15, 50, false, 48) }, ['block np-stock-config']],
    ['np-stock-config', { ...config(15, 50, true, 49) }, ['block supplier.ship']],
    ['np-first-week', { roi: 2.49, available_stock: 900 }, ['info roi.dropship']],
    ['np-first-week', { roi: 2.5, available_stock: 900 }, []],
  ])('drop-ship: %s %j: %j', (stepId, change, expected) => {
    expect(says(stepId, change, dropship)).toEqual(expected)
  })

  it('records the supplier stock instead of a test batch when drop-shipping', () => {
    expect(submission(newProduct, dropship, 'np-test-stock', {}).says).toEqual(['block REQUIRED supplier_stock'])
    expect(submission(newProduct, dropship, 'np-test-stock', { supplier_stock: 800 }).says).toEqual([])
  })

  it('asks for a food licence in a food category, and of another supplier after a failed sample', () => {
    const food = playLaunch([], { inputs: { category: '食品/零食' }, until: '02-25 09:00' })
    expect(says('np-licence-ip', {}, food)).toEqual(['block food.licence'])
    expect(says('np-licence-ip', { special_licence_needed: true, licence: 'SC-1' }, food)).toEqual([])
  })

  it('warns of a launch outside of its slot and of the third occasion in a week', () => {
    const busy = { facts: { launches_this_week: 2 } }
    const morning = playLaunch([], { inputs: { launch_at: cst('03-18 09:00') }, until: '02-24 09:00', ...busy })
    expect(says('np-kickoff', {}, morning)).toEqual(['info launch.slot', 'info launch.per_week'])
    const third = playLaunch(launchStory(null, 'np-publish'), busy)
    expect(says('np-publish', {}, third)).toEqual(['warn launch.per_week'])
    const second = playLaunch(launchStory(null, 'np-publish'), { facts: { launches_this_week: 1 } })
    expect(says('np-publish', {}, second)).toEqual([])
  })

  it.each<[string, JsonObject, JsonObject]>([
    ['np-kickoff', {}, { goal_gmv: 900000 }],
    ['np-select', { gross_margin: null }, { gross_margin: 32.82, verdict: 'accept' }],
    [
      'np-price',
      {},
      { trial_price: 11610, margin: 32.82, daily_margin: 39.53, promo_price: 12900, lowest_30d_forecast: 11610 },
    ],
    ['np-price', { daily_price: 23900 }, { promo_price: 17900 }],
    ['np-title', { title: '全網最輕便防曬衣女' }, { title_hits: ['全网', '最'] }],
    ['np-attributes', { attr_filled: 16 }, { empty_rate: 20 }],
    ['np-visuals', {}, { screens: 3 }],
    ['np-main-video', { duration_s: 45 }, { short_video_usable: true }],
    ['np-main-video', { duration_s: 14 }, { short_video_usable: false }],
    ['np-main-video', { duration_s: 61 }, { short_video_usable: false }],
    [
      'np-logistics',
      { first_kg: null, first_fee: null, extra_fee_per_kg: null, parcel_kg: 1.2 },
      {
        first_kg: 1,
        first_fee: 500,
        extra_fee_per_kg: 100,
        parcel_fee: 600,
      },
    ],
    ['np-stock-config', { alert_level: null }, { alert_level: 26, safety_stock: 26 }],
    [
      'np-first-week',
      { industry_bid: 100 },
      { bid: 120, peak_bid: 156, peak_hours: '20:00–22:00', cvr_delta: 0.5, stock_level: 26 },
    ],
  ])('%s %j works out %j', (stepId, change, expected) => {
    const given = { ...launchAnswers[stepId], ...change }
    expect(submission(newProduct, own, stepId, given).answers).toMatchObject(expected)
  })
})

function config(delay: number, alert: number, forwarded: boolean, shipHours: number): JsonObject {
  return {
    sync_delay_min: delay,
    alert_level: alert,
    order_forward_tested: forwarded,
    supplier_terms: { ship_h: shipHours, freight_share_pct: 50 },
  }
}
