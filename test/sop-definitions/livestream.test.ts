import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import { lineup, livestream, playStream, prepared, streamAnswers } from './stream-case.ts'
import { clock, refused } from './playbook.ts'
import { fieldsOf, submission } from './submission.ts'

const today = (time: string) => `03-20 ${time}`
const ready = playStream(prepared('ls-gate'), { until: today('19:30') })
const says = (stepId: string, change: JsonObject, at?: string) =>
  submission(livestream, ready, stepId, { ...streamAnswers[stepId], ...change }, at).says
const items = (change: JsonObject) => ({ items: lineup.map((row, at) => (at === 0 ? { ...row, ...change } : row)) })
const segment = (change: JsonObject) => ({
  segments: [{ ...(streamAnswers['ls-script']!['segments'] as JsonObject[])[0], ...change }],
})

describe('livestream, the definition', () => {
  it('has the steps and roles of the catalogue in their order', () => {
    expect(livestream.steps.map((plan) => `${plan.id} ${plan.role?.cases[0]?.role}`)).toEqual([
      'ls-plan planner',
      'ls-lineup merchandiser',
      'ls-qualification compliance',
      'ls-offer planner',
      'ls-script planner',
      'ls-team ops-lead',
      'ls-warmup operator',
      'ls-rehearsal floor-controller',
      'ls-stock-lock warehouse',
      'ls-equipment floor-controller',
      'ls-gate floor-controller',
      'ls-opening host',
      'ls-segment host',
      'ls-reminder host',
      'ls-comments comment-moderator',
      'ls-adjust floor-controller',
      'ls-closing host',
      'ls-incident floor-controller',
      'ls-extend floor-controller',
      'ls-archive live-operator',
      'ls-fulfil warehouse',
      'ls-retro planner',
      'ls-iterate ops-lead',
    ])
  })

  it('only alerts on air, and counts live and shipping times by hard clocks', () => {
    expect(livestream.steps.filter((plan) => plan.escalation === 'live').map((plan) => plan.id)).toEqual([
      ...[
        'ls-opening',
        'ls-segment',
        'ls-reminder',
        'ls-comments',
        'ls-adjust',
        'ls-closing',
        'ls-incident',
        'ls-extend',
      ],
    ])
    expect(livestream.steps.filter((plan) => plan.hard).map((plan) => plan.id)).toEqual([
      ...[
        'ls-equipment',
        'ls-gate',
        'ls-opening',
        'ls-segment',
        'ls-reminder',
        'ls-comments',
        'ls-adjust',
        'ls-closing',
      ],
      'ls-fulfil',
    ])
    expect(livestream.starters).toEqual(['operator', 'ops-lead', 'store-manager'])
  })

  it.each<[string, unknown]>([
    ['praise_min', 95],
    ['margin_min', 30],
    ['gate_opens', '2h'],
    ['postpone_max', 30],
    ['opening', '5m'],
    ['opening_min', 5],
    ['closing', '10m'],
    ['closing_min', 10],
    ['hook', '30s'],
    ['repeat', '15m'],
    ['adjust', '15m'],
    ['comment_reply_s', 30],
    ['low_interaction', 50],
    ['extend_min', 15],
    ['extend_max', 60],
    ['order_exception', '1h'],
    ['parcel_stuck_h', 24],
    ['fulfil_days', '2d'],
  ])('parameter %s is %j', (name, value) => {
    expect(livestream.parameters.find((parameter) => parameter.name === name)?.value).toEqual(value)
  })

  it('has no parameter beside these and the shipping clock, 48 h on Douyin and elsewhere', () => {
    expect(livestream.parameters).toHaveLength(19)
    expect(playStream([], { until: '03-01 09:00' }).run?.parameters['order_ship']).toBe('48h')
    expect(playStream([], { inputs: { platform: 'jd' }, until: '03-01 09:00' }).run?.parameters['order_ship']).toBe(
      '48h',
    )
  })

  it('asks at launch what the catalogue asks; a stream lasts 30 to 480 minutes', () => {
    expect(fieldsOf(livestream.launch)).toBe('title platform start_at duration_min goal target audience assignees?')
    const launches = [29, 30, 480, 481].map((duration_min) =>
      refused(playStream([], { inputs: { duration_min }, until: '03-01 09:00' })),
    )
    expect(launches).toEqual([['LAUNCH_INVALID'], [], [], ['LAUNCH_INVALID']])
  })
})

describe('livestream, rules of its forms', () => {
  it.each<[string, JsonObject, string[]]>([
    ['ls-plan', { theme: '' }, ['block REQUIRED theme']],
    ['ls-lineup', items({ praise_rate: 95 }), []],
    ['ls-lineup', items({ praise_rate: 94.9 }), ['block cart.praise']],
    ['ls-lineup', items({ order: 2 }), ['info ls-lineup.order']],
    ['ls-lineup', items({ live_price: 19900 }), ['info ls-lineup.value']],
    [
      'ls-qualification',
      { items: lineup.map(({ sku }) => ({ sku: sku!, licence_ok: false })) },
      ['block ls-qualification'],
    ],
    ['ls-offer', {}, []],
    ['ls-offer', { items: [{ sku: 'K1', anchor_price: 29900 }] }, ['block R-TRUE-PRICE']],
    ['ls-offer', { items: [{ sku: 'K1', anchor_price: 12900 }] }, ['info ls-offer.contrast']],
    ['ls-offer', { items: [{ sku: 'K1', anchor_price: 19900, coupon: 1471 }] }, []],
    ['ls-offer', { items: [{ sku: 'K1', anchor_price: 19900, coupon: 1472 }] }, ['warn R-MARGIN']],
    ['ls-script', {}, []],
    ['ls-script', { opening: '全网最低' }, ['block R-BANNED']],
    ['ls-script', { closing: '最后一波福利' }, []],
    ['ls-script', segment({ benefit: '' }), ['block REQUIRED segments/0/benefit']],
    ['ls-script', segment({ close_words: '仅剩5件' }), ['block R-TRUE-STOCK', 'info ls-script.segments']],
    ['ls-script', segment({ close_words: '仅剩XX件' }), ['info ls-script.segments']],
    ['ls-team', {}, []],
    ['ls-team', { floor_controller: 'h' }, ['block ls-team']],
    ['ls-team', { comment_moderator: null }, ['info ls-team.named']],
    ['ls-warmup', { copy: '史上最强' }, ['block R-BANNED']],
    ['ls-rehearsal', { fallback: { backup_phone: true, backup_net: false } }, ['block ls-rehearsal']],
    ['ls-rehearsal', { cold_played: false }, ['info ls-rehearsal.roles']],
    ['ls-stock-lock', { items: [{ sku: 'K1', locked: 101, available: 100 }] }, ['block ls-stock-lock']],
    ['ls-stock-lock', { items: [{ sku: 'K1', locked: 101 }] }, ['block ls-stock-lock']],
    ['ls-stock-lock', { items: [{ sku: 'K1', locked: 100 }] }, []],
    ['ls-equipment', { mic: false }, ['block ls-equipment']],
    ['ls-gate', {}, []],
    ['ls-gate', { decision: 'postpone', reason: '网络' }, ['block REQUIRED postpone_min']],
    ['ls-gate', { decision: 'postpone', reason: '网络', postpone_min: 30 }, []],
    ['ls-gate', { decision: 'postpone', reason: '网络', postpone_min: 31 }, ['block ls-gate.postpone']],
    ['ls-segment', { scarcity_words: '仅剩80件' }, []],
    ['ls-segment', { scarcity_words: '仅剩5件' }, ['block R-TRUE-STOCK']],
    ['ls-closing', { rating_words: '给个好评返现' }, ['block R-NO-BRIBE']],
    ['ls-closing', { rating_words: '欢迎评价' }, []],
  ])('%s %j: %j', (stepId, change, expected) => {
    expect(says(stepId, change)).toEqual(expected)
  })

  it('does not go live before every earlier step is accepted', () => {
    const missing = playStream(prepared('ls-equipment'), { until: today('19:30') })
    const gate = submission(livestream, missing, 'ls-gate', {})
    expect([gate.says, gate.answers['waiting_for']]).toEqual([['block ls-gate'], ['ls-equipment']])
  })

  it('takes a failing item off the line-up and the others get its time', () => {
    const licences = { 'ls-qualification': { items: [{ sku: 'K3', food: true }] } }
    const played = playStream(prepared(null, licences), { until: today('20:00') })
    const segments = played.steps.filter((item) => item.stepId === 'ls-segment')
    expect(segments.map((item) => (item.item as JsonObject)['sku'])).toEqual(['K1', 'K2', 'K4', 'K5', 'K6', 'K7'])
    expect(segments.map((item) => clock(item.dueAt)).slice(0, 3)).toEqual(['20:05', '20:22', '20:39'].map(today))
  })
})
