import { readFileSync as readFile } from 'node:fs'

/** Which definition is read how, and who has read which. */
export interface Reading {
  /** Path → the text to be read in place of the file's. */
  changed: Map<string, string>
  read: Set<string>
}

const reading: Reading = { changed: new Map(), read: new Set() }

/** What the tests of playbooks read their definitions through while numbers are tried. */
export function readingOfDefinitions(): Reading {
  return reading
}

/** Stands in for `readFileSync` of `node:fs` in their loader. */
export function readFileSync(path: string, encoding: 'utf8'): string {
  reading.read.add(path)
  return reading.changed.get(path) ?? readFile(path, encoding)
}
