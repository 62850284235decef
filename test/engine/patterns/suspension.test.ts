import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { at, clockOf, completes, story, told } from './story.ts'

const pause = (clock: string) => ({ at: at(clock), command: { type: 'pause', reason: 'waiting for the supplier' } })
const resume = (clock: string) => ({ at: at(clock), command: { type: 'resume' } })
const plan = playbook(`
- parallel:
    - { task: sample, role: buyer, due: open + 4h }
    - { task: ship, role: warehouse, hard_due: open + 4h }
- { task: publish, role: operator }
`)

describe('suspension and resumption: the clock stops', () => {
  it('planned dues move by the time paused, hard clocks do not', () => {
    const played = told(plan, [pause('11:00'), resume('12:30')])
    expect(played.steps.map((step) => [step.stepId, step.dueAt && clockOf(step.dueAt)])).toEqual([
      ['sample', '15:30'],
      ['ship', '14:00'],
      ['publish', null],
    ])
  })

  it('nobody is reminded while it stands still; afterwards every rung comes once, as much later', () => {
    const played = told(plan, [pause('13:00'), resume('15:00')], { until: at('23:00') })
    expect(story(played, 'step.reminded', 'step.overdue', 'step.escalated')).toEqual([
      '15:00 step.reminded ship.1',
      '15:00 step.overdue ship.1',
      '15:12 step.reminded sample.1',
      '16:00 step.overdue sample.1',
      '16:00 step.escalated ship.1',
      '18:00 step.escalated sample.1',
      '18:00 step.escalated ship.1',
      '20:00 step.escalated sample.1',
    ])
  })

  it('a step that was overdue before stays so and climbs on, it is not told twice', () => {
    const late = told(plan, [pause('15:00'), resume('17:00')], { until: at('23:00') })
    expect(story(late, 'step.reminded', 'step.overdue', 'step.escalated')).toEqual([
      '13:12 step.reminded sample.1',
      '13:12 step.reminded ship.1',
      '14:00 step.overdue sample.1',
      '14:00 step.overdue ship.1',
      '17:00 step.escalated ship.1',
      '18:00 step.escalated sample.1',
      '18:00 step.escalated ship.1',
      '20:00 step.escalated sample.1',
    ])
    expect(late.run?.counters['steps_overdue']).toBe(2)
  })

  it('steps take no acts and open none while paused', () => {
    const played = told(plan, [pause('11:00'), completes('11:10', 'buyer', 'sample')])
    expect(played.refusals.map((item) => item.detail)).toEqual([
      'Run played-run is paused since 2027-03-10T03:00:00.000Z; a lead must resume it first.',
    ])
  })

  it('live cues keep their instants: what passed meanwhile opens once each on resuming', () => {
    const live = playbook(
      `
- task: offer
  role: live-operator
  escalation: live
  repeat: { every: 15m, from: S + 15m, before: S + 90m }
`,
      'launch: { start_at: { type: datetime } }\nanchors: { S: start_at }',
    )
    const played = told(live, [pause('10:20'), resume('10:50')], {
      inputs: { start_at: at('10:00') },
      until: at('11:05'),
    })
    expect(story(played, 'step.opened', 'step.overdue')).toEqual([
      '10:15 step.opened offer:1.1',
      '10:17 step.overdue offer:1.1',
      '10:50 step.opened offer:2.1',
      '10:50 step.opened offer:3.1',
      '10:52 step.overdue offer:2.1',
      '10:52 step.overdue offer:3.1',
      '11:00 step.opened offer:4.1',
      '11:02 step.overdue offer:4.1',
    ])
    expect(played.steps.map((step) => clockOf(step.dueAt ?? ''))).toEqual(['10:15', '10:30', '10:45', '11:00', '11:15'])
  })
})
