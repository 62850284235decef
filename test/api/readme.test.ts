import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'
import { demoDatabase } from '../support/demo-database.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi({ database: () => demoDatabase(['return-refund']) })
}, 120_000)
afterAll(() => api.close())

/** The block a reader pastes into a terminal. */
function transcript(): string {
  const block = /```bash\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))
  return block?.[1] ?? ''
}

async function paste(text: string, address: string): Promise<string> {
  const shell = spawn('bash', ['-s'], { env: { ...process.env, ZHANGFA: address }, stdio: ['pipe', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  shell.stdin.end(text)
  await new Promise((resolve) => shell.once('close', resolve))
  return printed
}

test('the transcript of the README works when pasted', async () => {
  await api.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = api.app.server.address() as { port: number }
  const printed = await paste(transcript(), `http://127.0.0.1:${port}`)
  const acts = printed.split('\n').slice(1, 8)
  expect(acts).toEqual([
    'rr-apply done',
    'rr-evidence done',
    'rr-liability done',
    'rr-method done',
    'rr-approve done',
    'rr-refund done',
    'rr-recover done',
  ])
  expect(printed).not.toContain('refused')
  for (const name of ['demo-cs-agent', 'demo-cs-lead', 'demo-warehouse']) expect(printed).toContain(name)
  expect(printed).toMatch(/^1 {2}\S+ {2}run\.launched .* [0-9a-f]{12}$/m)
}, 120_000)
