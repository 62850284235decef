import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { statusOf } from '#api/problem-codes.ts'

type Texts = { [key: string]: string | Texts }

const files = readdirSync('web/text/zh').filter((name) => name.endsWith('.json'))
const read = (language: string, file: string) =>
  JSON.parse(readFileSync(`web/text/${language}/${file}`, 'utf8')) as Texts

/** Every text by its path; forms of a plural count as one, since languages have different ones. */
function keysOf(texts: Texts, before = ''): string[] {
  const keys = Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [`${before}${key.replace(/_(zero|one|two|few|many|other)$/, '')}`]
      : keysOf(value, `${before}${key}.`),
  )
  return [...new Set(keys)].sort()
}

function valuesOf(texts: Texts): string[] {
  return Object.values(texts).flatMap((value) => (typeof value === 'string' ? [value] : valuesOf(value)))
}

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'web'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
const literals = new Set([...sources.matchAll(/['"`]((?:\w+:)?[\w.-]+)['"`]/g)].map(([, text = '']) => text))
const openEnds = [...sources.matchAll(/`((?:\w+:)?[\w.-]*)\$\{/g)]
  .map(([, text = '']) => text)
  .filter((text) => text.endsWith('.'))

test('every file of texts is there in both languages', () => {
  expect(readdirSync('web/text/en').sort()).toEqual(files.sort())
})

describe.each(files)('%s', (file) => {
  const zh = read('zh', file)
  const en = read('en', file)
  const namespace = file.replace('.json', '')

  test('has the same keys in both languages, none of them empty', () => {
    expect(keysOf(en)).toEqual(keysOf(zh))
    expect([...valuesOf(zh), ...valuesOf(en)].filter((text) => text.trim() === '')).toEqual([])
  })

  test('has no text that no page shows', () => {
    if (namespace === 'problems') return
    const shown = (key: string) =>
      literals.has(key) ||
      literals.has(`${namespace}:${key}`) ||
      openEnds.some((start) => key.startsWith(start) || `${namespace}:${key}`.startsWith(start))
    expect(keysOf(zh).filter((key) => !shown(key))).toEqual([])
  })
})

test('every code the house refuses by has its sentence, and no other code has one', () => {
  const pageCodes = ['OFFLINE', 'PAGE_FAILED']
  expect(keysOf(read('zh', 'problems.json'))).toEqual([...Object.keys(statusOf), ...pageCodes].sort())
})
