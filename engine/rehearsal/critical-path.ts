/** A step and the steps it comes after. */
export interface PathStep {
  id: string
  after: readonly { stepId: string }[]
}

/** Back from the step that ends last, always through the predecessor that ends last. `ends`: when each step as a whole ends. */
export function criticalPath(steps: readonly PathStep[], ends: ReadonlyMap<string, string>): string[] {
  const later = (a: string | undefined, b: string) =>
    a === undefined || (ends.get(b) ?? '') > (ends.get(a) ?? '') ? b : a
  const path: string[] = []
  let current = [...ends.keys()].reduce<string | undefined>(later, undefined)
  while (current !== undefined && !path.includes(current)) {
    path.unshift(current)
    const edges: string[] =
      steps
        .find((step) => step.id === current)
        ?.after.map((edge) => edge.stepId)
        .filter((id) => ends.has(id)) ?? []
    current = edges.reduce<string | undefined>(later, undefined)
  }
  return path
}
