import { expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { at, completes, statuses, story, told } from './story.ts'

const plan = playbook(`
- { task: budget, role: ops-lead }
- parallel:
    - { task: posters, role: designer, due: open + 4h }
    - { wait: goods, role: warehouse, event: stock.received }
- { task: start, role: operator }
`)

it('cancel case: the campaign is called off; everything open goes, the history stays, nothing happens afterwards', () => {
  const played = told(
    plan,
    [
      completes('10:05', 'ops-lead', 'budget'),
      { at: at('11:00'), by: 'store-manager', command: 'cancel', reason: 'the supplier failed' },
      completes('11:05', 'designer', 'posters'),
      { at: at('11:10'), event: { type: 'stock.received' } },
    ],
    { until: at('20 10:00') },
  )
  expect(story(played)).toEqual([
    '10:00 run.launched',
    '10:00 step.opened budget.1',
    '10:05 step.completed budget.1',
    '10:05 step.opened posters.1',
    '10:05 step.opened goods.1',
    '11:00 step.cancelled posters.1',
    '11:00 step.cancelled goods.1',
    '11:00 step.cancelled start.1',
    '11:00 run.cancelled',
  ])
  expect(statuses(played)).toEqual(['budget.1 done', 'posters.1 cancelled', 'goods.1 cancelled', 'start.1 cancelled'])
  expect([played.run?.status, played.outcome]).toEqual(['cancelled', 'cancelled'])
  expect(played.refusals.map((item) => item.code)).toEqual(['RUN_CLOSED', 'RUN_CLOSED'])
})
