import { expect } from 'vitest'

/** A test as a file declares it, not run yet. */
export interface CollectedTest {
  name: string
  run: () => unknown
}

let collected: CollectedTest[] = []

/** The tests declared since the last call. */
export function takeTests(): CollectedTest[] {
  const tests = collected
  collected = []
  return tests
}

function describe(_name: string, body: () => void): void {
  body()
}

function it(name: string, run: () => unknown): void {
  collected.push({ name, run })
}

/** `it.each`: a list in a row is spread over the arguments, anything else is the one argument. */
it.each = (rows: readonly unknown[]) => (name: string, run: (...row: unknown[]) => unknown) => {
  for (const row of rows) it(name, () => run(...(Array.isArray(row) ? (row as unknown[]) : [row])))
}

// Stands in for `vitest` in the tests of playbooks, so that one process can run them again and again.
export { describe, expect, it }
