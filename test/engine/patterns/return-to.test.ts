import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { at, completes, statuses, story, told } from './story.ts'

const plan = playbook(
  `
- { task: write, role: operator, form: { words: { type: text } } }
- parallel:
    - { task: draw, role: designer, form: { picture: { type: text } } }
    - { task: price, role: finance }
- task: check
  role: compliance
  form: { fault: { type: bool } }
  then: [{ if: fault, rule: faulty words, return_to: write, at_most: 1 }, { if: fault, end: given_up }]
- { task: publish, role: operator }
`,
  'outcomes: { done: { zh: 完, en: Done }, given_up: { zh: 放弃, en: Given up } }',
)
const toCheck = [
  completes('10:05', 'operator', 'write', { words: 'the best' }),
  completes('10:10', 'designer', 'draw', { picture: 'p1' }),
  completes('10:15', 'finance', 'price'),
  completes('10:20', 'compliance', 'check', { fault: true }),
]
const again = [
  completes('10:25', 'operator', 'write'),
  completes('10:30', 'designer', 'draw', { picture: 'p2' }),
  completes('10:35', 'finance', 'price'),
]

describe('return-to: back to a step, what came after it is stale', () => {
  it('the target and everything begun after it get a new visit; steps only planned stay', () => {
    expect(statuses(told(plan, toCheck))).toEqual([
      'write.1 done stale',
      'write.2 open',
      'draw.1 done stale',
      'draw.2 planned',
      'price.1 done stale',
      'price.2 planned',
      'check.1 done stale',
      'check.2 planned',
      'publish.1 planned',
    ])
  })

  it('earlier answers are offered: what is not typed again is kept', () => {
    const played = told(plan, [...toCheck, ...again])
    const answers = Object.fromEntries(played.steps.map((step) => [step.key, step.answers]))
    expect(answers).toMatchObject({
      'write.1': { words: 'the best' },
      'write.2': { words: 'the best' },
      'draw.1': { picture: 'p1' },
      'draw.2': { picture: 'p2' },
    })
    expect(story(played, 'step.opened').slice(4)).toEqual([
      '10:20 step.opened write.2',
      '10:25 step.opened draw.2',
      '10:25 step.opened price.2',
      '10:35 step.opened check.2',
    ])
  })

  it('the way back is bounded: the second time the next branch is taken', () => {
    const played = told(plan, [...toCheck, ...again, completes('10:40', 'compliance', 'check', { fault: true })])
    expect(played.outcome).toBe('given_up')
  })

  it('work on a stale visit is refused', () => {
    const played = told(plan, [...toCheck, { at: at('10:30'), by: 'designer', command: 'complete', stepKey: 'draw.1' }])
    expect(played.refusals.map((item) => item.detail)).toEqual([
      'Step draw.1 is stale: the run went back before it. Work on its new visit.',
    ])
  })
})

it('a list that changes on the second visit changes what is repeated over it', () => {
  const perSku = playbook(`
- { task: pick, role: operator, form: { skus: { type: list, item: sku } } }
- { task: review, role: designer, repeat: { each: skus, as: sku }, form: { words: { type: text } } }
- { task: check, role: compliance, then: [{ return_to: pick, at_most: 1 }] }
`)
  const review = (clock: string, iteration: number, words: string) =>
    completes(clock, 'designer', 'review', { words }, { stepKey: `review:${iteration}.1` })
  const played = told(perSku, [
    completes('10:05', 'operator', 'pick', { skus: ['A', 'B', 'C'] }),
    review('10:10', 1, 'a'),
    review('10:10', 2, 'b'),
    review('10:10', 3, 'c'),
    completes('10:20', 'compliance', 'check'),
    completes('10:25', 'operator', 'pick', { skus: ['A', 'X'] }),
  ])
  const now = played.steps.filter((step) => step.stepId === 'review' && !step.stale)
  expect(now.map((step) => [step.key, step.status, step.item, step.offered])).toEqual([
    ['review:1.2', 'open', 'A', { words: 'a' }],
    ['review:2.2', 'open', 'X', null],
  ])
})
