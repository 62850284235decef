export const complaintSources = ['chat', 'phone', 'review', 'platform', 'authority', 'media', 'rights_holder'] as const
export type ComplaintSource = (typeof complaintSources)[number]

export const complaintGrades = ['L1', 'L2', 'L3', 'L4'] as const
export type ComplaintGrade = (typeof complaintGrades)[number]

/** What B4-T1 looks at. */
export interface ComplaintCase {
  source: ComplaintSource
  safety_risk: boolean
  /** Similar complaints on the SKU in 24 h. */
  similar_24h: number
  /** Complaints on the order, this one included. */
  complaints_same_order: number
  /** Least grade another playbook asked for. */
  grade_floor: ComplaintGrade | null
  /** Grade under which negotiation rounds failed, null before any. */
  current_grade: ComplaintGrade | null
  failed_rounds: number
}

export interface GradeLimits {
  /** L4 from this many similar complaints in 24 h (10). */
  similar: number
  /** L2 from this many complaints on the order (2). */
  sameOrder: number
  /** Failed rounds that raise the grade (2). */
  rounds: number
}

interface GradeRow {
  grade: ComplaintGrade
  holds: (given: ComplaintCase, limits: GradeLimits) => boolean
}

const publicSources: readonly ComplaintSource[] = ['platform', 'authority', 'rights_holder']

// Highest match wins, so the highest stands first.
const table: readonly GradeRow[] = [
  {
    grade: 'L4',
    holds: (given, limits) => given.safety_risk || given.source === 'media' || given.similar_24h >= limits.similar,
  },
  { grade: 'L3', holds: (given) => publicSources.includes(given.source) },
  {
    grade: 'L2',
    holds: (given, limits) => given.source === 'review' || given.complaints_same_order >= limits.sameOrder,
  },
  { grade: 'L1', holds: () => true },
]

/**
 * B4-T1: grade of a complaint, highest match wins, never below `grade_floor`. Rights holders are L3 (0.5). Two failed rounds
 * raise the current grade by one up to L3 (ce-negotiate). Total; a proposal the complaint-handler confirms.
 */
export function complaintGrade(given: ComplaintCase, limits: GradeLimits): ComplaintGrade {
  const matched = table.find((row) => row.holds(given, limits))?.grade ?? 'L1'
  const raised =
    given.current_grade === null ? 'L1' : gradeAfterRounds(given.current_grade, given.failed_rounds, limits.rounds)
  return highest(highest(matched, raised), given.grade_floor ?? 'L1')
}

/** ce-negotiate: two failed rounds raise L1 to L2 and L2 to L3; L3 and L4 stay (L3 goes to the verdict). */
export function gradeAfterRounds(grade: ComplaintGrade, failedRounds: number, roundLimit: number): ComplaintGrade {
  if (failedRounds < roundLimit) return grade
  return grade === 'L1' ? 'L2' : grade === 'L2' ? 'L3' : grade
}

/** 1 for L1 … 4 for L4: a chosen rank below the proposed one is a downgrade, which needs the cs-lead (ce-grade). */
export function gradeRank(grade: ComplaintGrade): number {
  return complaintGrades.indexOf(grade) + 1
}

function highest(one: ComplaintGrade, other: ComplaintGrade): ComplaintGrade {
  return gradeRank(one) >= gradeRank(other) ? one : other
}
