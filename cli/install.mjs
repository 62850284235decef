// Runs before `npm start` and `npm test`, so it stands on Node alone: brings the packages when they are missing or older
// than the lock file. With `test` as argument it asks for the development packages too.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const oldestNode = [20, 20, 2]
const forTests = process.argv[2] === 'test'

const node = process.versions.node.split('.').map(Number)
const difference = oldestNode.map((part, at) => (node[at] ?? 0) - part).find((step) => step !== 0) ?? 0
if (difference < 0) {
  console.error(`Zhangfa needs Node ${oldestNode.join('.')} or later; this is ${process.versions.node}.`)
  process.exit(1)
}

const installed = 'node_modules/.package-lock.json'
const missing = !existsSync(installed) || (forTests && !existsSync('node_modules/vitest'))
if (missing || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs) {
  console.log('Installing packages (npm ci), about a minute …')
  const npm = process.env['npm_execpath']
  const command = npm === undefined ? ['npm'] : [process.execPath, npm]
  const wanted = ['ci', '--no-audit', '--no-fund', ...(forTests ? ['--include=dev'] : [])]
  const result = spawnSync(command[0], [...command.slice(1), ...wanted], { stdio: 'inherit' })
  if (result.status !== 0) {
    console.error('The packages could not be installed: see the lines above. Is the package registry within reach?')
    process.exit(result.status ?? 1)
  }
}
