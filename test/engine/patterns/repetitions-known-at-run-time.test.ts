import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { completes, statuses, story, told } from './story.ts'

const plan = playbook(`
- { task: pick, role: merchandiser, form: { skus: { type: list, item: sku, required: false } } }
- { task: review, role: operator, repeat: { each: skus, as: sku }, form: { seen: { type: text, compute: sku } } }
- { task: publish, role: operator }
`)
const reviewed = (clock: string, iteration: number) =>
  completes(clock, 'operator', 'review', {}, { stepKey: `review:${iteration}.1` })

describe('multiple instances, count known at run time', () => {
  it('one review per SKU, all at once, in any order', () => {
    const played = told(plan, [
      completes('10:05', 'merchandiser', 'pick', { skus: ['A', 'B', 'C'] }),
      reviewed('10:10', 3),
      reviewed('10:15', 1),
    ])
    expect(story(played, 'step.opened')).toEqual([
      '10:00 step.opened pick.1',
      '10:05 step.opened review:1.1',
      '10:05 step.opened review:2.1',
      '10:05 step.opened review:3.1',
    ])
    expect(statuses(played)).toEqual([
      'pick.1 done',
      'review:1.1 done',
      'review:2.1 open',
      'review:3.1 done',
      'publish.1 planned',
    ])
    expect(played.steps.map((step) => step.answers['seen'])).toEqual([undefined, 'A', undefined, 'C', undefined])
  })

  it('publishing waits for every review', () => {
    const played = told(plan, [
      completes('10:05', 'merchandiser', 'pick', { skus: ['A', 'B'] }),
      reviewed('10:10', 2),
      reviewed('10:15', 1),
    ])
    expect(statuses(played).at(-1)).toBe('publish.1 open')
  })

  it.each([[[]], [null]])('with no SKU (%j) there is nothing to review and the run goes on', (skus) => {
    const played = told(plan, [completes('10:05', 'merchandiser', 'pick', { skus })])
    expect(statuses(played)).toEqual(['pick.1 done', 'review.1 skipped', 'publish.1 open'])
  })
})

it('an empty list known at launch leaves the run free to go on', () => {
  const known = playbook(
    `
- { task: review, role: operator, repeat: { each: skus, as: sku } }
- { task: publish, role: operator }
`,
    'launch: { skus: { type: list, item: sku, required: false } }',
  )
  expect(statuses(told(known, [], { inputs: { skus: [] } }))).toEqual(['review.1 skipped', 'publish.1 open'])
  expect(statuses(told(known, [], { inputs: { skus: ['A'] } }))).toEqual(['review:1.1 open', 'publish.1 planned'])
})
