import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportToFolder } from '#audit/export/to-folder.ts'
import { OpenedExport } from './tampering/opened-export.ts'
import type { EventLine } from './tampering/opened-export.ts'
import { materialOf, smallLog, verifierKeys } from './tampering/synthetic-log.ts'
import { betrayals, dishonest } from './tampering/tamper.ts'
import { Random } from './tampering/random.ts'
import { tryTamperings } from './tampering/tried.ts'
import { askPython, askScript, run } from './tampering/verifiers.ts'

let home: string
let whole: string
let part: string
let known: string
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'zhangfa-verify-'))
  ;[whole, part, known] = ['whole', 'part', 'known'].map((name) => join(home, name)) as [string, string, string]
  await exportToFolder(materialOf(smallLog), whole)
  await exportToFolder(materialOf(smallLog, { part: new Set(['run-1', 'run-3']) }), part)
  mkdirSync(known)
  writeFileSync(join(known, 'mine.notes'), new OpenedExport(whole).read('checkpoints/log.notes'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const counts = { sealed: 61, checkpoints: 8, witnessed: 8, problems: [] }

/** A copy of an export after something was done to it. */
function after(sound: string, name: string, act: (opened: OpenedExport) => void, manifest = true): string {
  const opened = new OpenedExport(sound)
  act(opened)
  if (manifest) opened.remakeManifest()
  const folder = join(home, name)
  opened.save(folder)
  return folder
}

describe('a sound export', () => {
  test('holds for both verifiers, whole and in part, with the notes and keys of the auditor', async () => {
    const all = { ...counts, events: 50, runs: 6, house: 5, others: 9, unsealed: 3, keysFrom: 'the export', known: 0 }
    expect(await askScript(whole)).toEqual(all)
    expect(await askScript(part)).toMatchObject({ ...counts, runs: 2, house: 0, others: 0 })
    expect(await askPython([whole, part])).toEqual({
      verdicts: [await askScript(whole), await askScript(part)],
      code: 0,
    })
    const held = { known: [known], keys: verifierKeys }
    const told = { known: 8, keysFrom: 'you', problems: [] }
    for (const folder of [whole, part]) expect(await askScript(folder, held)).toMatchObject(told)
    expect((await askPython([whole, part], held)).verdicts).toMatchObject([told, told])
  })

  test('is checked by running the program that lies in it', async () => {
    for (const [command, program] of [
      [process.execPath, 'verify.mjs'],
      ['python3', 'verify.py'],
    ] as const) {
      const { printed, code } = await run(command, [join(whole, program)])
      expect(printed).toContain('61 entries signed, 3 not yet; 8 checkpoints, 8 of them witnessed')
      expect(printed).toContain('Everything holds.')
      expect(code).toBe(0)
    }
  })

  test('is a table a spreadsheet runs nothing of, and a page', () => {
    const opened = new OpenedExport(whole)
    const rows = opened.read('events.csv').split('\r\n')
    expect(rows[0]).toBe('\ufeff"place","run","entry","at","type","person","role","for","door","step","data","hash"')
    expect(rows[1]).toContain('"0","run-0","1","2027-03-10T00:00:00.000Z","run.launched","person-0","cs-agent"')
    expect(rows.some((row) => /,"[=+\-@]/.test(row))).toBe(false)
    expect(opened.read('index.html')).toContain('怎样核验')
  })
})

describe('what was done to an export', () => {
  test('is found and located, whatever it was, by both verifiers', async () => {
    const { missed, compared } = await tryTamperings(20_261_128, 63, 16)
    expect(missed).toEqual([])
    expect(compared).toBe(4)
  }, 60_000)

  test('is named by file, line, run and entry', async () => {
    const folder = after(whole, 'one-word', (opened) => {
      const lines = opened.lines<EventLine>('events.jsonl')
      lines[4]!.body = lines[4]!.body.replace('买家已确认', '卖家已确认')
      opened.writeLines('events.jsonl', lines)
    })
    for (const args of [
      [process.execPath, join(folder, 'verify.mjs')],
      ['python3', join(folder, 'verify.py')],
    ]) {
      const { printed, code } = await run(args[0]!, args.slice(1))
      expect(printed).toContain(
        'BAD events.jsonl line 5 run run-0 entry 2: does not follow from the entry before it in its run',
      )
      expect(code).toBe(1)
    }
  })

  test('shows in a part of a log too: an entry, a proof, a missing note', async () => {
    const changes: [string, (opened: OpenedExport) => void, RegExp][] = [
      [
        'part-body',
        (opened) => {
          const lines = opened.lines<EventLine>('events.jsonl')
          lines[3]!.body = lines[3]!.body.replace('person-', 'forged-')
          opened.rechain(lines, lines[3]!.run)
          opened.writeLines('events.jsonl', lines)
        },
        /^events\.jsonl is not what was signed$/,
      ],
      [
        'part-proof',
        (opened) => {
          const lines = opened.lines<{ proof: string[] }>('proofs/inclusion.jsonl')
          lines[2]!.proof.reverse()
          opened.writeLines('proofs/inclusion.jsonl', lines)
        },
        /^events\.jsonl is not what was signed$/,
      ],
      [
        'part-consistency',
        (opened) => {
          const lines = opened.lines<{ proof: string[] }>('proofs/consistency.jsonl')
          lines[1]!.proof.pop()
          opened.writeLines('proofs/consistency.jsonl', lines)
        },
        /^proofs\/consistency\.jsonl the log of 24 entries does not go on from that of 16$/,
      ],
    ]
    const folders = changes.map(([name, act]) => after(part, name, act))
    const { verdicts } = await askPython(folders)
    for (const [index, [, , says]] of changes.entries())
      for (const { problems } of [verdicts[index]!, await askScript(folders[index]!)]) {
        expect(problems.length, JSON.stringify(problems)).toBe(1)
        expect(`${problems[0]!.file} ${problems[0]!.what}`).toMatch(says)
      }
  })

  test('shows when the manifest was not made anew, and when something was put in', async () => {
    const folder = after(whole, 'careless', (opened) => opened.write('index.html', '<p>nothing to see</p>'), false)
    writeFileSync(join(folder, 'more.txt'), 'more')
    const found = [
      { file: 'index.html', what: 'is not the file that was exported' },
      { file: 'more.txt', what: 'is not in the manifest' },
    ]
    expect((await askScript(folder)).problems).toEqual(found)
    expect((await askPython([folder])).verdicts[0]?.problems).toEqual(found)
  })
})

describe('a keeper of the log who betrays', () => {
  test('is believed without notes and keys of one’s own, and found with either', async () => {
    const folder = after(
      whole,
      'other-key',
      (opened) => void betrayals['another key over another history']!(opened, new Random(5)),
    )
    const [alone, noted, keyed] = [{}, { known: [known] }, { keys: verifierKeys }]
    expect((await askScript(folder, alone)).problems).toEqual([])
    expect((await askScript(folder, noted)).problems).toMatchObject([
      { what: 'your notes were signed by another log than this export' },
    ])
    expect((await askScript(folder, keyed)).problems[0]?.what).toContain(`no key of the log ${dishonest.name} is known`)
    for (const options of [noted, keyed])
      expect((await askPython([folder], options)).verdicts[0]?.problems.length).toBeGreaterThan(0)
  })
})
