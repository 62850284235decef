/** Key of a step instance: `stepId.visit`, or `stepId:iteration.visit` for a repetition. */
export function stepKey(stepId: string, iteration: number, visit: number): string {
  return iteration === 0 ? `${stepId}.${visit}` : `${stepId}:${iteration}.${visit}`
}

/** The id a task has in lists: the run, the step and, for an approval, its level. */
export function taskId(sopRunId: string, key: string, level?: number): string {
  return level === undefined ? `${sopRunId}~${key}` : `${sopRunId}~${key}~a${level}`
}

/** Parts of a task id, or null when the text is not one. */
export function readTaskId(text: string): { sopRunId: string; stepKey: string; level: number | null } | null {
  const match = /^([A-Za-z0-9_-]+)~([a-z0-9-]+(?::\d+)?\.\d+)(?:~a(\d+))?$/.exec(text)
  if (!match) return null
  return { sopRunId: match[1]!, stepKey: match[2]!, level: match[3] === undefined ? null : Number(match[3]) }
}
