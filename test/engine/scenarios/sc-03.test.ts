import { describe } from 'vitest'
import { play } from '#engine/rehearsal/play.ts'
import { sc03, sc03Holds } from '../../scenarios/sc-03.ts'
import { newProduct } from '../../sop-definitions/launch-case.ts'

describe('SC-03 new product with faulty content', () => {
  const played = play(newProduct, sc03.request)
  sc03Holds(() => played)
})
