import { isAlias, isMap, isPair, isScalar, LineCounter, parseAllDocuments, visit } from 'yaml'
import type { Alias, Document, Node, YAMLParseError } from 'yaml'
import type { Finding, Locate, Path } from './finding.ts'
import { tooDeepAt } from './raw-depth.ts'

/** Sizes beyond which a definition is not even parsed (bad inputs 34, 35, 45). */
export const mostBytes = 256 * 1024
export const mostDepth = 64
export const mostAliases = 50

export type YamlRead = { ok: true; value: unknown; locate: Locate } | { ok: false; findings: Finding[] }

/**
 * Reads the text of a definition as plain data with positions. Bytes, encoding and depth are looked at before any parsing.
 * Errors: ENCODING, DEFINITION_TOO_LARGE, DEFINITION_TOO_DEEP, EMPTY, MULTIPLE_DOCUMENTS, DUPLICATE_KEY, UNKNOWN_TAG, YAML_SYNTAX.
 */
export function readYaml(text: string): YamlRead {
  const guard = guardText(text)
  if (guard !== null) return { ok: false, findings: [guard] }
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const counter = new LineCounter()
  const documents = parseAllDocuments(source, {
    lineCounter: counter,
    strict: true,
    uniqueKeys: true,
    version: '1.2',
    keepSourceTokens: false,
    logLevel: 'silent',
  })
  const first = Array.isArray(documents) ? documents[0] : undefined
  if (first === undefined || !Array.isArray(documents)) return failed('EMPTY', 1, 1, 'The file holds no playbook.')
  const second = documents[1]
  if (second !== undefined) {
    const place = counter.linePos(second.range[0])
    return failed(
      'MULTIPLE_DOCUMENTS',
      place.line,
      place.col,
      'One file holds one playbook; a second document begins here.',
    )
  }
  const findings = firstCause([...first.errors, ...first.warnings].map((error) => syntaxFinding(error, counter)))
  if (findings.length > 0) return { ok: false, findings }
  if (first.contents === null || (isScalar(first.contents) && first.contents.value === null))
    return failed('EMPTY', 1, 1, 'The file holds no playbook, only comments or nothing.')
  return plain(first, counter)
}

function plain(document: Document.Parsed, counter: LineCounter): YamlRead {
  let aliases = 0
  let lost: Alias | null = null
  visit(document, {
    Alias: (_key, alias) => {
      aliases += 1
      if (aliases <= mostAliases && alias.resolve(document) === undefined) lost ??= alias
    },
  })
  if (lost !== null) return lostAlias(lost, counter)
  const locate = locator(document, counter)
  try {
    if (aliases <= mostAliases)
      return { ok: true, value: document.toJS({ maxAliasCount: mostAliases }) as unknown, locate }
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
  }
  return failed(
    'DEFINITION_TOO_LARGE',
    1,
    1,
    `The references (*name) of the file expand too far; at most ${mostAliases} are allowed.`,
  )
}

function lostAlias(alias: Alias, counter: LineCounter): YamlRead {
  const place = counter.linePos(alias.range?.[0] ?? 0)
  const message = `There is no '&${alias.source}' before this reference.`
  return failed('YAML_SYNTAX', place.line, place.col, message, 'Name the text it stands for with &name.')
}

function failed(
  rule: string,
  line: number,
  column: number,
  message: string,
  hint = '',
): { ok: false; findings: Finding[] } {
  return { ok: false, findings: [{ rule, severity: 'error', line, column, message, hint }] }
}

function guardText(text: string): Finding | null {
  const at = (rule: string, line: number, column: number, message: string, hint: string): Finding => ({
    rule,
    severity: 'error',
    line,
    column,
    message,
    hint,
  })
  if (text.includes('\u0000') || text.includes('\uFFFD'))
    return at('ENCODING', 1, 1, 'The file is not UTF-8 text (it may be UTF-16).', 'Save it as UTF-8.')
  const bytes = utf8Bytes(text)
  if (bytes > mostBytes)
    return at(
      'DEFINITION_TOO_LARGE',
      1,
      1,
      `The file has ${bytes} bytes; a definition may have ${mostBytes}.`,
      'Split the playbook in two.',
    )
  const deep = tooDeepAt(text, mostDepth)
  if (deep === null) return null
  const message = `The file nests more than ${mostDepth} levels deep.`
  return at('DEFINITION_TOO_DEEP', deep.line, deep.column, message, 'Flatten it.')
}

/** Bytes of a text in UTF-8. */
function utf8Bytes(text: string): number {
  let bytes = 0
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

function syntaxFinding(
  error: YAMLParseError | { code: string; message: string; pos: [number, number] },
  counter: LineCounter,
): Finding {
  const place = counter.linePos(error.pos[0])
  const said = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
  const [rule, message, hint] = named(error.code, said)
  return { rule, severity: 'error', line: place.line, column: place.col, message, hint }
}

/** One broken place makes the parser stumble over all that follows: of those only the first is told. */
function firstCause(findings: Finding[]): Finding[] {
  const first = findings.find((finding) => finding.rule === 'YAML_SYNTAX')
  return findings.filter((finding) => finding.rule !== 'YAML_SYNTAX' || finding === first)
}

function named(code: string, said: string): [string, string, string] {
  if (code === 'DUPLICATE_KEY')
    return ['DUPLICATE_KEY', 'This name is given twice in the same place.', 'Keep one of the two.']
  if (code === 'TAG_RESOLVE_FAILED')
    return ['UNKNOWN_TAG', `${said}.`, 'A value that begins with ! must stand in quotes.']
  if (code === 'TAB_AS_INDENT') return ['ENCODING', 'A tab is used to indent.', 'Indent with spaces.']
  return ['YAML_SYNTAX', `${said}.`, 'Put expressions with : # { } [ ] or quotes inside of "…".']
}

function locator(document: Document.Parsed, counter: LineCounter): Locate {
  return (path, at = 'value') => {
    const offset = at === 'key' ? (keyOffset(document, path) ?? offsetOf(document, path)) : offsetOf(document, path)
    const place = counter.linePos(offset)
    return { line: Math.max(1, place.line), column: Math.max(1, place.col) }
  }
}

/** Start of the value at a path; when there is none, of the nearest thing above it. */
function offsetOf(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined
    if (node?.range) return node.range[0]
  }
  return document.contents?.range?.[0] ?? 0
}

function keyOffset(document: Document.Parsed, path: Path): number | null {
  const parent = path.length === 1 ? document.contents : (document.getIn(path.slice(0, -1), true) as Node | undefined)
  const map = isAlias(parent) ? parent.resolve(document) : parent
  if (!isMap(map)) return null
  const pair = map.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === path[path.length - 1])
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? null) : null
}
