// Adds up the reports of checks and tests. Its argument is the exit code of `npm test`.
import { existsSync, readFileSync } from 'node:fs'

const code = Number(process.argv[2])
/** @param {string} path */
const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null)
const checks = read('reports/checks.json')
const tests = read('reports/tests.json')

let passed = checks?.passed ?? 0
let failed = checks?.failed ?? 0
for (const file of tests?.testResults ?? []) {
  const states = file.assertionResults.map((/** @type {{ status: string }} */ result) => result.status)
  passed += states.filter((/** @type {string} */ state) => state === 'passed').length
  const unfit = states.filter((/** @type {string} */ state) => state !== 'passed').length
  // A file that could not be loaded has no tests to fail.
  failed += unfit === 0 && file.status === 'failed' ? 1 : unfit
}
// A run that broke off has failed, whatever it had counted by then.
if (failed === 0 && (code !== 0 || tests === null)) failed = 1
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
