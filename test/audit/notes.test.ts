import { hexToBytes } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { fromBase64, toBase64 } from '#engine/history/base64.ts'
import { noteText, readCheckpoint, readNote, readVerifierKey } from '#engine/history/checkpoint.ts'
import { openSigningKey } from '#audit/keys.ts'
import { cosign, openNote, signCheckpoint, splitNotes } from '#audit/notes.ts'

// Key of RFC 8032, 7.1, test 1; everything below was worked out with openssl and Python.
const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')
const log = openSigningKey(seed, 'log')
const root = hexToBytes('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
const body = 'zhangfa-log-21fe31dfa154a261\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n'
const note =
  `${body}\n— zhangfa-log-21fe31dfa154a261 ` +
  'YwqfVO0zr6dgvUUH1YTJffp4ybj5OMX8Y95h0fem/exsrBRb80YieNsGOIJxvM/sQEzrSkvEBo6rWON2yTN/0pHK+QQ=\n'
const witness = openSigningKey(Buffer.alloc(32, 5), 'witness')
const keys = [log, witness].map((key) => readVerifierKey(key.verifier)!)

test('a checkpoint is signed as the standards have it', () => {
  expect(log.verifier).toBe('zhangfa-log-21fe31dfa154a261+630a9f54+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea')
  expect(signCheckpoint(log, { size: 8, root })).toBe(note)
  expect(openNote(note, keys)).toMatchObject({
    checkpoint: { origin: log.name, size: 8, root },
    signedBy: [log.name],
    witnessed: {},
  })
})

test('a witness signs the text with the second it saw it', () => {
  const line = cosign(witness, body, 1_795_900_000)
  const both = noteText(body, [note.slice(body.length + 1), line])
  expect(openNote(both, keys)).toMatchObject({
    signedBy: [log.name, witness.name],
    witnessed: { [witness.name]: '2026-11-28T21:06:40.000Z' },
  })
  const later = Buffer.from(line.split(' ')[2]!.trim(), 'base64')
  later[11]! ^= 1
  const forged = `— ${witness.name} ${later.toString('base64')}\n`
  expect(openNote(noteText(body, [forged]), keys)).toBeNull()
})

test('another size, another root or another signature is not signed; unknown keys are passed over', () => {
  expect(openNote(note.replace('\n8\n', '\n9\n'), keys)).toBeNull()
  expect(openNote(note.replace('Xcna', 'Xcnb'), keys)).toBeNull()
  expect(openNote(note.replace('YwqfVO0', 'YwqfVO1'), keys)).toBeNull()
  expect(openNote(note, keys.slice(1))).toMatchObject({ signedBy: [] })
  expect(readVerifierKey(log.verifier.replace('630a', '630b'))).toBeNull()
})

describe('what is no note', () => {
  test.each(['', 'x\n', body, `${body}\n`, `${body}\n— x\n`, note.slice(0, -1)])('%j', (text) => {
    expect(readNote(text)).toBeNull()
  })
  test.each(['x\n08\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n', 'x\n8\nXcna\n', '\n8\n\n', body.slice(0, -1)])(
    'no checkpoint: %j',
    (text) => {
      expect(readCheckpoint(text)).toBeNull()
    },
  )
})

test('notes in one file are told apart, and one that was cut off hides no other', () => {
  expect(splitNotes(`${note}\n${note}\n`)).toEqual([note, note])
  expect(splitNotes(`${note}\n${note.slice(0, 60)}\n\n${note}\n`)).toEqual([note, note])
  expect(splitNotes('')).toEqual([])
})

test('base64 is what everybody else reads', () => {
  for (let length = 0; length < 40; length++) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 89 + length * 7) % 256)
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
    expect(fromBase64(toBase64(bytes))).toEqual(bytes)
  }
  for (const wrong of ['A', 'AB', 'AB=', 'A===', 'AB==x', 'QR==', '*AAA']) expect(fromBase64(wrong)).toBeNull()
})
