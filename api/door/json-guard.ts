import { Problem } from '../problem.ts'

const deepest = 64
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])
const loneSurrogate = /\p{Surrogate}/u

/** Where the scanner stands inside one object or array. */
interface Level {
  keys: Set<string> | null
  /** Name of the member, or index of the entry, being read. */
  at: string
  entries: number
}

/**
 * Parses a JSON body so that nothing is silently changed: bytes must be UTF-8, keys unique, depth ≤ 64, texts storable.
 * Throws Problem INVALID_JSON, DUPLICATE_KEY, TOO_DEEP, FORBIDDEN_KEY or INVALID_TEXT with the pointer of the place.
 */
export function parseJsonBody(bytes: Uint8Array): unknown {
  const text = decoded(bytes)
  guardStructure(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it does not parse'
    throw new Problem('INVALID_JSON', `The body is not JSON: ${reason}. Send one JSON value in UTF-8.`)
  }
  guardTexts(value, '')
  return value
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Problem('INVALID_TEXT', 'The body is not UTF-8. Encode it as UTF-8 and send it again.')
  }
}

/** One pass over the raw text: depth and keys are judged before anything is built from it. */
function guardStructure(text: string): void {
  const levels: Level[] = []
  let expectsKey = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '"') {
      const end = endOfString(text, at)
      if (expectsKey) {
        nameMember(levels, text.slice(at, end + 1))
        expectsKey = false
      }
      at = end
    } else if (char === '{' || char === '[') {
      if (levels.length >= deepest) throw tooDeep(levels)
      levels.push({ keys: char === '{' ? new Set() : null, at: '', entries: 0 })
      expectsKey = char === '{'
    } else if (char === '}' || char === ']') {
      levels.pop()
      expectsKey = false
    } else if (char === ',') {
      const level = levels.at(-1)
      if (level) {
        level.entries++
        expectsKey = level.keys !== null
      }
    }
  }
}

/** Index of the closing quote, or the end of the text when there is none (the parser then says so). */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

function nameMember(levels: Level[], quoted: string): void {
  const level = levels.at(-1)
  if (!level?.keys) return
  const key = unquoted(quoted)
  level.at = key
  if (forbiddenKeys.has(key)) {
    throw new Problem('FORBIDDEN_KEY', `The key "${key}" is never accepted. Leave it out.`, {
      errors: [{ pointer: pointerOf(levels), code: 'FORBIDDEN_KEY', detail: `"${key}" is not a field` }],
    })
  }
  if (level.keys.has(key)) {
    throw new Problem('DUPLICATE_KEY', `The key "${key}" appears twice in one object. Send it once.`, {
      errors: [{ pointer: pointerOf(levels), code: 'DUPLICATE_KEY', detail: `"${key}" appears twice` }],
    })
  }
  level.keys.add(key)
}

function unquoted(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted.slice(1, -1)
  }
}

function tooDeep(levels: Level[]): Problem {
  return new Problem('TOO_DEEP', `The body is nested deeper than ${deepest} levels. Flatten it.`, {
    errors: [{ pointer: pointerOf(levels.slice(0, 4)), code: 'TOO_DEEP', detail: `deeper than ${deepest} levels` }],
  })
}

function pointerOf(levels: Level[]): string {
  return levels.map((level) => pointerPart(level.keys ? level.at : String(level.entries))).join('')
}

/** One token of a JSON pointer (RFC 6901), slash included. */
export function pointerPart(token: string | number): string {
  return `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** Postgres cannot store NUL or half a surrogate pair: said here, with the place, instead of failing later. */
function guardTexts(value: unknown, pointer: string): void {
  if (typeof value === 'string') {
    guardText(value, pointer)
  } else if (Array.isArray(value)) {
    value.forEach((entry, index) => guardTexts(entry, `${pointer}/${index}`))
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      guardText(key, pointer)
      guardTexts(entry, pointer + pointerPart(key))
    }
  }
}

function faultOf(text: string): string | null {
  if (text.includes('\u0000')) return 'a NUL character'
  if (loneSurrogate.test(text)) return 'half a surrogate pair'
  // Only the door seals: a place copied from elsewhere would be opened for whoever may read this one.
  return text.includes('⟦1.') ? 'a sealed place' : null
}

function guardText(text: string, pointer: string): void {
  const fault = faultOf(text)
  if (!fault) return
  throw new Problem('INVALID_TEXT', `The text at "${pointer}" holds ${fault}, which cannot be stored. Remove it.`, {
    errors: [{ pointer, code: 'INVALID_TEXT', detail: `holds ${fault}` }],
  })
}
