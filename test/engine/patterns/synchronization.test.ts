import { expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { completes, statuses, story, told } from './story.ts'

const plan = playbook(`
- parallel:
    - { task: copy, role: operator }
    - sequence:
        - { task: shoot, role: designer }
        - { task: retouch, role: designer }
- { task: launch, role: operator }
`)
const both = [completes('10:05', 'operator', 'copy'), completes('10:10', 'designer', 'shoot')]

it('synchronization: the launch waits while one branch is under way', () => {
  expect(statuses(told(plan, both))).toEqual(['copy.1 done', 'shoot.1 done', 'retouch.1 open', 'launch.1 planned'])
})

it('synchronization: the launch opens once, with the last branch', () => {
  const played = told(plan, [...both, completes('10:30', 'designer', 'retouch')])
  expect(story(played, 'step.opened')).toEqual([
    '10:00 step.opened copy.1',
    '10:00 step.opened shoot.1',
    '10:10 step.opened retouch.1',
    '10:30 step.opened launch.1',
  ])
})
