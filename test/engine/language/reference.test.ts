import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { facts } from '#db/facts/run-fact.ts'
import { schemaText } from '#cli/write-reference.ts'
import { functionsPage } from '#engine/language/functions-page.ts'
import { functionTable, languageFunctions } from '#engine/expression/functions/function-table.ts'
import { domainFunctions } from '#engine/domain/function-table.ts'
import { factQueryShapes, lookUpPaths } from '#engine/model/store-data.ts'
import { roleIds } from '#engine/model/roles.ts'
import { superior } from '#engine/domain/superior.ts'

const page = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8')
const rewrite = 'run `npx tsx cli/write-reference.ts`'

describe('what is written from the language is up to date', () => {
  test('the JSON Schema of definitions', () => {
    expect(page('sop-definitions/sop.schema.json') === schemaText(), rewrite).toBe(true)
  })

  test('the page of functions', () => {
    expect(page('docs/functions.md') === functionsPage(), rewrite).toBe(true)
  })

  test('the schema names every kind of step and describes fields', () => {
    const schema = JSON.parse(schemaText()) as { $defs: Record<string, { properties?: object; description?: string }> }
    expect(Object.keys(schema.$defs['step']?.properties ?? {})).toEqual(
      expect.arrayContaining([
        'task',
        'approval',
        'decision',
        'automation',
        'wait',
        'cue',
        'milestone',
        'parallel',
        'sequence',
      ]),
    )
    expect(schema.$defs['field']?.description).toBeDefined()
  })
})

describe('functions', () => {
  test('no rule of the trade hides a function of the language', () => {
    expect(languageFunctions.map(([name]) => name).filter((name) => name in domainFunctions)).toEqual([])
    expect([...functionTable().keys()]).toEqual(expect.arrayContaining(Object.keys(domainFunctions)))
  })
})

describe('the words about the store', () => {
  test('queries are those that are answered, with what they need', () => {
    const known = Object.fromEntries(
      Object.entries(factQueryShapes).map(([name, shape]) => [name, [shape.needs, shape.optional ?? []]]),
    )
    const answered = Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [name, [fact.needs, fact.optional ?? []]]),
    )
    expect(known).toEqual(answered)
  })

  test('members of a source are those of the page of facts', () => {
    const rows = page('docs/facts.md').split('## Look-ups at launch')[1]?.split('\n') ?? []
    const written = rows.flatMap((row) => {
      const [, source, , paths] = row.split('|').map((cell) => cell.trim())
      return source?.startsWith('`') === true && paths !== undefined
        ? [
            [
              source.replaceAll('`', ''),
              [...paths.replaceAll(/\(.*?\)/g, '').matchAll(/`(\w+)`/g)].map((match) => match[1] ?? '').sort(),
            ] as const,
          ]
        : []
    })
    expect(Object.fromEntries(written)).toEqual(
      Object.fromEntries(Object.entries(lookUpPaths).map(([name, paths]) => [name, [...paths].sort()])),
    )
  })

  test('every role has a superior but the store manager', () => {
    expect(roleIds.filter((role) => superior(role) === null)).toEqual(['store-manager'])
  })
})
