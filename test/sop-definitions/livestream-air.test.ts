import { describe, expect, it } from 'vitest'
import { livestream, onAir, playStream, prepared, streamAnswers } from './stream-case.ts'
import { clock, completes, cst, decides, happened, refused, step } from './playbook.ts'
import { submission } from './submission.ts'

const today = (time: string) => `03-20 ${time}`
const ready = playStream(prepared('ls-gate'), { until: today('19:30') })

describe('livestream, gate and air', () => {
  const extend = (at: string, minutes: number) => [
    completes(at, 'floor-controller', 'ls-extend', { extra_min: minutes }),
    decides(at, 'ops-lead', 'ls-extend', 'approve'),
  ]
  const postpone = (at: string, minutes: number) => [
    completes(at, 'floor-controller', 'ls-gate', { decision: 'postpone', postpone_min: minutes, reason: '网络不稳' }),
    decides(at, 'ops-lead', 'ls-gate', 'approve'),
  ]

  it('postpones S and everything after it, with the ops-lead, by 30 minutes in all', () => {
    const once = playStream([...prepared('ls-gate'), ...postpone(today('19:40'), 20)], { until: today('19:41') })
    expect(['ls-gate', 'ls-opening', 'ls-closing', 'ls-archive'].map((id) => clock(step(once, id).dueAt))).toEqual([
      ...['03-20 20:05', '03-20 20:25', '03-20 22:20', '03-21 00:20'],
    ])
    const twice = playStream([
      ...prepared('ls-gate'),
      ...postpone(today('19:40'), 20),
      ...postpone(today('19:50'), 11).slice(0, 1),
    ])
    expect(refused(twice)).toEqual(['FORM_BLOCKED'])
  })

  it('cancels with the ops-lead', () => {
    const cancel = [
      completes(today('19:40'), 'floor-controller', 'ls-gate', { decision: 'cancel', reason: '断电' }),
      decides(today('19:41'), 'ops-lead', 'ls-gate', 'approve'),
    ]
    expect(playStream([...prepared('ls-gate'), ...cancel]).outcome).toBe('cancelled')
  })

  it('shifts later segments by an equipment failure; the interrupted one and the reminders stay', () => {
    const failure = { type: 'equipment', from: cst(today('20:40')), to: cst(today('20:50')), action: '切备用手机' }
    const played = playStream([...prepared(), completes(today('20:50'), 'floor-controller', 'ls-incident', failure)], {
      until: today('20:51'),
    })
    const dues = (id: string) =>
      played.steps.filter((item) => item.stepId === id).map((item) => clock(item.dueAt).slice(6))
    expect(dues('ls-segment').slice(0, 3)).toEqual(['20:05', '20:20', '20:35'])
    expect(dues('ls-segment').slice(4)).toEqual(['21:15', '21:30', '21:45'])
    expect(dues('ls-reminder')).toEqual(['20:15', '20:30', '20:45', '21:00', '21:15', '21:30', '21:45'])
  })

  it.each<[string, string[]]>([
    ['sold_out', ['live-operator', 'host']],
    ['violation', ['live-operator', 'compliance', 'store-manager']],
    ['wrong_price', ['live-operator', 'compliance', 'store-manager']],
    ['cold', ['host', 'comment-moderator']],
  ])('tells at once of %s: %j', (type, told) => {
    const played = playStream([...prepared(), onAir(today('20:40'), 'floor-controller', 'ls-incident', { type })])
    expect(played.events.findLast((event) => event.type === 'notice.sent')?.data['tell']).toEqual(told)
  })

  it('extends once, before E − 10 min, by 15 to 60 minutes; the reminder grid goes on', () => {
    const played = playStream([...prepared(), ...extend(today('21:30'), 30), ...extend(today('21:40'), 15).slice(0, 1)])
    expect(refused(played)).toEqual(['STEP_ON_DEMAND_SPENT'])
    expect(played.steps.filter((item) => item.stepId === 'ls-reminder')).toHaveLength(9)
    expect([clock(step(played, 'ls-closing').dueAt), played.record?.['extended_min']]).toEqual(['03-20 22:30', 30])
  })

  it.each<[string, number, string[]]>([
    ['21:30', 14, ['FORM_BLOCKED']],
    ['21:30', 15, []],
    ['21:30', 60, []],
    ['21:30', 61, ['FORM_BLOCKED']],
    ['21:49', 15, []],
    ['21:50', 15, ['STEP_NOT_OPEN']],
  ])('an extension asked for at %s by %d minutes: %j', (at, minutes, codes) => {
    expect(refused(playStream([...prepared(), ...extend(today(at), minutes).slice(0, 1)]))).toEqual(codes)
  })

  it('wants an extra gift below half of the target interaction', () => {
    const gift = (rate: number) =>
      submission(livestream, ready, 'ls-adjust', { ...streamAnswers['ls-adjust'], interaction_rate: rate }).answers[
        'extra_gift'
      ]
    expect([gift(2.99), gift(3)]).toEqual([true, false])
  })

  it('alerts two minutes after a live step was due and reassigns nothing', () => {
    const played = playStream(prepared(), { until: today('20:10') })
    expect(happened(played, 'step.overdue', 'step.escalated')).toEqual([
      'step.overdue ls-opening 03-20 20:07',
      'step.overdue ls-segment 03-20 20:07',
    ])
  })

  it.each(['host', 'live-operator', 'floor-controller'])('a live step may be tapped by %s', (by) => {
    expect(refused(playStream([...prepared(), onAir(today('20:15'), by, 'ls-reminder')]))).toEqual([])
  })
})
