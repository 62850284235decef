import { describe, expect, test } from 'vitest'
import type { Parts, WrongCase } from '../playbook-text.ts'
import { expectedFinding, playbook, rulesOf } from '../playbook-text.ts'

/** Runs a table of texts a rule must speak about, and of texts it must not. */
export function rule(name: string, wrong: WrongCase[], right: { name: string; parts: Partial<Parts> }[]): void {
  describe(name, () => {
    test.each(wrong)('$rule: $name', (row) => {
      const finding = expectedFinding(row)
      expect(finding.severity).toBe(row.severity ?? 'error')
      if (row.says !== undefined) expect(`${finding.message} ${finding.hint}`).toContain(row.says)
    })
    test.each(right)('nothing to say: $name', ({ parts }) => {
      expect(rulesOf(playbook(parts))).toEqual([])
    })
  })
}
