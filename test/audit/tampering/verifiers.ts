import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a verifier says about an export. */
export interface Verdict {
  events: number
  runs: number
  house: number
  others: number
  sealed: number
  unsealed: number
  checkpoints: number
  witnessed: number
  known: number
  keysFrom: string
  problems: Problem[]
}

export interface Problem {
  file: string
  what: string
  line?: number
  run?: string
  seq?: number
  idx?: number
  from?: number
  to?: number
  size?: number
}

interface Program {
  verifyExport(folder: string, options?: { known?: string[]; keys?: string[] }): Promise<Verdict>
}

const folderOf = fileURLToPath(new URL('../../../cli/verify/', import.meta.url))

/** The verifier in JavaScript, in this process. */
export async function askScript(folder: string, options: { known?: string[]; keys?: string[] } = {}): Promise<Verdict> {
  const program = (await import(`${folderOf}verify.mjs`)) as Program
  return program.verifyExport(folder, options)
}

/** The verifier in Python, one process for all these exports. */
export async function askPython(
  folders: readonly string[],
  { known = [], keys = [] }: { known?: string[]; keys?: string[] } = {},
): Promise<{ verdicts: Verdict[]; code: number }> {
  const options = [...known.flatMap((folder) => ['--known', folder]), ...keys.flatMap((key) => ['--key', key])]
  const { printed, code } = await run('python3', [`${folderOf}verify.py`, '--json', ...options, ...folders])
  const verdicts = printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Verdict)
  return { verdicts, code }
}

/** Runs a program to its end and tells what it printed. */
export function run(command: string, args: readonly string[]): Promise<{ printed: string; code: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    })
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => void parts.push(part))
    child.once('error', reject)
    child.once('close', (code) => resolve({ printed: Buffer.concat(parts).toString('utf8'), code: code ?? -1 }))
  })
}
