/** Field a finding points at, or null when it speaks of the form as a whole. */
export function fieldOf(pointer: string): string | null {
  return /^\/(?:answers|inputs)\/([^/]+)/.exec(pointer)?.[1] ?? null
}
