import { randomUUID } from 'node:crypto'
import { openJsonClient } from './json-client.ts'
import type { TaskRow } from './partner/rows.ts'
import type { Seat, Side } from './side.ts'
import { addressOf, seatsOf } from './side.ts'

/** The hand-written workflow through its own small API. */
export function partnerSide(name: string, port: number, processes: Record<string, number>): Side {
  return { name, processes, ...seatsOf(async (index) => seatAt(port, addressOf(index))) }
}

function seatAt(port: number, address: string): Seat & { close(): void } {
  const client = openJsonClient(port, address)
  return {
    close: () => client.close(),
    launch: async () => (await client.ask<{ runId: string }>('POST', '/runs', { runId: randomUUID() })).runId,
    async openTask(runId) {
      const { items } = await client.ask<{ items: TaskRow[] }>('GET', `/tasks?runId=${runId}&limit=5`)
      const [task] = items
      return task === undefined ? null : { id: `${runId}/${task.step}`, runId, step: task.step, revision: 0 }
    },
    complete: async (task, answers) => client.ask('POST', `/tasks/${task.id}/complete`, answers),
  }
}
