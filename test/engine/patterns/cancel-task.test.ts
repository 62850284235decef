import { expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { at, completes, statuses, told } from './story.ts'

const plan = playbook(`
- parallel:
    - { task: poster, role: designer }
    - { task: copy, role: operator }
- { task: publish, role: operator }
`)

it('cancel task: a lead withdraws one step with a reason; the others and what follows go on', () => {
  const played = told(plan, [
    { at: at('10:05'), by: 'ops-lead', command: 'skip', stepId: 'poster', reason: 'the brand sends its own' },
    { at: at('10:06'), by: 'designer', command: 'complete', stepId: 'poster' },
    completes('10:10', 'operator', 'copy'),
  ])
  expect(statuses(played)).toEqual(['poster.1 skipped', 'copy.1 done', 'publish.1 open'])
  expect(played.events.find((event) => event.type === 'step.skippedByPerson')).toMatchObject({
    stepKey: 'poster.1',
    personId: 'ops-lead',
    data: { reason: 'the brand sends its own' },
  })
  expect(played.refusals.map((item) => item.detail)).toEqual([
    'Step poster.1 is skipped; it was skipped (the brand sends its own).',
  ])
})
