import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportToFolder } from '#audit/export/to-folder.ts'
import { OpenedExport } from './opened-export.ts'
import { Random } from './random.ts'
import { materialOf, smallLog } from './synthetic-log.ts'
import { betrayals, names, tamperings } from './tamper.ts'
import type { Place } from './tamper.ts'
import type { Verdict } from './verifiers.ts'
import { askPython, askScript } from './verifiers.ts'

export interface Tried {
  tried: number
  /** What was not found, or not where it was done. */
  missed: string[]
  /** Of these both verifiers were asked. */
  compared: number
}

interface Case {
  what: string
  folder: string
  place: Place
  betrayed: boolean
}

/**
 * Tampers `count` times with an export, each time another way, and asks the verifiers.
 * @param pythonEvery every so many are put to the Python one too.
 */
export async function tryTamperings(seed: number, count: number, pythonEvery: number): Promise<Tried> {
  const home = mkdtempSync(join(tmpdir(), 'zhangfa-tamper-'))
  try {
    const sound = join(home, 'sound')
    await exportToFolder(materialOf(smallLog), sound)
    const known = join(home, 'known')
    mkdirSync(known)
    writeFileSync(join(known, 'mine.notes'), new OpenedExport(sound).read('checkpoints/log.notes'))
    const missed: string[] = []
    const forPython: Case[] = []
    for (let number = 0; number < count; number++) {
      const one = makeCase(sound, join(home, String(number)), seed + number, number)
      const verdict = await askScript(one.folder, one.betrayed ? { known: [known] } : {})
      missed.push(...judge(one, verdict, 'script'))
      if (number % pythonEvery === 0) forPython.push(one)
    }
    missed.push(...(await askAlso(forPython, known)))
    return { tried: count, missed, compared: forPython.length }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function makeCase(sound: string, folder: string, seed: number, number: number): Case {
  const random = new Random(seed)
  const ways = [...Object.entries(tamperings), ...Object.entries(betrayals)]
  const [what, act] = ways[number % ways.length]!
  const opened = new OpenedExport(sound)
  const place = act(opened, random)
  opened.remakeManifest()
  opened.save(folder)
  return {
    what: `${what} (seed ${seed})`,
    folder,
    place,
    betrayed: number % ways.length >= Object.keys(tamperings).length,
  }
}

async function askAlso(cases: readonly Case[], known: string): Promise<string[]> {
  const missed: string[] = []
  for (const betrayed of [false, true]) {
    const asked = cases.filter((one) => one.betrayed === betrayed)
    if (asked.length === 0) continue
    const { verdicts } = await askPython(
      asked.map(({ folder }) => folder),
      betrayed ? { known: [known] } : {},
    )
    for (const [index, one] of asked.entries()) missed.push(...judge(one, verdicts[index], 'Python'))
  }
  return missed
}

function judge({ what, place }: Case, verdict: Verdict | undefined, who: string): string[] {
  if (verdict === undefined) return [`${who} said nothing about ${what}`]
  if (verdict.problems.length === 0) return [`${who} did not find ${what}`]
  if (verdict.problems.some((problem) => names(problem, place))) return []
  return [`${who} did not locate ${what} at ${JSON.stringify(place)}: ${JSON.stringify(verdict.problems.slice(0, 3))}`]
}
