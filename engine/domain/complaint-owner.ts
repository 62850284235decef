import type { ComplaintGrade, ComplaintSource } from './complaint-grade.ts'

export type ComplaintOwner = {
  /** Role that owns contact, solution and negotiation. */
  owner: string
  /** Roles that work beside the owner. */
  with: string[]
  /** Roles that must agree to the solution. */
  agrees: string[]
  /** Roles that are told. */
  informed: string[]
}

/** B4-T1, owner column: L1 complaint-handler, L2 with the cs-lead's agreement, L3 cs-lead, L4 store-manager + spokesperson; compliance joins for rights holders (0.5). */
export function complaintOwner(grade: ComplaintGrade, source: ComplaintSource): ComplaintOwner {
  const joins = source === 'rights_holder' ? ['compliance'] : []
  switch (grade) {
    case 'L1':
      return { owner: 'complaint-handler', with: joins, agrees: [], informed: [] }
    case 'L2':
      return { owner: 'complaint-handler', with: joins, agrees: ['cs-lead'], informed: [] }
    case 'L3':
      return { owner: 'cs-lead', with: joins, agrees: [], informed: ['store-manager'] }
    case 'L4':
      return { owner: 'store-manager', with: ['spokesperson', ...joins], agrees: [], informed: [] }
  }
}
