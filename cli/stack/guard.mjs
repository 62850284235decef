// Outlives its parent by as long as it takes to end what the parent has started. It is told over standard input which
// processes to watch; when that input closes, the parent is gone, and what is still watched is ended, last started first.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** @type {Map<number, { signal: string, graceMs: number }>} */
const watched = new Map()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})

const lines = createInterface({ input: process.stdin })
lines.on('line', (line) => {
  const order = JSON.parse(line)
  if (order.forget !== undefined) watched.delete(order.forget)
  else watched.set(order.watch, { signal: order.signal, graceMs: order.graceMs })
})
lines.on('close', endAll)

async function endAll() {
  for (const [pid, { signal, graceMs }] of [...watched].reverse()) {
    send(pid, signal)
    const deadline = Date.now() + graceMs
    while (alive(pid) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
    // Each watched process leads a group of its own, so what it started ends with it.
    send(-pid, 'SIGKILL')
  }
  process.exit(0)
}

/** @param {number} pid @param {string} signal */
function send(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch {
    // Already gone.
  }
}

/** @param {number} pid */
function alive(pid) {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  // In a container nobody may reap it: it has ended all the same.
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return process.platform !== 'linux'
  }
}
