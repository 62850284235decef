import { readdirSync } from 'node:fs'

/** The definition whose numbers are tried; `lines` = only those that stand there, null = all. */
export interface WantedNumbers {
  id: string
  path: string
  lines: ReadonlySet<number> | null
}

/** `return-refund` or, for some of its lines, `return-refund:43,60`; nothing = every definition. Throws on a name that is none. */
export function wantedNumbers(written: readonly string[]): WantedNumbers[] {
  const known = readdirSync('sop-definitions')
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replace(/\.yaml$/, ''))
  return (written.length === 0 ? known : written).map((text) => {
    const [id = '', lines] = text.split(':')
    if (!known.includes(id)) throw new Error(`There is no playbook \`${id}\`; there are ${known.join(', ')}.`)
    const path = `sop-definitions/${id}.yaml`
    return { id, path, lines: lines === undefined ? null : new Set(lines.split(',').map(Number)) }
  })
}
