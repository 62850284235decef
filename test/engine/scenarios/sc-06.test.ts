import { describe, expect, it } from 'vitest'
import { play } from '#engine/rehearsal/play.ts'
import type { PlayAct, Played } from '#engine/rehearsal/play.ts'
import { sc06, sc06Holds, upToExecute } from '../../scenarios/sc-06.ts'
import { completes, cst, happened, playbook, refused, step } from '../../sop-definitions/playbook.ts'

const plan = playbook('complaint-escalation')

function playCase(acts: PlayAct[], until: string): Played {
  return play(plan, { ...sc06.request, until: cst(until), acts })
}

describe('SC-06 platform complaint not answered in time', () => {
  const played = play(plan, sc06.request)
  sc06Holds(() => played)
})

describe('SC-06 negatives', () => {
  it('a settled case is not submitted without the letter', () => {
    const played = playCase(
      [
        ...upToExecute,
        completes('03-13 10:00', 'store-manager', 'ce-platform-submit', {
          rectification: 'correction',
          evidence: ['e'],
        }),
      ],
      '03-13 10:00',
    )
    expect(refused(played)).toEqual(['FORM_BLOCKED'])
    expect(played.refusals[0]?.errors?.map((error) => error.pointer)).toEqual(['/answers/understanding_letter'])
    expect(step(played, 'ce-platform-submit').status).toBe('open')
  })

  it('the third rung comes at 17:00 when nobody calls', () => {
    const played = playCase(upToExecute.slice(0, 2), '03-12 17:00')
    expect(happened(played, 'step.escalated').filter((line) => line.includes('ce-first-contact'))).toEqual([
      'step.escalated ce-first-contact 03-12 16:30',
      'step.escalated ce-first-contact 03-12 17:00',
    ])
  })

  it('L3 is not contacted by phone alone, nor without an apology', () => {
    const played = playCase(
      [
        ...upToExecute.slice(0, 2),
        completes('03-12 15:30', 'cs-lead', 'ce-first-contact', {
          channels: ['phone'],
          apology: true,
          promise: '处理中',
          at: cst('03-12 15:30'),
        }),
        completes('03-12 15:31', 'cs-lead', 'ce-first-contact', {
          channels: ['phone', 'sms'],
          apology: false,
          promise: '处理中',
          at: cst('03-12 15:31'),
        }),
      ],
      '03-12 15:31',
    )
    expect(refused(played)).toEqual(['FORM_BLOCKED', 'FORM_BLOCKED'])
  })
})
