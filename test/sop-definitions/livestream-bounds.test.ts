import { describe, expect, it } from 'vitest'
import { codesOf, itHolds, least, longest, moreThanNothing, most } from './bounds.ts'
import { livestream } from './stream-case.ts'

describe('livestream, what its launch and preparation take', () => {
  itHolds(livestream, [
    longest('launch', 'title', 200),
    least('launch', 'target.viewers', 0),
    least('launch', 'target.interaction_rate', 0),
    least('launch', 'target.cvr', 0),
    least('launch', 'target.gmv', 0),
    longest('launch', 'audience.age', 100),
    longest('launch', 'audience.gender', 100),
    longest('launch', 'audience.habits', 500),
    longest('ls-plan', 'audience.age', 100),
    longest('ls-plan', 'audience.gender', 100),
    longest('ls-plan', 'audience.habits', 500),
    longest('ls-plan', 'theme', 500),
    least('ls-lineup', 'items.order', 1),
    moreThanNothing('ls-lineup', 'items.list_price'),
    moreThanNothing('ls-lineup', 'items.live_price'),
    least('ls-lineup', 'items.unit_cost', 0),
    least('ls-lineup', 'items.stock', 0),
    least('ls-lineup', 'items.praise_rate', 0),
    most('ls-lineup', 'items.praise_rate', 100),
    longest('ls-lineup', 'items.role', 50),
    longest('ls-qualification', 'items.sc_no', 50),
    moreThanNothing('ls-offer', 'items.anchor_price'),
    least('ls-offer', 'items.coupon', 0),
    longest('ls-offer', 'items.gift', 200),
    longest('ls-offer', 'items.lottery', 200),
    longest('ls-offer', 'items.new_fan_gift', 200),
    longest('ls-offer', 'items.old_fan_gift', 200),
    longest('ls-script', 'opening', 5000),
    longest('ls-script', 'segments.feature', 2000),
    longest('ls-script', 'segments.advantage', 2000),
    longest('ls-script', 'segments.benefit', 2000),
    longest('ls-script', 'segments.evidence', 2000),
    longest('ls-script', 'segments.demo', 2000),
    longest('ls-script', 'segments.close_words', 2000),
    longest('ls-script', 'closing', 5000),
    longest('ls-warmup', 'copy', 2000),
    least('ls-stock-lock', 'items.locked', 0),
    least('ls-stock-lock', 'items.available', 0),
    least('ls-gate', 'postpone_min', 1),
    longest('ls-gate', 'reason', 1000),
  ])

  it.each(['ls-lineup items', 'ls-offer items', 'ls-script segments'])(
    '%s: one item will do, none will not',
    (form) => {
      const [stepId, field] = form.split(' ') as [string, string]
      const few = (rows: object[]) => codesOf(livestream, stepId, field, rows as never).includes('TOO_FEW')
      expect([few([]), few([{}])]).toEqual([true, false])
    },
  )

  it('a script may do without questions and interactions', () => {
    expect(codesOf(livestream, 'ls-script', 'qa', [])).toEqual([])
    expect(codesOf(livestream, 'ls-script', 'interactions', [])).toEqual([])
  })
})

describe('livestream, what its forms take on air and after', () => {
  itHolds(livestream, [
    longest('ls-opening', 'notes', 1000),
    least('ls-segment', 'peak_online', 0),
    least('ls-segment', 'clicks', 0),
    least('ls-segment', 'orders', 0),
    least('ls-segment', 'stock_left', 0),
    longest('ls-segment', 'scarcity_words', 500),
    longest('ls-reminder', 'offer_id', 200),
    least('ls-comments', 'questions', 0),
    least('ls-comments', 'late_answers', 0),
    least('ls-adjust', 'online', 0),
    least('ls-adjust', 'interaction_rate', 0),
    least('ls-adjust', 'orders', 0),
    least('ls-adjust', 'gmv', 0),
    longest('ls-closing', 'next_preview', 500),
    longest('ls-closing', 'rating_words', 500),
    longest('ls-incident', 'action', 1000),
    least('ls-extend', 'extra_min', 1),
    longest('ls-archive', 'replay', 2000),
    least('ls-archive', 'watch_time', 0),
    least('ls-archive', 'cvr', 0),
    longest('ls-fulfil', 'warehouse', 100),
    longest('ls-fulfil', 'orders.waybill', 100),
    least('ls-fulfil', 'orders.stuck_h', 0),
    longest('ls-fulfil', 'orders.exception', 500),
    least('ls-fulfil', 'refunds', 0),
    least('ls-retro', 'viewers', 0),
    least('ls-retro', 'interaction_rate', 0),
    least('ls-retro', 'cvr', 0),
    least('ls-retro', 'gmv', 0),
    least('ls-retro', 'deals', 0),
    longest('ls-retro', 'survey', 5000),
    longest('ls-iterate', 'improvements.action', 500),
    longest('ls-iterate', 'improvements.next_stream', 200),
  ])
})
