import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import { launchAnswers, launchStory, playLaunch } from './launch-case.ts'
import { clock, completes, cst, decides, due, happened, refused, started, step } from './playbook.ts'

const toQc = launchStory(null, 'np-sample-qc')
const failedSample = { ...launchAnswers['np-sample-qc'], tests_passed: 2 }

describe('new-product-launch, ways that end it', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['the merchandiser rejects', { verdict: 'reject' }, {}],
    ['high competition without an edge', { competition: 'high', uniqueness: 2 }, {}],
  ])('ends rejected: %s', (_, change) => {
    const acts = launchStory(null, 'np-licence-ip', { 'np-select': change })
    expect(playLaunch(acts).outcome).toBe('rejected')
  })

  it('goes on with high competition and an edge', () => {
    const change = { 'np-select': { competition: 'high', uniqueness: 3 } }
    const played = playLaunch(launchStory(null, 'np-licence-ip', change))
    expect([played.outcome, step(played, 'np-licence-ip').status]).toEqual([null, 'open'])
  })

  it('asks the store-manager for a thin margin; a rejection ends the run', () => {
    const acts = launchStory(null, 'np-select')
    const thin = { ...launchAnswers['np-select'], gross_margin: 25 }
    const select = completes('02-27 10:00', 'merchandiser', 'np-select', thin, { reasons: { gross_margin: '引流款' } })
    const played = playLaunch([...acts, completes('02-27 09:00', 'merchandiser', 'np-select', thin), select])
    expect(refused(played)).toEqual(['REASON_NEEDED'])
    expect(step(played, 'np-select').approvals.map((level) => level.role)).toEqual(['store-manager'])
    const reject = decides('02-27 11:00', 'store-manager', 'np-select', 'reject', '毛利太薄')
    expect(playLaunch([...acts, select, reject]).outcome).toBe('rejected')
    const approve = decides('02-27 11:00', 'store-manager', 'np-select', 'approve')
    expect(step(playLaunch([...acts, select, approve]), 'np-licence-ip').status).toBe('open')
  })

  it('ends rejected when a licence is not cured 5 working days after it was found wrong', () => {
    const wrong = { ...launchAnswers['np-licence-ip'], ip_clear: false }
    const acts = [...launchStory(null, 'np-licence-ip'), completes('03-01 10:00', 'compliance', 'np-licence-ip', wrong)]
    expect(playLaunch(acts, { until: '03-08 09:59' }).outcome).toBe(null)
    const played = playLaunch(acts, { until: '03-08 10:00' })
    expect([played.outcome, clock(played.run?.endedAt)]).toEqual(['rejected', '03-08 10:00'])
    // Overdue since 03-01 18:00, so it fell to the superior (R-ESC.n).
    const cured = completes('03-08 10:00', 'store-manager', 'np-licence-ip', launchAnswers['np-licence-ip'])
    expect(playLaunch([...acts, cured], { until: '03-09 10:00' }).outcome).toBe(null)
    expect(playLaunch(launchStory(null, 'np-licence-ip'), { until: '03-15 10:00' }).outcome).toBe(null)
  })

  it('goes back for another supplier twice after a failed sample, then ends rejected', () => {
    const again = (date: string) => [
      completes(`03-${date} 10:00`, 'warehouse', 'np-sample-qc', failedSample),
      completes(`03-${date} 11:00`, 'merchandiser', 'np-select', {
        ...launchAnswers['np-select'],
        other_supplier: '二号厂',
      }),
      completes(`03-${date} 12:00`, 'compliance', 'np-licence-ip', launchAnswers['np-licence-ip']),
    ]
    const once = playLaunch([...toQc, ...again('04').slice(0, 1)])
    expect([step(once, 'np-select').visit, step(once, 'np-select').status, due(once, 'np-select')]).toEqual([
      2,
      'open',
      '03-05 10:00',
    ])
    const twice = playLaunch([...toQc, ...again('04'), ...again('05')])
    expect([step(twice, 'np-sample-qc').visit, step(twice, 'np-sample-qc').status]).toEqual([3, 'open'])
    expect(twice.run?.values['current_supplier']).toBe('二号厂')
    const thrice = playLaunch([...toQc, ...again('04'), ...again('05'), ...again('06').slice(0, 1)])
    expect(thrice.outcome).toBe('rejected')
    const claims = completes('03-04 10:00', 'warehouse', 'np-sample-qc', {
      ...failedSample,
      tests_passed: 3,
      matches_claims: false,
    })
    expect(step(playLaunch([...toQc, claims]), 'np-select').visit).toBe(2)
  })

  it('is missed when nobody has approved it at L, and proposes the next day 20:00', () => {
    const acts = launchStory(null, 'np-final-approve')
    const missed = playLaunch(acts, { until: '03-18 20:30' })
    expect([missed.outcome, clock(missed.run?.endedAt)]).toEqual(['launch_missed', '03-18 20:30'])
    expect(clock(missed.record?.['proposed_launch_at'] as string)).toBe('03-19 20:00')
    expect(playLaunch(acts, { until: '03-18 20:29' }).outcome).toBe(null)
    const inTime = decides('03-18 20:30', 'store-manager', 'np-final-approve', 'approve')
    expect(step(playLaunch([...acts, inTime]), 'np-publish').status).toBe('open')
    expect(playLaunch(launchStory(null, 'np-compliance'), { until: '03-18 20:30' }).outcome).toBe('launch_missed')
    const later = {
      at: cst('03-17 10:00'),
      command: { type: 'moveAnchor', anchor: 'L', to: cst('03-19 20:30'), reason: '错峰' },
    }
    expect(playLaunch([...acts, later], { until: '03-19 20:29' }).outcome).toBe(null)
    expect(playLaunch([...acts, later], { until: '03-19 20:30' }).outcome).toBe('launch_missed')
  })
})

describe('new-product-launch, ways back and aside', () => {
  it.each(['np-title', 'np-attributes', 'np-visuals', 'np-main-video', 'np-logistics', 'np-stock-config', 'np-price'])(
    'compliance sends what fails back to %s, due a day later',
    (target) => {
      const verdict = { ...launchAnswers['np-compliance'], banned_hits: ['最'], verdict: 'reject', return_step: target }
      const reject = completes('03-15 10:00', 'compliance', 'np-compliance', verdict)
      const played = playLaunch([...launchStory(null, 'np-compliance'), reject])
      expect([step(played, target).visit, step(played, target).status, due(played, target)]).toEqual([
        2,
        'open',
        '03-16 10:00',
      ])
      expect([step(played, 'np-compliance').visit, step(played, 'np-compliance').status]).toEqual([2, 'planned'])
      expect(played.record?.['rework']).toBe(1)
    },
  )

  it('sends a listing the ops-lead rejects back to compliance', () => {
    const reject = decides('03-16 09:00', 'ops-lead', 'np-final-approve', 'reject', '价格不符')
    const played = playLaunch([...launchStory(null, 'np-final-approve'), reject])
    expect([step(played, 'np-compliance').visit, step(played, 'np-compliance').status]).toEqual([2, 'open'])
  })

  it('returns a rejected kick-off to its assignee, attempt 2, due a day later (R-REWORK)', () => {
    const [kickoff] = launchStory(null, 'np-select')
    const played = playLaunch([kickoff!, decides('02-25 11:00', 'ops-lead', 'np-kickoff', 'reject', '目标太高')])
    expect(step(played, 'np-kickoff')).toMatchObject({ attempt: 2, status: 'claimed', assignee: 'operator' })
    expect([due(played, 'np-kickoff'), played.record?.['rework']]).toEqual(['02-26 11:00', 1])
  })

  it('lets the ops-lead approve a launch outside of the slot', () => {
    const late = { ...launchAnswers['np-publish'], published_at: cst('03-18 22:30') }
    const acts = [
      ...launchStory(null, 'np-publish'),
      completes('03-18 22:30', 'operator', 'np-publish', late, { reasons: { published_at: '系统故障' } }),
      decides('03-18 22:40', 'ops-lead', 'np-publish', 'approve'),
    ]
    expect(step(playLaunch(acts), 'np-first-week', 1).status).toBe('open')
  })

  it('tells of a trial price that will be the lowest before a campaign, and of the check to repeat', () => {
    const acts = launchStory(null, 'np-final-approve')
    const notices = (campaign: string | null) =>
      happened(playLaunch(acts, { facts: { next_campaign_date: campaign } }), 'branch.taken').length
    expect([notices(null), notices('2027-04-17'), notices('2027-04-16')]).toEqual([1, 1, 2])
    const known = playLaunch(acts, { facts: { product: { lowest30d: 10900, salesHistory: 50 } } })
    expect(step(known, 'np-campaign-precheck').answers).toMatchObject({
      eligible: true,
      sales_history: 50,
      lowest_30d: 10900,
    })
  })

  it('tells buyer and operator of low stock, and once that 50 are sold', () => {
    const low = playLaunch(launchStory(null, 'np-week1-decision', { 'np-first-week': { available_stock: 3, qty: 10 } }))
    const rules = low.events.filter((event) => event.type === 'branch.taken').map((event) => event.data['rule'])
    expect(rules.filter((rule) => rule === 'R-STOCK-ALERT')).toHaveLength(7)
    expect(rules.filter((rule) => rule === 'R-ELIG/recheck')).toHaveLength(1)
  })
})

describe('new-product-launch, B1-T2 after the first week', () => {
  it.each<[string, JsonObject, JsonObject, string[]]>([
    ['D1: 4 sold, visitors missing', { qty: 0, uv: 100 }, { decision: 'clear' }, ['inv-clearance']],
    [
      'D2: visitors there, conversion below industry, nothing sold',
      { qty: 0, pay_cvr: 1 },
      { decision: 'abtest' },
      ['detail-tuning'],
    ],
    ['D2 and D3', { pay_cvr: 2, available_stock: 10 }, { decision: 'abtest' }, ['detail-tuning', 'stock-alert']],
    ['D3 with enough stock', { available_stock: 26 }, { decision: 'grow' }, []],
    ['D3 below max(safety, alert)', { available_stock: 25 }, { decision: 'grow' }, ['stock-alert']],
  ])('%s', (_, change, decided, children) => {
    const acts = launchStory(null, 'np-retro', { 'np-first-week': change })
    const played = playLaunch(acts)
    expect(step(played, 'np-week1-decision').answers).toMatchObject(decided)
    expect(started(played).map((child) => child.sop)).toEqual(children)
  })

  it('reorders up to twice the level: 42 sold in 7 days, 3 days, 20 % → 22, alert 26, 25 left → 27', () => {
    const played = playLaunch(launchStory(null, 'np-retro', { 'np-first-week': { available_stock: 25 } }))
    expect(step(played, 'np-week1-decision').answers['table']).toMatchObject({
      codes: ['D3'],
      safety_stock: 22,
      stock_level: 26,
      reorder_qty: 27,
    })
    expect(started(played)[0]?.inputs).toEqual({ sku: '冰丝防晒衣', reorder_qty: 27 })
  })
})
