import { describe, expect, it } from 'vitest'
import { play } from '#engine/rehearsal/play.ts'
import { sc04, sc04Holds } from '../../scenarios/sc-04.ts'
import { decides, refused, step } from '../../sop-definitions/playbook.ts'
import { bigSale, playSale, saleStory } from '../../sop-definitions/sale-case.ts'

describe('SC-04 big sale anchored on 11-11 with pre-sale', () => {
  const played = play(bigSale, sc04.request)
  sc04Holds(() => played)

  it('starts in time', () => {
    expect(played.run?.lateStart).toBe(false)
  })

  it('asks store-manager and finance for the pre-sale margin, the ops-lead alone for the spot price', () => {
    const levels = (presale: boolean) => {
      const acts = saleStory('bs-stock-plan')
      const sale = playSale(presale ? acts : acts.filter((act) => !('by' in act) || act.by !== 'finance'), {
        inputs: { presale },
      })
      return [step(sale, 'bs-pricing').approvals.map((level) => level.role), step(sale, 'bs-pricing').answers['prices']]
    }
    expect(levels(true)[0]).toEqual(['ops-lead', 'store-manager', 'finance'])
    expect(levels(false)).toMatchObject([['ops-lead'], [{ lowest_price: 17900, margin: 32.96 }]])
  })

  it('does not let the finance level be passed over', () => {
    const acts = saleStory('bs-pricing')
    const early = [
      ...saleStory('bs-stock-plan').slice(acts.length, acts.length + 1),
      decides('10-08 11:00', 'finance', 'bs-pricing', 'approve'),
    ]
    expect(refused(playSale([...acts, ...early]))).toEqual(['NOT_A_CANDIDATE'])
  })
})
