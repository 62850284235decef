import { tryTamperings } from './tried.ts'

/**
 * `npm run audit:tamper [-- <count> [<seed>]]`: tampers with exports ten thousand times and asks the verifiers; every tenth
 * is put to the Python one too. Prints what was missed, and ends with 1 if anything was.
 */
const [count = 10_000, seed = 1] = process.argv.slice(2).map(Number)
const begun = Date.now()
const atOnce = 500
const missed: string[] = []
let [tried, compared] = [0, 0]
while (tried < count) {
  const part = await tryTamperings(seed + tried, Math.min(atOnce, count - tried), 10)
  tried += part.tried
  compared += part.compared
  missed.push(...part.missed)
  process.stdout.write(`${tried} tried, ${missed.length} missed, ${Math.round((Date.now() - begun) / 1000)} s\n`)
}
for (const line of missed) process.stdout.write(`${line}\n`)
process.stdout.write(
  `${tried} tamperings, ${tried - missed.length} found and located; ${compared} of them by the Python verifier too.\n`,
)
process.exitCode = missed.length === 0 ? 0 : 1
