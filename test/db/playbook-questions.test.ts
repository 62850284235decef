import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compilePlaybook } from '#engine/language/compile-playbook.ts'
import type { Field } from '#engine/model/form.ts'
import type { FactQuery } from '#engine/model/plan.ts'
import { facts } from '#db/facts/run-fact.ts'
import { lookUpPaths } from '#db/store-data/look-up.ts'

const folder = new URL('../../sop-definitions/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

/** A wrong question would only show when a run asks it. */
describe.each(files)('%s', (file) => {
  const { plan } = compilePlaybook(readFileSync(new URL(file, folder), 'utf8'))
  const queries: FactQuery[] = [...(plan?.launchFacts ?? []), ...(plan?.steps ?? []).flatMap((step) => step.facts)]
  const fields = [...(plan?.launch ?? []), ...(plan?.steps ?? []).flatMap((step) => step.form)].flatMap(withColumns)

  test('asks facts there are, with what they take', () => {
    expect(plan).not.toBeNull()
    for (const { query, with: given } of queries) {
      const fact = facts[query]
      expect(fact, query).toBeDefined()
      expect(Object.keys(given), query).toEqual(expect.arrayContaining([...(fact?.needs ?? [])]))
      expect([...(fact?.needs ?? []), ...(fact?.optional ?? [])], query).toEqual(
        expect.arrayContaining(Object.keys(given)),
      )
    }
  })

  test('is filled from members the store data has', () => {
    for (const { name, lookUp } of fields) {
      if (lookUp === undefined || lookUp.source === 'facts') continue
      expect(lookUpPaths[lookUp.source], `${name} from ${lookUp.source}`).toContain(lookUp.path)
    }
  })
})

function withColumns(field: Field): Field[] {
  return [field, ...(field.columns ?? []).flatMap(withColumns)]
}
