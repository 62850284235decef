import type { SeenTask } from '../door/access.ts'

/** The approval level a task stands for; a task that is the step itself leaves it to the pending one. */
export function levelOf(task: SeenTask): { level?: number } {
  return task.level === null ? {} : { level: task.level }
}
