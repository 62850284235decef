import { describe, expect, it } from 'vitest'
import { play } from '#engine/rehearsal/play.ts'
import type { PlayAct, Played } from '#engine/rehearsal/play.ts'
import { sc02, sc02Holds, upToMethod } from '../../scenarios/sc-02.ts'
import { completes, cst, decides, playbook, refused, step } from '../../sop-definitions/playbook.ts'

const plan = playbook('return-refund')

function playCase(acts: PlayAct[], until: string): Played {
  return play(plan, { ...sc02.request, until: cst(until), acts })
}

describe("SC-02 refund above the CS lead's limit", () => {
  const played = play(plan, sc02.request)
  sc02Holds(() => played)
})

describe('SC-02 negatives', () => {
  it('the cs-lead alone cannot release 328.00', () => {
    const played = playCase(
      [
        ...upToMethod,
        decides('03-10 11:00', 'cs-lead', 'rr-approve', 'approve'),
        decides('03-10 11:01', 'cs-lead', 'rr-approve', 'approve'),
        completes('03-10 11:02', 'cs-lead', 'rr-refund', {
          refund_no: 'R',
          amount: 32800,
          paid_at: cst('03-10 11:02'),
        }),
        completes('03-10 11:03', 'cs-agent', 'rr-refund', {
          refund_no: 'R',
          amount: 32800,
          paid_at: cst('03-10 11:03'),
        }),
      ],
      '03-10 11:10',
    )
    expect(refused(played)).toEqual(['SOD_SAME_PERSON', 'STEP_NOT_OPEN', 'STEP_NOT_OPEN'])
    expect(step(played, 'rr-refund').status).toBe('planned')
  })

  it('the requester cannot approve', () => {
    const played = playCase([...upToMethod, decides('03-10 10:45', 'cs-agent', 'rr-approve', 'approve')], '03-10 10:45')
    expect(refused(played)).toEqual(['SOD_SELF_APPROVAL'])
    expect(step(played, 'rr-approve').approvals[0]?.decision).toBeNull()
  })

  it('a second cs-agent is no approver', () => {
    const played = playCase(
      [...upToMethod, decides('03-10 10:45', 'cs-agent#2', 'rr-approve', 'approve')],
      '03-10 10:45',
    )
    expect(refused(played)).toEqual(['NOT_A_CANDIDATE'])
  })
})
