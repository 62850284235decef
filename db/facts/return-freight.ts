import { sql } from 'kysely'
import type { Fact } from './fact.ts'
import { textOf } from './fact.ts'

/** Fen of freight of all parcels an order came back in; null as long as none is known (B3-T3). */
export const returnFreight: Fact = {
  needs: ['order_no'],
  async answer(db, asker, given) {
    const { freight } = await db
      .selectFrom('parcel')
      .select(sql<number | null>`sum(freight)::bigint`.as('freight'))
      .where('storeId', '=', asker.storeId)
      .where('orderNo', '=', textOf(given, 'order_no') ?? '')
      .where('direction', '=', 'return')
      .executeTakeFirstOrThrow()
    return freight
  },
}
