import { join } from 'node:path'
import { openSigningKey } from '#audit/keys.ts'
import { witnessServer } from '#audit/witness/serve.ts'
import { Witness } from '#audit/witness/witness.ts'
import { readVerifierKey } from '#engine/history/checkpoint.ts'

/**
 * `zhangfa witness`: signs checkpoints that go on from what it signed before, and no others; on a disk and under a key of
 * its own. Reads ZHANGFA_WITNESS_KEY, ZHANGFA_LOG_VERIFIER (keys of the logs, with commas), ZHANGFA_WITNESS_HOME (else
 * `witness` in the data folder), ZHANGFA_WITNESS_PORT and ZHANGFA_WITNESS_HOST (this machine only, unless told).
 */
function serve(env: NodeJS.ProcessEnv): void {
  const key = openSigningKey(Buffer.from(env['ZHANGFA_WITNESS_KEY'] ?? '', 'base64'), 'witness')
  const logs = (env['ZHANGFA_LOG_VERIFIER'] ?? '').split(',').flatMap((text) => readVerifierKey(text.trim()) ?? [])
  if (logs.length === 0) throw new Error('There is no log to witness: set ZHANGFA_LOG_VERIFIER to its public key.')
  const folder = env['ZHANGFA_WITNESS_HOME'] || join(env['ZHANGFA_HOME'] ?? '.zhangfa', 'witness')
  const server = witnessServer(new Witness(folder, key, logs), key, (line) => console.error(line))
  const end = (): void => {
    server.close()
    server.closeAllConnections()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end)
  if (env['ZHANGFA_SUPERVISED'] === '1') process.stdin.on('end', end).on('close', end).resume()
  server.once('close', () => process.exit(0))
  server.once('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  server.listen(Number(env['ZHANGFA_WITNESS_PORT'] ?? 3009), env['ZHANGFA_WITNESS_HOST'] || '127.0.0.1')
}

try {
  serve(process.env)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
