/** Workflow time in milliseconds: the start of the current workflow task, the same on replay. */
export function workflowTimeMs(): number {
  // Inside the sandbox `Date.now()` is workflow time; this is the only place that reads it.
  // oxlint-disable-next-line no-restricted-properties
  return Date.now()
}

/** Workflow time as an ISO-8601 UTC instant. */
export function workflowTime(): string {
  return new Date(workflowTimeMs()).toISOString()
}
