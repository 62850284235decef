import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { at, completes, story, told } from './story.ts'

const answering = (more: string) => playbook(`[{ task: answer, role: cs-agent, ${more} }]`)
const rungs = (more: string, until: string) =>
  told(answering(more), [], { until: at(until) }).events.flatMap((event) =>
    event.type.startsWith('step.') && event.type !== 'step.opened'
      ? [
          [
            story({ events: [event] })[0]?.replace(' answer.1', ''),
            event.data['level'] ?? 0,
            event.data['role'] ?? null,
            event.data['tell'],
          ],
        ]
      : [],
  )

describe('escalation (R-ESC.n): remind, overdue, to the superior, tell the store-manager', () => {
  it('four hours allowed: reminded at 80 %, rungs two hours apart', () => {
    expect(rungs('due: open + 4h', '20 10:00')).toEqual([
      ['13:12 step.reminded', 0, null, ['cs-agent']],
      ['14:00 step.overdue', 1, null, ['cs-agent', 'cs-lead']],
      ['16:00 step.escalated', 2, 'cs-lead', ['cs-lead']],
      ['18:00 step.escalated', 3, null, ['store-manager']],
    ])
  })

  it('ten minutes allowed: the gap is at least a quarter of an hour', () => {
    expect(rungs('due: open + 10m', '20 10:00')).toEqual([
      ['10:08 step.reminded', 0, null, ['cs-agent']],
      ['10:10 step.overdue', 1, null, ['cs-agent', 'cs-lead']],
      ['10:25 step.escalated', 2, 'cs-lead', ['cs-lead']],
      ['10:40 step.escalated', 3, null, ['store-manager']],
    ])
  })

  it('ten days allowed: the gap is at most a day', () => {
    expect(rungs('due: open + 10d', '30 10:00').map(([when]) => when)).toEqual([
      '18 10:00 step.reminded',
      '20 10:00 step.overdue',
      '21 10:00 step.escalated',
      '22 10:00 step.escalated',
    ])
  })

  it('live: one alert two minutes after, nobody is replaced', () => {
    expect(rungs('due: open + 4h, escalation: live', '20 10:00')).toEqual([
      ['14:02 step.overdue', 1, null, ['cs-agent', 'cs-lead']],
    ])
  })

  it('none: nothing at all', () => {
    expect(rungs('due: open + 4h, escalation: none', '20 10:00')).toEqual([])
  })
})

describe('organisational: the superior who takes over does the step; who was late no longer may', () => {
  it('after overdue-2', () => {
    const played = told(answering('due: open + 4h'), [
      completes('16:01', 'cs-agent', 'answer'),
      completes('16:02', 'cs-lead', 'answer'),
    ])
    expect(played.refusals.map((item) => item.code)).toEqual(['NOT_A_CANDIDATE'])
    expect(played.steps[0]).toMatchObject({ status: 'done', role: 'cs-lead', completedBy: 'cs-lead', late: true })
  })

  it('a store-manager has nobody above: marked overdue, nothing more', () => {
    const plan = playbook('[{ task: sign, role: store-manager, due: open + 4h }]')
    const types = told(plan, [], { until: at('20 10:00') }).events.map((event) => event.type)
    expect(types.slice(3)).toEqual(['step.reminded', 'step.overdue'])
  })
})

describe('R-ESC.0: a step that opens at or after its due', () => {
  const plan = playbook(
    '[{ task: answer, role: cs-agent, due: t0 + 1h }]',
    'launch: { arrived_at: { type: datetime } }\nanchors: { t0: arrived_at }',
  )
  it.each([
    ['after it', '08:00'],
    ['in its very instant', '09:00'],
  ])('%s: overdue at once, rungs a quarter of an hour apart, no reminder', (_case, arrived) => {
    const played = told(plan, [], { inputs: { arrived_at: at(arrived) }, until: at('12:00') })
    expect(story(played).slice(1)).toEqual([
      '10:00 step.opened answer.1',
      '10:00 step.overdue answer.1',
      '10:15 step.escalated answer.1',
      '10:30 step.escalated answer.1',
    ])
  })
})
