import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { at, completes, story, told } from './story.ts'

const plan = playbook(`
- wait: reply
  role: cs-agent
  event: buyer.replied
  form:
    answer: { type: enum, of: [accepts, refuses, silent], preset: accepts }
  unanswered: { after: open + 48h, answers: { answer: silent } }
- { task: pay, role: cs-agent, when: answer == 'accepts' }
`)
const ends = (played: ReturnType<typeof told>) => ({
  story: story(played, 'step.completed', 'step.skippedByRule', 'step.opened').slice(1),
  answer: played.steps[0]?.answers['answer'],
  by: played.steps[0]?.completedBy,
})

describe('deferred choice: the buyer replies, somebody notes it, or 48 hours pass – whichever comes first', () => {
  it('the event wins', () => {
    const event = { at: at('10:30'), event: { type: 'buyer.replied', data: { answer: 'refuses' } } }
    expect(ends(told(plan, [event], { until: at('14 10:00') }))).toEqual({
      story: ['10:30 step.completed reply.1', '10:30 step.skippedByRule pay.1'],
      answer: 'refuses',
      by: null,
    })
  })

  it('a person wins; the event that comes later is kept and changes nothing', () => {
    const late = { at: at('11:00'), event: { type: 'buyer.replied', data: { answer: 'refuses' } } }
    const played = told(plan, [completes('10:45', 'cs-agent', 'reply'), late])
    expect(ends(played)).toEqual({
      story: ['10:45 step.completed reply.1', '10:45 step.opened pay.1'],
      answer: 'accepts',
      by: 'cs-agent',
    })
    expect(played.run?.received).toHaveLength(1)
  })

  it('silence wins, once, at the very instant', () => {
    expect(ends(told(plan, [], { until: at('14 10:00') }))).toEqual({
      story: ['12 10:00 step.completed reply.1', '12 10:00 step.skippedByRule pay.1'],
      answer: 'silent',
      by: null,
    })
  })

  it('an answer in the instant silence would count is still an answer', () => {
    const played = told(plan, [completes('12 10:00', 'cs-agent', 'reply')])
    expect(ends(played).answer).toBe('accepts')
  })
})

it('silence may end the run', () => {
  const closing = playbook(
    `
- { task: proof, role: cs-agent, unanswered: { after: open + 24h, end: no_proof } }
- { task: pay, role: cs-agent }
`,
    'outcomes: { done: { zh: 完, en: Done }, no_proof: { zh: 无证据, en: No proof } }',
  )
  const played = told(closing, [], { until: at('12 10:00') })
  expect(story(played).slice(2)).toEqual([
    '11 10:00 step.completed proof.1',
    '11 10:00 branch.taken proof.1',
    '11 10:00 step.cancelled pay.1',
    '11 10:00 run.completed',
  ])
  expect(played.outcome).toBe('no_proof')
})
