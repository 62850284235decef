import { expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { at, completes, statuses, story, told } from './story.ts'

const plan = playbook(
  `
- task: price-check
  role: data-analyst
  repeat: { every: 1h, from: t0 + 1h, through: t0 + 3h, opens: before }
  form: { price: { type: money } }
- { task: decide, role: ops-lead, form: { lowest: { type: money, compute: 'min(price_check.rows.map(r, r.price))' } } }
`,
  `
launch: { seen_at: { type: datetime } }
anchors: { t0: seen_at }
`,
)
const inputs = { seen_at: at('10:00') }

it('multiple instances, count known at design time: always three price checks, one after the other, each with its due', () => {
  const first = told(plan, [completes('10:10', 'data-analyst', 'price-check', { price: 19_90 })], { inputs })
  expect(statuses(first)).toEqual([
    'price-check:1.1 done',
    'price-check:2.1 open',
    'price-check:3.1 planned',
    'decide.1 planned',
  ])
  expect(first.steps.map((step) => step.dueAt)).toEqual([
    '2027-03-10T03:00:00.000Z',
    '2027-03-10T04:00:00.000Z',
    '2027-03-10T05:00:00.000Z',
    null,
  ])
  const all = told(
    plan,
    [
      completes('10:10', 'data-analyst', 'price-check', { price: 19_90 }),
      completes('10:20', 'data-analyst', 'price-check', { price: 18_50 }),
      completes('10:30', 'data-analyst', 'price-check', { price: 21_00 }),
      completes('10:40', 'ops-lead', 'decide'),
    ],
    { inputs },
  )
  expect(story(all, 'step.opened')).toEqual([
    '10:00 step.opened price-check:1.1',
    '10:10 step.opened price-check:2.1',
    '10:20 step.opened price-check:3.1',
    '10:30 step.opened decide.1',
  ])
  expect(all.steps.at(-1)?.answers).toEqual({ lowest: 18_50 })
})
