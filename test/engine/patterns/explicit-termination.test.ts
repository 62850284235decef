import { expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { completes, statuses, story, told } from './story.ts'

const plan = playbook(
  `
- parallel:
    - task: check-law
      role: compliance
      form: { allowed: { type: bool } }
      then: [{ if: '!allowed', rule: stop here, end: forbidden }]
    - { task: photos, role: designer }
- { task: launch, role: operator }
`,
  `
outcomes: { done: { zh: 完成, en: Done }, forbidden: { zh: 禁止, en: Forbidden } }
`,
)

it('explicit termination: "stop here" ends everything, open and planned', () => {
  const played = told(plan, [
    completes('10:05', 'compliance', 'check-law', { allowed: false }),
    completes('10:06', 'designer', 'photos'),
  ])
  expect(story(played)).toEqual([
    '10:00 run.launched',
    '10:00 step.opened check-law.1',
    '10:00 step.opened photos.1',
    '10:05 step.completed check-law.1',
    '10:05 branch.taken check-law.1',
    '10:05 step.cancelled photos.1',
    '10:05 step.cancelled launch.1',
    '10:05 run.completed',
  ])
  expect(played.outcome).toBe('forbidden')
  expect(statuses(played)).toEqual(['check-law.1 done', 'photos.1 cancelled', 'launch.1 cancelled'])
  expect(played.refusals.map((item) => item.code)).toEqual(['RUN_CLOSED'])
})
