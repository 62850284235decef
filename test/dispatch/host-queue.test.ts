import { describe, expect, test } from 'vitest'
import { HostQueue } from '#dispatch/host-queue.ts'
import { systemActor } from '#engine/model/people.ts'
import type { CommandAnswer, CommandItem } from '#workflows/messages.ts'

const item = (commandId: string, text = ''): CommandItem => ({
  commandId,
  sopRunId: 'r',
  actor: systemActor,
  door: 'api',
  command: { type: 'comment', text },
})
const answer = ({ commandId }: CommandItem): CommandAnswer => ({ commandId, kind: 'unknownRun' })

/** A host that answers each batch when told to. */
function slowHost() {
  const batches: string[][] = []
  const releases: (() => void)[] = []
  const deliver = async (items: CommandItem[]): Promise<CommandAnswer[]> => {
    batches.push(items.map(({ commandId }) => commandId))
    await new Promise<void>((resolve) => releases.push(resolve))
    return items.map(answer)
  }
  const next = async (): Promise<void> => {
    await expect.poll(() => releases.length).toBeGreaterThan(0)
    releases.shift()?.()
  }
  return { batches, deliver, next }
}

describe('group commit', () => {
  test('one batch is under way, the next commands gather and go together, in order', async () => {
    const host = slowHost()
    const queue = new HostQueue(host.deliver, 5_000)
    const first = queue.submit(item('a'))
    await expect.poll(() => host.batches.length).toBe(1)
    const later = ['b', 'c', 'd'].map((id) => queue.submit(item(id)))
    await host.next()
    await first
    await host.next()
    expect(await Promise.all(later)).toEqual(['b', 'c', 'd'].map((commandId) => ({ commandId, kind: 'unknownRun' })))
    expect(host.batches).toEqual([['a'], ['b', 'c', 'd']])
    await expect.poll(() => queue.idle).toBe(true)
  })

  test('a batch holds 200 commands at most', async () => {
    const host = slowHost()
    const queue = new HostQueue(host.deliver, 5_000)
    const all = Array.from({ length: 450 }, (_, n) => queue.submit(item(`c${n}`)))
    for (let batch = 0; batch < 3; batch += 1) await host.next()
    await Promise.all(all)
    expect(host.batches.map((batch) => batch.length)).toEqual([200, 200, 50])
  })

  test('a batch holds 256 kB at most, but a larger command still goes alone', async () => {
    const host = slowHost()
    const queue = new HostQueue(host.deliver, 5_000)
    const sizes = [100_000, 100_000, 100_000, 400_000, 10]
    const all = sizes.map((size, n) => queue.submit(item(`c${n}`, 'x'.repeat(size))))
    for (let batch = 0; batch < 4; batch += 1) await host.next()
    await Promise.all(all)
    expect(host.batches).toEqual([['c0', 'c1'], ['c2'], ['c3'], ['c4']])
  })

  test('a command that was never sent fails in time, and nothing of it is sent later', async () => {
    const host = slowHost()
    const queue = new HostQueue(host.deliver, 50)
    const first = queue.submit(item('a'))
    await expect.poll(() => host.batches.length).toBe(1)
    await expect(queue.submit(item('b'))).rejects.toMatchObject({ code: 'TEMPORAL_UNREACHABLE' })
    await host.next()
    await first
    expect(host.batches).toEqual([['a']])
  })

  test('a failed batch fails its commands only; the line goes on', async () => {
    let fails = true
    const queue = new HostQueue(async (items) => {
      if (fails) throw new Error('broken')
      return items.map(answer)
    }, 1_000)
    await expect(queue.submit(item('a'))).rejects.toThrow('broken')
    fails = false
    expect(await queue.submit(item('b'))).toMatchObject({ commandId: 'b' })
  })

  test('a command the host forgot to answer has an unknown outcome', async () => {
    const queue = new HostQueue(async () => [], 1_000)
    await expect(queue.submit(item('a'))).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' })
  })
})
