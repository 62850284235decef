const normalPriority = 3
const msPerPriority = 4 * 3_600_000

/**
 * Where a task stands in an inbox, epoch ms: at its due, 4 h earlier per step of priority above the normal 3, later below
 * (0.5 VIP). Infinity without a due.
 */
export function urgency(dueAt: string | null, priority: number): number {
  return dueAt === null ? Infinity : Date.parse(dueAt) - (normalPriority - priority) * msPerPriority
}
