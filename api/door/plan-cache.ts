import type { Plan } from '#engine/model/plan.ts'
import type { Database } from '#db/database.ts'
import type { DefinitionHeading } from '#db/reads/definitions.ts'
import { readPlan, readPublished } from '#db/reads/definitions.ts'

const mostPlans = 200
/** Who may tap for whom changes with a publication only; inboxes are read all the time. */
const tapsKeptMs = 10_000

/** Steps of a playbook that lie in the inbox of `role` and that `by` may do too. */
export interface Taps {
  by: string
  role: string
  sop: string
  stepIds: string[]
}

/** Plans never change, so each is read once; which of them are published is looked up every time. */
export class PlanCache {
  readonly #db: Database
  readonly #plans = new Map<string, Plan>()
  #taps: { readAt: number; taps: Promise<Taps[]> } | null = null

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

  /** Which roles may do the steps of others, in any published playbook. */
  async taps(): Promise<Taps[]> {
    if (this.#taps === null || Date.now() - this.#taps.readAt > tapsKeptMs)
      this.#taps = { readAt: Date.now(), taps: this.#readTaps() }
    return this.#taps.taps
  }

  async #readTaps(): Promise<Taps[]> {
    const plans = await Promise.all((await this.published()).map(({ sha256 }) => this.bySha(sha256)))
    return plans.flatMap(tapsOf)
  }

  /** The newest published version of a playbook, or the one asked for; null when there is none. */
  async find(sop: string, version?: string): Promise<{ heading: DefinitionHeading; plan: Plan } | null> {
    const headings = await this.published()
    const heading = headings.find((item) => item.sop === sop && (version === undefined || item.version === version))
    return heading ? { heading, plan: await this.bySha(heading.sha256) } : null
  }
}

function tapsOf(plan: Plan): Taps[] {
  const found = new Map<string, Taps>()
  for (const step of plan.steps) {
    for (const by of step.tappedBy ?? []) {
      for (const { role } of step.role?.cases ?? []) {
        const taps = found.get(`${by} ${role}`) ?? { by, role, sop: plan.sop, stepIds: [] }
        found.set(`${by} ${role}`, { ...taps, stepIds: [...taps.stepIds, step.id] })
      }
    }
  }
  return [...found.values()]
}
