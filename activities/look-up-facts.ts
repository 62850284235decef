import type { Database } from '#db/database.ts'
import { runFact } from '#db/facts/run-fact.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { HostActivities } from '#workflows/activity-contract.ts'

/**
 * Answers the named queries of a step, each under its name. Throws when one cannot be answered; a fact is never guessed,
 * so Temporal asks again until Postgres (or, for a wrong query, a new version of the program) answers.
 */
export function lookUpFactsActivity(db: Database): HostActivities['lookUpFacts'] {
  return async ({ sopRunId, storeId, at, queries }) => {
    const facts: JsonObject = {}
    for (const { name, query, with: given } of queries)
      facts[name] = await runFact(db, storeId, at, query, given, sopRunId)
    return facts
  }
}
