import { expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { completes, statuses, story, told } from './story.ts'

const plan = playbook(
  `
- { task: pack, role: warehouse }
- { task: watch, role: cs-agent, optional: true }
- { task: tell-buyer, role: cs-agent, after: [] }
`,
  `
outcome: [{ if: tell_buyer.done && pack.done, then: sent }, { else: sent }]
outcomes: { sent: { zh: 已发, en: Sent } }
record: { packed_by: pack.completedBy }
`,
)

it('implicit termination: the run ends when nothing is left that it waits for; an optional watch is cancelled', () => {
  const played = told(plan, [completes('10:05', 'cs-agent', 'tell-buyer'), completes('10:20', 'warehouse', 'pack')])
  expect(story(played)).toEqual([
    '10:00 run.launched',
    '10:00 step.opened pack.1',
    '10:00 step.opened tell-buyer.1',
    '10:05 step.completed tell-buyer.1',
    '10:20 step.completed pack.1',
    '10:20 step.opened watch.1',
    '10:20 step.cancelled watch.1',
    '10:20 run.completed',
  ])
  expect(statuses(played)).toEqual(['pack.1 done', 'watch.1 cancelled', 'tell-buyer.1 done'])
  expect(played.outcome).toBe('sent')
  expect(played.record).toEqual({ packed_by: 'warehouse' })
})
