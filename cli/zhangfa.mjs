#!/usr/bin/env node
// `npx zhangfa <command> …`: the same commands as the npm scripts, by name.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const commands = {
  start: 'everything: Postgres, Temporal, worker, API',
  worker: 'runs hosts and their activities',
  migrate: 'brings the database up to date',
  lint: 'checks playbooks: zhangfa lint <file or folder> …',
  'log-key': 'prints the public part of ZHANGFA_LOG_KEY, for witnesses and auditors',
  witness: 'signs checkpoints of a log that goes on from what it signed before',
  history: 'compares Temporal with Postgres: zhangfa history <run>',
}

const [command = '', ...args] = process.argv.slice(2)
if (!Object.hasOwn(commands, command)) {
  console.error(command === '' ? 'Say what to do:' : `There is no command "${command}". There are:`)
  for (const [name, does] of Object.entries(commands)) console.error(`  zhangfa ${name.padEnd(8)} ${does}`)
  process.exit(2)
}
const program = fileURLToPath(new URL(`./${command}.ts`, import.meta.url))
const tsx = import.meta.resolve('tsx')
process.exit(spawnSync(process.execPath, ['--import', tsx, program, ...args], { stdio: 'inherit' }).status ?? 1)
