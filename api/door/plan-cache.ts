import type { Plan } from '#engine/model/plan.ts'
import type { Database } from '#db/database.ts'
import type { DefinitionHeading } from '#db/reads/definitions.ts'
import { readPlan, readPublished } from '#db/reads/definitions.ts'

const mostPlans = 200

/** Plans never change, so each is read once; which of them are published is looked up every time. */
export class PlanCache {
  readonly #db: Database
  readonly #plans = new Map<string, Plan>()

  constructor(db: Database) {
    this.#db = db
  }

  /** The plan with this sha256. Throws when there is none: a run's plan always exists. */
  async bySha(sha256: string): Promise<Plan> {
    const known = this.#plans.get(sha256)
    if (known) return known
    const plan = await readPlan(this.#db, sha256)
    if (!plan) throw new Error(`plan ${sha256} is not in sop_definition`)
    if (this.#plans.size >= mostPlans) this.#plans.delete(this.#plans.keys().next().value ?? '')
    this.#plans.set(sha256, plan)
    return plan
  }

  /** The published versions of all playbooks, the newest of each first. */
  async published(): Promise<DefinitionHeading[]> {
    return readPublished(this.#db)
  }

  /** The newest published version of a playbook, or the one asked for; null when there is none. */
  async find(sop: string, version?: string): Promise<{ heading: DefinitionHeading; plan: Plan } | null> {
    const headings = await this.published()
    const heading = headings.find((item) => item.sop === sop && (version === undefined || item.version === version))
    return heading ? { heading, plan: await this.bySha(heading.sha256) } : null
  }
}
