import { readFileSync as readFile } from 'node:fs'

/** Which definition is read how: path → the text to be read in place of the file's. */
export interface Reading {
  changed: ReadonlyMap<string, string>
}

const reading: Reading = { changed: new Map() }

/** What the tests of playbooks read their definitions through while numbers are tried. */
export function readingOfDefinitions(): Reading {
  return reading
}

/** Stands in for `readFileSync` of `node:fs` in their loader. */
export function readFileSync(path: string, encoding: 'utf8'): string {
  return reading.changed.get(path) ?? readFile(path, encoding)
}
