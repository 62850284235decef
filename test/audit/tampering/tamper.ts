import type { Hash } from '#engine/history/merkle.ts'
import { leafHash } from '#engine/history/merkle.ts'
import { TreeEdge } from '#engine/history/tree-edge.ts'
import { openSigningKey } from '#audit/keys.ts'
import { signCheckpoint } from '#audit/notes.ts'
import type { EventLine, OpenedExport } from './opened-export.ts'
import type { Random } from './random.ts'
import { signLog } from './synthetic-log.ts'
import type { Problem } from './verifiers.ts'

/** Where something was done: an entry of the log, of a run, or a file. */
export interface Place {
  file?: string
  idx?: number | null
  run?: string
  seq?: number
}

type Line = { idx: number | null; body?: string; leaf?: string }
type Tampering = (opened: OpenedExport, random: Random) => Place

const entryFiles = ['events.jsonl', 'admin.jsonl', 'others.jsonl']

function flipText(text: string, random: Random): string {
  const at = random.below(text.length)
  const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(5)))
  return text.slice(0, at) + flipped + text.slice(at + 1)
}

function anEvent(
  opened: OpenedExport,
  random: Random,
  sealedOnly = true,
): { lines: EventLine[]; at: number; line: EventLine } {
  const lines = opened.lines<EventLine>('events.jsonl')
  const at = random.below(sealedOnly ? lines.filter(({ idx }) => idx !== null).length : lines.length)
  return { lines, at, line: lines[at]! }
}

const placeOf = ({ idx, run, seq }: EventLine): Place => ({ file: 'events.jsonl', idx, run, seq })

/** Changes what an event says, and all hashes of its run after it. */
function rewrite(change: (said: Record<string, unknown>, random: Random) => void): Tampering {
  return (opened, random) => {
    const { lines, line } = anEvent(opened, random)
    const said = JSON.parse(line.body) as Record<string, unknown>
    change(said, random)
    line.body = JSON.stringify(said)
    opened.rechain(lines, line.run)
    opened.writeLines('events.jsonl', lines)
    return placeOf(line)
  }
}

/** Signs every checkpoint anew over what lies here now, as only a dishonest keeper of the key could. */
export function signAnew(opened: OpenedExport, sign: (size: number, root: Hash) => string): void {
  const entries = entryFiles.flatMap((file) => opened.lines<Line>(file)).filter(({ idx }) => idx !== null)
  entries.sort((one, other) => one.idx! - other.idx!)
  const edge = new TreeEdge()
  const notes: string[] = []
  for (const [place, { body, leaf }] of entries.entries()) {
    edge.append(body === undefined ? Buffer.from(leaf ?? '', 'hex') : leafHash(body))
    if ((place + 1) % 8 === 0 || place === entries.length - 1) notes.push(sign(edge.size, edge.root()))
  }
  opened.write('checkpoints/log.notes', notes.map((note) => `${note}\n`).join(''))
}

/** Leaves entries from `idx` on out of all files. */
export function cutFrom(opened: OpenedExport, idx: number): void {
  for (const file of entryFiles)
    opened.writeLines(
      file,
      opened.lines<Line>(file).filter((line) => line.idx !== null && line.idx < idx),
    )
}

export const dishonest = openSigningKey(Buffer.alloc(32, 99), 'log')
export const signFalsely = (size: number, root: Hash): string => signCheckpoint(dishonest, { size, root })

/** Found in the export itself. */
export const tamperings: Record<string, Tampering> = {
  'a bit of a body': (opened, random) => {
    const { lines, line } = anEvent(opened, random)
    line.body = flipText(line.body, random)
    opened.writeLines('events.jsonl', lines)
    return placeOf(line)
  },
  'a bit of a hash': (opened, random) => {
    const { lines, line } = anEvent(opened, random, false)
    line.hash = flipText(line.hash, random)
    opened.writeLines('events.jsonl', lines)
    return placeOf(line)
  },
  'an event deleted': (opened, random) => {
    const { lines, at, line } = anEvent(opened, random)
    opened.writeLines('events.jsonl', lines.toSpliced(at, 1))
    return placeOf(line)
  },
  'two events swapped': (opened, random) => {
    const { lines, at, line } = anEvent(opened, random)
    const other = lines[(at + 1 + random.below(20)) % lines.length]!
    const kept = { ...line }
    Object.assign(line, other, { idx: line.idx })
    Object.assign(other, kept, { idx: other.idx })
    opened.writeLines('events.jsonl', lines)
    return { file: 'events.jsonl', idx: Math.min(line.idx ?? Infinity, other.idx ?? Infinity) }
  },
  'an event put in, with all hashes': (opened, random) => {
    const { lines, at, line } = anEvent(opened, random)
    const forged = { ...line, body: line.body.replace('person-', 'forged-') }
    lines.splice(at + 1, 0, forged)
    for (const later of lines.slice(at + 1)) {
      if (later.idx !== null) later.idx += 1
      if (later.run === line.run) {
        later.seq += 1
        later.body = JSON.stringify({ ...(JSON.parse(later.body) as object), seq: later.seq })
      }
    }
    for (const file of entryFiles.slice(1)) {
      const others = opened.lines<Line>(file)
      for (const other of others) if (other.idx !== null && other.idx > line.idx!) other.idx += 1
      opened.writeLines(file, others)
    }
    opened.rechain(lines, line.run)
    opened.writeLines('events.jsonl', lines)
    return { file: 'jsonl', idx: line.idx! + 1 }
  },
  'an event dated back, with all hashes': rewrite((said) => (said['at'] = '2027-03-09T00:00:00.000Z')),
  'another person, with all hashes': rewrite((said) => (said['personId'] = 'somebody-else')),
  'another amount, with all hashes': rewrite((said, random) => (said['data'] = { amount: random.below(1e6) })),
  'the end cut off': (opened, random) => {
    const from = 20 + random.below(30)
    cutFrom(opened, from)
    return { file: 'jsonl', idx: from }
  },
  'an act of the house': (opened, random) => {
    const lines = opened.lines<Line>('admin.jsonl')
    const line = random.pick(lines.filter(({ idx }) => idx !== null))
    line.body = line.body!.replace('granted', 'revoked')
    opened.writeLines('admin.jsonl', lines)
    return { file: 'jsonl', idx: line.idx }
  },
  'an act of the house deleted': (opened, random) => {
    const lines = opened.lines<Line>('admin.jsonl')
    const line = random.pick(lines.filter(({ idx }) => idx !== null))
    opened.writeLines(
      'admin.jsonl',
      lines.filter((one) => one !== line),
    )
    return { file: 'jsonl', idx: line.idx }
  },
  'a hash of what is not shown': (opened, random) => {
    const lines = opened.lines<Line>('others.jsonl')
    const line = random.pick(lines)
    line.leaf = leafHash('forged').reduce((text, byte) => text + byte.toString(16).padStart(2, '0'), '')
    opened.writeLines('others.jsonl', lines)
    return { file: 'jsonl', idx: line.idx }
  },
  'a bit of a note': (opened, random) => {
    const text = opened.read('checkpoints/log.notes')
    const line = random.pick(text.split('\n').filter((one) => one !== ''))
    const at = text.indexOf(line)
    opened.write('checkpoints/log.notes', text.slice(0, at) + flipAscii(line, random) + text.slice(at + line.length))
    return { file: 'checkpoints' }
  },
  'a key': (opened, random) => {
    opened.write('keys/1.vkey', `${flipAscii(opened.read('keys/1.vkey').trim(), random)}\n`)
    return { file: 'manifest.json' }
  },
  'evidence exchanged': (opened, random) => {
    const lines = opened.lines<{ sha256: string }>('evidence.jsonl')
    random.pick(lines).sha256 = 'f'.repeat(64)
    opened.writeLines('evidence.jsonl', lines)
    return { file: 'evidence' }
  },
  'evidence left out': (opened, random) => {
    const lines = opened.lines('evidence.jsonl')
    opened.writeLines('evidence.jsonl', lines.toSpliced(random.below(lines.length), 1))
    return { file: 'evidence' }
  },
  'a playbook': (opened) => {
    const { name } = (JSON.parse(opened.read('manifest.json')) as { files: { name: string }[] }).files.find((file) =>
      /^definitions\/.*json$/.test(file.name),
    )!
    opened.write(name, opened.read(name).replace('made-up', 'made-up2'))
    return { file: name }
  },
}

/** Changes a sign of base64 or of a name so that it can be no other spelling of the same. */
function flipAscii(line: string, random: Random): string {
  const places = [...line].flatMap((sign, at) => (/[0-9a-zA-Z]/.test(sign) ? [at] : []))
  const at = random.pick(places)
  const other = line[at] === 'x' ? 'y' : 'x'
  return line.slice(0, at) + other + line.slice(at + 1)
}

/** Found only by an auditor who holds notes, or keys, from before. */
export const betrayals: Record<string, Tampering> = {
  'a log signed anew after an omission': (opened, random) => {
    const { line } = anEvent(opened, random)
    cutEntry(opened, line)
    signAnew(opened, signLog)
    return { idx: line.idx }
  },
  'a log signed anew after a change': (opened, random) => {
    const place = rewrite((said) => (said['personId'] = 'somebody-else'))(opened, random)
    signAnew(opened, signLog)
    return { idx: place.idx ?? null }
  },
  'an old backup': (opened, random) => {
    const size = 8 * (2 + random.below(4))
    cutFrom(opened, size)
    signAnew(opened, signLog)
    return { idx: size }
  },
  'another key over another history': (opened, random) => {
    rewrite((said) => (said['personId'] = 'somebody-else'))(opened, random)
    signAnew(opened, signFalsely)
    opened.write('keys/1.vkey', `${dishonest.verifier}\n`)
    opened.write(
      'manifest.json',
      opened.read('manifest.json').replace(/"origin": ?"[^"]+"/, `"origin":"${dishonest.name}"`),
    )
    return {}
  },
}

function cutEntry(opened: OpenedExport, gone: EventLine): void {
  for (const file of entryFiles) {
    const lines = opened.lines<Line>(file).filter(({ idx }) => idx !== gone.idx)
    for (const line of lines) if (line.idx !== null && line.idx > gone.idx!) line.idx -= 1
    opened.writeLines(file, lines)
  }
  const lines = opened.lines<EventLine>('events.jsonl')
  for (const line of lines.filter(({ run, seq }) => run === gone.run && seq > gone.seq)) {
    line.seq -= 1
    line.body = JSON.stringify({ ...(JSON.parse(line.body) as object), seq: line.seq })
  }
  opened.rechain(lines, gone.run)
  opened.writeLines('events.jsonl', lines)
}

/** Whether a problem names the place: the entry itself, the one that misses it, or the few between two checkpoints. */
export function names(problem: Problem, { file, idx, run, seq }: Place): boolean {
  if (idx === undefined || idx === null) return file === undefined || problem.file.includes(file)
  const { from = Infinity, to = -Infinity } = problem
  const inRun = problem.run !== undefined && problem.run === run && Math.abs((problem.seq ?? 0) - (seq ?? -9)) <= 1
  return (from <= idx && idx <= to) || problem.idx === idx || inRun || (problem.size ?? -1) > idx
}
