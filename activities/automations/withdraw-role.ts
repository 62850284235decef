import type { JsonObject } from '#engine/model/text.ts'
import { textInput } from './automation.ts'
import type { Automation } from './automation.ts'
import { oncePerKey } from './once-per-key.ts'

/**
 * `withdrawRole`: input `{ person, role }`. Ends the person's open membership with that role in the run's store; output
 * `{ withdrawn }`, the number of memberships ended (0 when there was none, which is fine: nothing is left to withdraw).
 */
export const withdrawRole: Automation = async (db, request) => {
  if ((request.input['person'] ?? null) === null) return { withdrawn: 0 }
  const person = textInput(request, 'person')
  const role = textInput(request, 'role')
  return oncePerKey(db, request, async (trx): Promise<JsonObject> => {
    const ended = await trx
      .updateTable('membership')
      .set({ toAt: new Date().toISOString() })
      .where('personId', '=', person)
      .where('role', '=', role)
      .where('storeId', '=', request.storeId)
      .where('toAt', 'is', null)
      .returning('id')
      .execute()
    return { withdrawn: ended.length }
  })
}
