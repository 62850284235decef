import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import type { Played } from '#engine/rehearsal/play.ts'
import { day, launchAnswers, launchStory, newProduct, playLaunch } from './launch-case.ts'
import { completes, step } from './playbook.ts'
import { submission } from './submission.ts'

const own = playLaunch([], { until: '02-25 09:00' })
const answersTo = (stepId: string, change: JsonObject, of: Played = own) =>
  submission(newProduct, of, stepId, { ...launchAnswers[stepId], ...change })

describe('new-product-launch, rules at their edges', () => {
  it('lets the one launch of a week pass where a store allows one', () => {
    const params = { launches_per_week: 1 }
    const first = playLaunch([], { params, until: '02-25 09:00' })
    expect(answersTo('np-kickoff', {}, first).says).toEqual([])
    expect(answersTo('np-publish', {}, first).says).toEqual([])
    const second = playLaunch([], { params, facts: { launches_this_week: 1 }, until: '02-25 09:00' })
    expect(answersTo('np-kickoff', {}, second).says).toEqual(['info launch.per_week'])
  })

  it('asks for another supplier on the second visit, after a failed sample', () => {
    const failed = completes('03-04 10:00', 'warehouse', 'np-sample-qc', {
      ...launchAnswers['np-sample-qc'],
      tests_passed: 2,
    })
    const again = playLaunch([...launchStory(null, 'np-sample-qc'), failed])
    expect(answersTo('np-select', {}, again).says).toEqual(['info np-select.supplier'])
    expect(answersTo('np-select', { other_supplier: '二号厂' }, again).says).toEqual([])
  })

  it('sends a page back however often it fails (R-REWORK)', () => {
    const clockOf = (minute: number) => `03-15 10:${String(minute).padStart(2, '0')}`
    const verdict = { ...launchAnswers['np-compliance'], verdict: 'reject', return_step: 'np-title' }
    const rounds = Array.from({ length: 21 }, (_, n) => [
      completes(clockOf(2 * n), 'compliance', 'np-compliance', verdict),
      completes(clockOf(2 * n + 1), 'operator', 'np-title', launchAnswers['np-title']),
    ]).flat()
    const played = playLaunch([...launchStory(null, 'np-compliance'), ...rounds])
    expect(step(played, 'np-compliance')).toMatchObject({ visit: 22, status: 'open' })
  })

  it('needs no return on ad spend where nothing was spent, drop-shipped or not (roi.dropship, roi.general)', () => {
    const dropship = playLaunch([], { inputs: { supply_mode: 'dropship' }, until: '02-25 09:00' })
    const spent = (ad_spend: number) =>
      answersTo('np-first-week', { ad_spend, roi: 0, available_stock: 900 }, dropship).says
    expect([spent(0), spent(1)]).toEqual([[], ['info roi.dropship', 'info roi.general']])
  })
})

describe('new-product-launch, figures worked out', () => {
  it('proposes no alert level of its own for drop-shipped goods: nothing was bought to test', () => {
    const dropship = playLaunch([], {
      inputs: { supply_mode: 'dropship' },
      params: { dropship_alert_min: 0 },
      until: '02-25 09:00',
    })
    expect(answersTo('np-stock-config', { alert_level: null }, dropship).answers).toMatchObject({
      alert_level: 0,
      safety_stock: 0,
    })
  })

  it('bids nothing while the industry bid is not known', () => {
    expect(answersTo('np-first-week', {}).answers).toMatchObject({ bid: 0, peak_bid: 0 })
  })

  it('takes 6 sold on the first day for a day: 6 × 3 days × 120 % → 22 (R-SAFETY)', () => {
    const level = playLaunch(launchStory(null, 'np-compliance', { 'np-stock-config': { alert_level: 0 } }))
    expect(answersTo('np-first-week', day, level).answers['stock_level']).toBe(22)
  })

  it('sums up a first week nobody visited, or that was never looked at, as nothing', () => {
    const nothing = { qty_7d: 0, uv: 0, pay_cvr: 0, available: 0 }
    expect(answersTo('np-week1-decision', {}).answers).toMatchObject({ week: nothing, decision: 'clear' })
    const visited = playLaunch(launchStory(null, 'np-week1-decision', { 'np-first-week': { uv: 0, qty: 0 } }))
    expect(answersTo('np-week1-decision', {}, visited).answers).toMatchObject({ week: { ...nothing, available: 44 } })
  })

  it('counts blocks, rework and what was overdue on record, from nothing on', () => {
    const started = playLaunch([], { until: '02-25 17:59' })
    expect(started.record).toMatchObject({ blocks: 0, rework: 0, steps_overdue: 0 })
    expect(playLaunch([], { until: '02-25 18:01' }).record).toMatchObject({ steps_overdue: 1 })
  })
})
