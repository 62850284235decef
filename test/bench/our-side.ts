import { randomUUID } from 'node:crypto'
import { demoPassword } from '#db/demo/demo-people.ts'
import { openJsonClient } from './json-client.ts'
import type { Seat, Side } from './side.ts'
import { addressOf, seatsOf } from './side.ts'

interface TaskBody {
  id: string
  runId: string
  stepId: string
  revision: number
}

const door = '/api/v1'
const storeId = 'tmall-flagship'

/** Ours through its real API, signed in, launching the playbook `sop`. */
export function ourSide(name: string, sop: string, port: number, processes: Record<string, number>): Side {
  return { name, processes, ...seatsOf((index) => signedIn(sop, port, addressOf(index))) }
}

async function signedIn(sop: string, port: number, address: string): Promise<Seat & { close(): void }> {
  const client = openJsonClient(port, address)
  const signIn = { email: 'operator@demo.local', password: demoPassword }
  const { token } = await client.ask<{ token: string }>('POST', `${door}/session`, signIn)
  const authorization = `Bearer ${token}`
  const write = (): Record<string, string> => ({ authorization, 'idempotency-key': randomUUID() })
  return {
    close: () => client.close(),
    async launch(number) {
      const body = { sopId: sop, storeId, inputs: { case_no: `C-${number}` } }
      return (await client.ask<{ id: string }>('POST', `${door}/runs`, body, write())).id
    },
    async openTask(runId) {
      const path = `${door}/tasks?mine=true&role=operator&runId=${encodeURIComponent(runId)}&limit=5`
      const { items } = await client.ask<{ items: TaskBody[] }>('GET', path, undefined, { authorization })
      const [task] = items
      return task === undefined ? null : { ...task, step: Number(task.stepId.slice('ts-'.length)) }
    },
    async complete(task, answers) {
      const body = { answers, expectedRevision: task.revision }
      await client.ask('POST', `${door}/tasks/${encodeURIComponent(task.id)}/complete`, body, write())
    },
  }
}
