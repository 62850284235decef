import { describe, expect, it } from 'vitest'
import { play } from '#engine/rehearsal/play.ts'
import type { Played } from '#engine/rehearsal/play.ts'
import { inputs, sc01, sc01Holds, upToMethod } from '../../scenarios/sc-01.ts'
import { clock, cst, playbook, step } from '../../sop-definitions/playbook.ts'

const plan = playbook('return-refund')

function playUpToMethod(paid: number): Played {
  const acts = upToMethod
  const until = cst('03-10 10:41')
  return play(plan, { inputs: { ...inputs, item_paid: paid }, startAt: cst('03-10 10:00'), until, acts })
}

describe('SC-01 small light-damage refund on Douyin', () => {
  const played = play(plan, sc01.request)
  sc01Holds(() => played)
})

describe('SC-01 boundaries', () => {
  it('50.00 is still M2 without approval', () => {
    const played = playUpToMethod(5000)
    expect(step(played, 'rr-method').answers).toMatchObject({ method: 'keep_and_refund', row: 'M2' })
    expect(step(played, 'rr-approve').status).toBe('skipped')
    expect(step(played, 'rr-refund').status).toBe('open')
  })

  it('50.01 becomes M5 and goes to the cs-lead', () => {
    const played = playUpToMethod(5001)
    expect(step(played, 'rr-method').answers).toMatchObject({ method: 'refund_first_return', row: 'M5' })
    const levels = step(played, 'rr-approve').approvals.map((level) => `${level.role} ${clock(level.dueAt)}`)
    expect(levels).toEqual(['cs-lead 03-10 12:41'])
    expect(step(played, 'rr-refund').status).toBe('planned')
  })
})
