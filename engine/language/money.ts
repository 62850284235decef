import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import type { Path } from './finding.ts'

/** Fen of an amount written in yuan. Errors: TYPE when it has more than two decimals. */
export function fenOf(c: Pick<Compiling, 'locate' | 'findings'>, yuan: number, path: Path): number {
  const fen = Math.round(yuan * 100)
  if (!Number.isSafeInteger(fen) || Math.abs(yuan * 100 - fen) > 1e-6)
    report(c, 'TYPE', path, `${yuan} is no amount in yuan; at most two decimals are allowed.`)
  return fen
}
