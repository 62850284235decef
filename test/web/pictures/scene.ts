import type { AskAs } from '#cli/demo/ask-house.ts'
import type { RunPageBody, TaskPageBody } from '../../api/open-api.ts'
import { ordersOf, tenReturns } from '../support/returns.ts'
import { startIn, streamReady } from '../support/stream-ready.ts'

/** What the pictures show: ids of runs and tasks by what they are. */
export interface Scene {
  task: string
  paidRun: string
  sale: string
  stream: string
}

/** The demonstration as it is, with a stream on air and the orders of a copied list. */
export async function setScene(ask: AskAs): Promise<Scene> {
  await ask('admin', 'POST', '/store-data/orders', { storeId: 'douyin-shop', items: ordersOf(tenReturns) })
  const { items: runs } = (await ask('lead', 'GET', '/runs?limit=100')).body as RunPageBody
  const idOf = (wanted: (run: (typeof runs)[number]) => boolean): string => {
    const run = runs.find(wanted)
    if (run === undefined) throw new Error('The demonstration has not all of its runs')
    return run.id
  }
  const stream = await streamReady(ask, 'douyin-shop', 'livestream', 60)
  await startIn(ask, stream, 3_000)
  const crushed = idOf(({ correlationKey }) => correlationKey === 'AS-DY1101')
  const { items } = (await ask('cs-agent', 'GET', `/tasks?mine=true&runId=${crushed}`)).body as TaskPageBody
  return {
    task: items[0]?.id ?? '',
    paidRun: idOf(({ correlationKey }) => correlationKey === 'AS-DY1103'),
    sale: idOf(({ sopId }) => sopId === 'big-sale-45d'),
    stream,
  }
}
