// `npm run check`: everything that is told without running the product. Two at a time; what fails is shown whole.
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'

const rooms = ['engine', 'workflows', 'dispatch', 'activities', 'audit', 'db', 'api', 'web', 'cli', 'test']

/** @type {[name: string, command: string, args: string[]][]} */
const checks = [
  ['types and lint', 'oxlint', []],
  ['unused code', 'knip', ['--no-progress']],
  ['format', 'oxfmt', ['--check']],
  ['walls', 'depcruise', ['--config', '.dependency-cruiser.mjs', ...rooms]],
  ['words', 'cspell', ['--no-progress', '--no-summary', '--unique']],
]

const waiting = [...checks]
/** @type {string[]} */
const failed = []
const atOnce = 2

await Promise.all(Array.from({ length: atOnce }, workOff))
mkdirSync('reports', { recursive: true })
writeFileSync('reports/checks.json', JSON.stringify({ passed: checks.length - failed.length, failed: failed.length }))
console.log(failed.length === 0 ? `${checks.length} checks passed` : `Failed: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)

async function workOff() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await check(...next)
}

/** @param {string} name @param {string} command @param {string[]} args @returns {Promise<void>} */
function check(name, command, args) {
  const begun = Date.now()
  return new Promise((resolve) => {
    const child = spawn(`node_modules/.bin/${command}`, args, { env: { ...process.env, FORCE_COLOR: '0' } })
    let printed = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
    child.once('error', (error) => (printed += error.message))
    child.once('close', (code) => {
      const seconds = ((Date.now() - begun) / 1000).toFixed(1)
      if (code !== 0) failed.push(name)
      console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
      if (code !== 0) console.log(printed.trimEnd())
      resolve()
    })
  })
}
