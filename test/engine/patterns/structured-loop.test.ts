import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { completes, statuses, story, told } from './story.ts'

const plan = playbook(`
- { task: after-all, role: operator, after: check }
- task: check
  role: designer
  after: []
  due: open + 2h
  form: { passed: { type: bool } }
  repeat: { until: passed, max: 3, every: 24h }
`)
const checked = (clock: string, passed: boolean) => completes(clock, 'designer', 'check', { passed })

describe('structured loop: again after each completion until QA passes', () => {
  it('the next round opens a day after the one before; what follows opens with the round that passed', () => {
    const played = told(plan, [checked('10:30', false), checked('11 10:20', true)])
    expect(story(played, 'step.opened', 'step.completed')).toEqual([
      '10:00 step.opened check:1.1',
      '10:30 step.completed check:1.1',
      '11 10:00 step.opened check:2.1',
      '11 10:20 step.completed check:2.1',
      '11 10:20 step.opened after-all.1',
    ])
  })

  it('after the last round the run goes on, passed or not', () => {
    const played = told(plan, [checked('10:30', false), checked('11 10:00', false), checked('12 10:00', false)])
    expect(statuses(played)).toEqual(['after-all.1 open', 'check:1.1 done', 'check:2.1 done', 'check:3.1 done'])
  })
})
