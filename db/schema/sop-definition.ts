import type { Plan } from '#engine/model/plan.ts'
import type { ClockInstant, Defaulted, OptionalInstant } from './column-types.ts'

/** A playbook version. A draft may be saved again; a published one never changes. */
export interface SopDefinitionTable {
  id: string
  sop: string
  version: string
  sha256: string
  /** `json`, not `jsonb`: the order of members carries meaning (values are set in order, forms are shown in order). */
  plan: Plan
  yaml: string
  status: Defaulted<'draft' | 'published'>
  authorId: string
  savedAt: ClockInstant
  publishedBy: string | null
  publishedAt: OptionalInstant
}
