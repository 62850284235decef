import type { Database } from '#db/database.ts'
import { readPersonNames } from '#db/reads/person-names.ts'

const keptMs = 60_000
const mostNames = 10_000

/** Names of people for display, kept for a minute: never used to decide anything. */
export class PersonNames {
  readonly #db: Database
  readonly #known = new Map<string, { name: string | null; until: number }>()

  constructor(db: Database) {
    this.#db = db
  }

  /** A look-up over all the ids given; nulls and `system` are passed over. */
  async of(ids: Iterable<string | null>): Promise<NameOf> {
    const nowMs = Date.now()
    const missing = new Set<string>()
    for (const id of ids) {
      const known = id === null ? undefined : this.#known.get(id)
      if (id !== null && id !== 'system' && (known === undefined || known.until < nowMs)) missing.add(id)
    }
    if (missing.size > 0) {
      const found = await readPersonNames(this.#db, missing)
      if (this.#known.size > mostNames) this.#known.clear()
      for (const id of missing) this.#known.set(id, { name: found.get(id) ?? null, until: nowMs + keptMs })
    }
    return (id) => (id === null ? null : (this.#known.get(id)?.name ?? null))
  }
}

/** Name of a person by id, null when nobody has it. */
export type NameOf = (personId: string | null) => string | null
