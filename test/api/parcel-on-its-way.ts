import type { AskAs } from '#cli/demo/ask-house.ts'
import type { RunBody } from './open-api.ts'

export interface SentBack {
  orderNo: string
  waybill: string
  storeId?: string
  /** Changes of the launch form. */
  inputs?: object
}

/** A small return whose money is paid back and whose parcel is on its way to the warehouse. @returns the run's id. */
export async function parcelOnItsWay(ask: AskAs, sent: SentBack): Promise<string> {
  const { orderNo, waybill, storeId = 'douyin-shop', inputs = {} } = sent
  const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
  const form = {
    ...{ order_no: orderNo, platform: 'douyin', sku: 'SKU-9', qty: 1, item_paid: 3_900, freight_paid: 0 },
    ...{ delivered_at: ago(3_000), applied_at: ago(10), wanted: 'return_refund', reason: 'size', ...inputs },
  }
  const launched = await ask('cs-agent', 'POST', '/runs', { sopId: 'return-refund', storeId, inputs: form })
  if (launched.status !== 201) throw new Error(JSON.stringify(launched.body))
  const { id } = launched.body as RunBody
  const acts: [string, object][] = [
    ['rr-apply', { buyer_words: '尺码偏小' }],
    ['rr-evidence', {}],
    ['rr-liability', { basis: '尺码不合' }],
    ['rr-method', {}],
    ['rr-refund', { refund_no: `R-${orderNo}`, paid_at: new Date().toISOString() }],
    ['rr-return-instruct', { address: '杭州市仓前街1号', way: 'buyer_ship', return_waybill: waybill }],
  ]
  for (const [stepId, answers] of acts) await complete(ask, 'cs-agent', id, stepId, answers)
  return id
}

/** Completes a step of a run as soon as it is open. */
export async function complete(ask: AskAs, as: string, runId: string, stepId: string, answers: object): Promise<void> {
  const step = await openStep(ask, as, runId, stepId)
  const done = await ask(as, 'POST', `/tasks/${step.taskId}/complete`, { answers, expectedRevision: step.revision })
  if (done.status !== 200) throw new Error(`${stepId}: ${JSON.stringify(done.body)}`)
}

/** What the store's data say is asked first, so a step opens a moment after the one before it. */
async function openStep(ask: AskAs, as: string, runId: string, stepId: string) {
  for (const until = Date.now() + openWithinMs; Date.now() < until;) {
    const { steps } = (await ask(as, 'GET', `/runs/${runId}`)).body as RunBody
    const step = steps.find((one) => one.stepId === stepId && (one.status === 'open' || one.status === 'claimed'))
    if (step?.taskId) return { taskId: step.taskId, revision: step.revision }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${stepId} of ${runId} did not open`)
}

const openWithinMs = 20_000
