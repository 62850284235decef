import { expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { completes, statuses, story, told } from './story.ts'

const plan = playbook(`
- { task: shoot, role: designer }
- { task: list-photos, role: operator }
`)

it('sequence: the second step opens when the first is done, the run ends with the last', () => {
  const played = told(plan, [
    completes('10:05', 'operator', 'list-photos'),
    completes('10:10', 'designer', 'shoot'),
    completes('10:20', 'operator', 'list-photos'),
  ])
  expect(played.refusals.map((item) => item.detail)).toEqual(['Step list-photos.1 is planned; it waits for shoot.'])
  expect(story(played)).toEqual([
    '10:00 run.launched',
    '10:00 step.opened shoot.1',
    '10:10 step.completed shoot.1',
    '10:10 step.opened list-photos.1',
    '10:20 step.completed list-photos.1',
    '10:20 run.completed',
  ])
  expect(statuses(played)).toEqual(['shoot.1 done', 'list-photos.1 done'])
})
