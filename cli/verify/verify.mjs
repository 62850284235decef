#!/usr/bin/env node
// Checks an export of the history without trusting whoever made it. Needs Node 20 or later and nothing else.
//
//   node verify.mjs [folder of the export] [--known <folder>]… [--key <verifier key>]… [--json]
//
// --known  notes you were given earlier: each must be part of this history, or it was rolled back or told twice.
// --key    public keys you were given: only they count. Without it, the keys that lie in the export do.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { readEntries } from './verify-entries.mjs'
import { filesUnder, keysIn, readCheckpoints, readKey, readKnown } from './verify-notes.mjs'
import { checkConsistency } from './verify-proofs.mjs'

const mostProblems = 1000

/** Looks at a whole export. @returns counts, and every problem in the order it was found. */
export async function verifyExport(folder, { known = [], keys = [] } = {}) {
  const problems = []
  const bad = (file, what, place = {}) => {
    if (problems.length < mostProblems) problems.push({ file, ...place, what })
  }
  const manifest = readManifest(folder, bad)
  const trusted = keys.length > 0 ? keys.map(readKey).filter(Boolean) : keysIn(folder)
  const log = manifest.origin ?? ''
  if (!trusted.some((key) => key.kind === 1 && key.name === log))
    bad('manifest.json', `no key of the log ${log} is known`)
  await checkFiles(folder, manifest, bad)
  const checkpoints = readCheckpoints(folder, log, trusted, keys.length === 0, bad)
  const outside = known.flatMap((place) => readKnown(place, log, trusted, bad))
  const wanted = new Map()
  for (const { size, root, file } of outside) wanted.set(size, [...(wanted.get(size) ?? []), { root, file }])
  const seen = await readEntries(folder, manifest, checkpoints, wanted, bad)
  if (manifest.complete !== true) checkConsistency(folder, checkpoints, bad)
  compareKnown(outside, checkpoints, manifest, bad)
  checkThings(folder, manifest, seen, bad)
  const last = checkpoints.at(-1)
  return {
    events: seen.events,
    runs: seen.runs.size,
    house: seen.house,
    others: seen.others,
    sealed: last?.size ?? 0,
    unsealed: seen.unsealed,
    checkpoints: checkpoints.length,
    witnessed: checkpoints.filter((one) => one.witnesses.length > 0).length,
    known: outside.length,
    keysFrom: keys.length > 0 ? 'you' : 'the export',
    problems,
  }
}

function readManifest(folder, bad) {
  try {
    return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  } catch (error) {
    bad('manifest.json', `cannot be read: ${error.message}`)
    return {}
  }
}

async function checkFiles(folder, manifest, bad) {
  const listed = new Map((manifest.files ?? []).map((file) => [file.name, file]))
  for (const [name, { sha256: hash }] of listed) {
    if (!existsSync(join(folder, name))) bad(name, 'is missing')
    else if ((await hashFile(join(folder, name))) !== hash) bad(name, 'is not the file that was exported')
  }
  for (const path of filesUnder(folder)) {
    const name = relative(folder, path).replaceAll('\\', '/')
    if (name !== 'manifest.json' && !listed.has(name)) bad(name, 'is not in the manifest')
  }
}

async function hashFile(path) {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(part)
  return hash.digest('hex')
}

/** Notes the auditor holds: each must be a state this log went through. */
function compareKnown(outside, checkpoints, manifest, bad) {
  const last = checkpoints.at(-1)
  const listed = new Map(checkpoints.map((note) => [note.size, note]))
  for (const { size, root, file } of outside) {
    if (size > (last?.size ?? 0)) {
      bad(file, `you were shown ${size} entries, here are ${last?.size ?? 0}: the log was rolled back`, { size })
    } else if (manifest.complete !== true) {
      const note = listed.get(size)
      if (note && !note.root.equals(root)) bad(file, `the first ${size} entries are not those you were shown`, { size })
      else if (!note && manifest.checkpointsLeftOut !== true)
        bad(file, `the checkpoint of ${size} entries you have is absent here`, { size })
    }
  }
}

/** Playbooks by their hash, files by the hash that an entry binds, runs as far as the export says. */
function checkThings(folder, manifest, seen, bad) {
  for (const plan of seen.plans) {
    const path = join(folder, 'definitions', `${plan}.json`)
    if (!existsSync(path)) bad(`definitions/${plan}.json`, 'is missing: a run follows it')
    else if (createHash('sha256').update(readFileSync(path)).digest('hex') !== plan)
      bad(`definitions/${plan}.json`, 'is not the playbook that its run follows')
  }
  const list = join(folder, 'evidence.jsonl')
  for (const [index, text] of (existsSync(list) ? readFileSync(list, 'utf8').split('\n') : []).entries()) {
    if (text === '') continue
    const place = { line: index + 1 }
    const { id, sha256: hash, file } = parsed(text)
    if (seen.files.get(id) !== hash) bad('evidence.jsonl', `file ${id} is not the one its run was given`, place)
    else if (
      file &&
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex') !== hash
    )
      bad(file, 'is not the file its run was given', place)
    seen.files.delete(id)
  }
  for (const id of seen.files.keys()) bad('evidence.jsonl', `file ${id} is not listed`)
  for (const [run, { seq, hash }] of Object.entries(manifest.runs ?? {})) {
    const found = seen.runs.get(run)
    if (found?.seq !== seq || found.hash !== hash)
      bad('events.jsonl', `run ${run} should end with entry ${seq}, here it ends with ${found?.seq ?? 'none'}`, {
        run,
        seq: (found?.seq ?? 0) + 1,
      })
  }
  for (const run of seen.runs.keys())
    if (!manifest.runs?.[run]) bad('manifest.json', `does not know run ${run}`, { run })
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

function say(report) {
  const { events, runs, house, others, sealed, unsealed, checkpoints, witnessed, known, keysFrom, problems } = report
  console.log(
    `${events} events of ${runs} runs, ${house} acts of the house, ${others} entries known by their hash only`,
  )
  console.log(
    `${sealed} entries signed, ${unsealed} not yet; ${checkpoints} checkpoints, ${witnessed} of them witnessed; keys from ${keysFrom}`,
  )
  if (known > 0) console.log(`${known} checkpoints that you hold were compared`)
  for (const { file, line, run, seq, what } of problems.slice(0, 50))
    console.log(
      `BAD ${file}${line ? ` line ${line}` : ''}${run ? ` run ${run}` : ''}${seq ? ` entry ${seq}` : ''}: ${what}`,
    )
  console.log(problems.length === 0 ? 'Everything holds.' : `${problems.length} problems; the first is named first.`)
}

async function main(args) {
  const options = { known: [], keys: [] }
  let folder = dirname(fileURLToPath(import.meta.url))
  let json = false
  for (let index = 0; index < args.length; index++) {
    if (args[index] === '--known') options.known.push(args[++index])
    else if (args[index] === '--key') options.keys.push(args[++index])
    else if (args[index] === '--json') json = true
    else folder = args[index]
  }
  const report = await verifyExport(folder, options)
  if (json) console.log(JSON.stringify(report))
  else say(report)
  return report.problems.length === 0 ? 0 : 1
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2))
