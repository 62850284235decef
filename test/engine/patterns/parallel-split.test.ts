import { expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { story, told } from './story.ts'

const plan = playbook(`
- { task: kick-off, role: ops-lead }
- parallel:
    - { task: copy, role: operator }
    - { task: photos, role: designer }
    - { task: stock, role: warehouse }
`)

it('parallel split: copy, photos and stock open together', () => {
  const played = told(plan, [
    { at: '2027-03-10T10:05:00+08:00', by: 'ops-lead', command: 'complete', stepId: 'kick-off' },
  ])
  expect(story(played)).toEqual([
    '10:00 run.launched',
    '10:00 step.opened kick-off.1',
    '10:05 step.completed kick-off.1',
    '10:05 step.opened copy.1',
    '10:05 step.opened photos.1',
    '10:05 step.opened stock.1',
  ])
})
