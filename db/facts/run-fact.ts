import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import type { Connection } from '../database.ts'
import { buyerReturns30d } from './buyer-returns-30d.ts'
import { cashOfOrder24h } from './cash-of-order-24h.ts'
import { complaintsSameOrder } from './complaints-same-order.ts'
import type { Fact } from './fact.ts'
import { FactError } from './fact.ts'
import { launchesThisWeek } from './launches-this-week.ts'
import { nextCampaignDate } from './next-campaign-date.ts'
import { order } from './order.ts'
import { parcel } from './parcel.ts'
import { product } from './product.ts'
import { qualityCases7d } from './quality-cases-7d.ts'
import { refundedBefore } from './refunded-before.ts'
import { returnFreight } from './return-freight.ts'
import { similarComplaints24h } from './similar-complaints-24h.ts'
import { stockAvailable } from './stock-available.ts'

/** Every query a playbook may name, by that name; described in docs/facts.md. */
export const facts: Readonly<Record<string, Fact>> = {
  buyerReturns30d,
  cashOfOrder24h,
  complaintsSameOrder,
  launchesThisWeek,
  nextCampaignDate,
  order,
  parcel,
  product,
  qualityCases7d,
  refundedBefore,
  returnFreight,
  similarComplaints24h,
  stockAvailable,
}

/**
 * Answers a named query over the store's data or over many runs, as of `at`. A null in `with` means the run has no such
 * value: the answer is then that nothing was found.
 * @param sopRunId the asking run, or null before launch.
 * @throws FactError FACT_UNKNOWN for a name there is no query of; FACT_INPUT for a missing, unknown or unfit member of `with`.
 */
export async function runFact(
  db: Connection,
  storeId: string,
  at: string,
  name: string,
  given: JsonObject,
  sopRunId: string | null = null,
): Promise<JsonValue> {
  const fact = Object.hasOwn(facts, name) ? facts[name] : undefined
  if (fact === undefined) {
    const known = Object.keys(facts).join(', ')
    throw new FactError(
      'FACT_UNKNOWN',
      `There is no fact ${name}; known are ${known}. Correct the playbook's \`query\`.`,
    )
  }
  const allowed = [...fact.needs, ...(fact.optional ?? [])]
  const missing = fact.needs.filter((member) => given[member] === undefined)
  const unknown = Object.keys(given).filter((member) => !allowed.includes(member))
  if (missing.length + unknown.length > 0) {
    const wrong = [
      ...missing.map((member) => `${member} is missing`),
      ...unknown.map((member) => `${member} is unknown`),
    ]
    throw new FactError(
      'FACT_INPUT',
      `Fact ${name} takes ${allowed.join(', ')}: ${wrong.join(', ')}. Correct the playbook's \`with\`.`,
    )
  }
  return fact.answer(db, { storeId, at, sopRunId }, given)
}
