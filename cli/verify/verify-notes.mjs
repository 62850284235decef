// The keys and the signed notes of an export; part of verify.mjs.
import { createHash, createPublicKey, verify } from 'node:crypto'
import * as crypto from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string | Buffer} data @returns {Buffer} */
export const sha256 = crypto.hash
  ? (data) => crypto.hash('sha256', data, 'buffer')
  : (data) => createHash('sha256').update(data).digest()

/** Every file under a folder. */
export function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)],
  )
}

/** The public keys that lie in an export. */
export function keysIn(folder) {
  const place = join(folder, 'keys')
  if (!existsSync(place)) return []
  return readdirSync(place)
    .map((name) => readKey(readFileSync(join(place, name), 'utf8').trim()))
    .filter(Boolean)
}

/** A public key as the standard writes it; null when it is none. */
export function readKey(text) {
  const [name = '', id = '', ...rest] = text.split('+')
  const bytes = Buffer.from(rest.join('+'), 'base64')
  if (bytes.length !== 33 || sha256(Buffer.concat([Buffer.from(`${name}\n`), bytes])).toString('hex', 0, 4) !== id)
    return null
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)])
  return { name, id, kind: bytes[0], key: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
}

/**
 * Reads a note and checks every signature of a key we know; null = not a note of this log, or not signed by it.
 * @param strict false: signatures of others are passed over.
 */
function openNote(text, log, keys, strict) {
  const split = text.lastIndexOf('\n\n')
  const body = text.slice(0, split + 1)
  const [origin, size, root] = body.split('\n')
  const hash = Buffer.from(root ?? '', 'base64')
  if (split < 0 || origin !== log || !/^(0|[1-9]\d{0,15})$/.test(size ?? '')) return null
  if (hash.length !== 32 || hash.toString('base64') !== root) return null
  const witnesses = []
  let signed = false
  for (const line of text
    .slice(split + 2)
    .trimEnd()
    .split('\n')) {
    const [, name, data = ''] = /^— (\S+) (\S+)$/.exec(line) ?? []
    const bytes = Buffer.from(data, 'base64')
    if (bytes.length < 5 || bytes.toString('base64') !== data) return null
    const key = keys.find((one) => one.name === name && one.id === bytes.toString('hex', 0, 4))
    if (!key && strict) return null
    if (!key) continue
    if (!signatureHolds(key, body, bytes.subarray(4))) return null
    if (key.kind === 1) signed ||= name === log
    else witnesses.push(name)
  }
  return signed ? { size: Number(size), root: hash, witnesses } : null
}

function signatureHolds({ kind, key }, body, bytes) {
  if (kind === 1) return bytes.length === 64 && verify(null, Buffer.from(body), key, bytes)
  if (bytes.length !== 72) return false
  const text = `cosignature/v1\ntime ${bytes.readBigUInt64BE(0)}\n${body}`
  return verify(null, Buffer.from(text), key, bytes.subarray(8))
}

const notesIn = (text) => text.split(/\n\n(?!— )/).map((note) => `${note.replace(/^\n+|\n+$/g, '')}\n`)

/** The checkpoints of an export, smallest first. */
export function readCheckpoints(folder, log, keys, strict, bad) {
  const place = join(folder, 'checkpoints')
  const checkpoints = []
  for (const name of existsSync(place) ? readdirSync(place).sort() : []) {
    for (const [index, text] of notesIn(readFileSync(join(place, name), 'utf8')).entries()) {
      if (text === '\n') continue
      const note = openNote(text, log, keys, strict)
      if (note) checkpoints.push(note)
      else bad(`checkpoints/${name}`, `note ${index + 1} is not signed as it should be`, { note: index + 1 })
    }
  }
  checkpoints.sort((one, other) => one.size - other.size)
  for (const [index, note] of checkpoints.entries())
    if (checkpoints[index - 1]?.size === note.size && !checkpoints[index - 1].root.equals(note.root))
      bad('checkpoints', `two different states of ${note.size} entries were signed`, { size: note.size })
  return checkpoints
}

/** Notes the auditor holds. Those of other logs are passed over, unless none is of this one. */
export function readKnown(folder, log, keys, bad) {
  const found = []
  let others = 0
  for (const path of filesUnder(folder))
    for (const text of notesIn(readFileSync(path, 'utf8'))) {
      const note = openNote(text, log, keys, false)
      if (note) found.push({ ...note, file: path })
      else if (text.startsWith(`${log}\n`) && text.includes('\n— ')) bad(path, 'holds a note that the log did not sign')
      else if (text !== '\n') others += 1
    }
  if (found.length === 0 && others > 0) bad(folder, 'your notes were signed by another log than this export')
  return found
}
