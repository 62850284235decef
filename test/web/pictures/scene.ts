import { demoPassword } from '#db/demo/demo-people.ts'
import type { RunBody, TaskPageBody } from '../../api/open-api.ts'
import { ordersOf, tenReturns } from '../support/returns.ts'
import type { AskAs } from '../support/stream-ready.ts'
import { startIn, streamReady } from '../support/stream-ready.ts'

/** What the pictures show: ids of runs and tasks by what they are. */
export interface Scene {
  task: string
  paidRun: string
  sale: string
  stream: string
}

const hoursOn = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()

/** Asks a running house over the network, each role signed in once. */
export function asking(address: string): AskAs {
  const tokens = new Map<string, Promise<string>>()
  const signIn = async (role: string): Promise<string> => {
    const answer = await fetch(`${address}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `${role}@demo.local`, password: demoPassword }),
    })
    return ((await answer.json()) as { token: string }).token
  }
  return async (role, method, path, body) => {
    const token = tokens.get(role) ?? signIn(role)
    tokens.set(role, token)
    const answer = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await token}`,
        ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: await answer.json() }
  }
}

/** Plays an hour of a shop: returns of every kind, a refund paid, a sale under way, a stream on air. */
export async function setScene(ask: AskAs): Promise<Scene> {
  await ask('admin', 'POST', '/store-data/orders', { storeId: 'douyin-shop', items: ordersOf(tenReturns) })
  const paidRun = await launch(ask, 'douyin-shop', returned('DY1003', 'lost', -1))
  await payRefund(ask, paidRun)
  const crushed = await launch(ask, 'douyin-shop', returned('DY1001', 'damaged', -0.2))
  for (const [store, orderNo, reason, hours] of [
    ['douyin-shop', 'DY1002', 'quality', -0.6],
    ['douyin-shop', 'DY1004', 'size', -0.4],
    ['tmall-flagship', 'TM2001', 'dislike', -0.3],
    ['tmall-flagship', 'TM2002', 'functional', -3],
    ['tmall-flagship', 'TM2003', 'missing', -0.1],
    ['tmall-flagship', 'TM2004', 'wrong_item', -30],
  ] as const)
    await launch(ask, store, returned(orderNo, reason, hours))
  const stream = await streamReady(ask, 'douyin-shop', 'livestream', 60)
  const sale = await launch(ask, 'tmall-flagship', theSale, 'big-sale-45d')
  await startIn(ask, stream, 3_000)
  const { items } = (await ask('cs-agent', 'GET', `/tasks?mine=true&runId=${crushed}`)).body as TaskPageBody
  return { task: items[0]?.id ?? '', paidRun, sale, stream }
}

const theSale = {
  ...{
    name: '年货节大促',
    platform: 'tmall',
    campaign_day: hoursOn(43 * 24).slice(0, 10),
    goal: 'volume',
    presale: true,
  },
  ...{ budget_total: 8_000_000, target_gmv: 100_000_000, baseline_daily_gmv: 1_200_000 },
  ...{ industry_cvr: 3, industry_cart_rate: 8 },
}

function returned(orderNo: string, reason: string, appliedHours: number): object {
  const wanted = reason === 'size' || reason === 'dislike' ? 'return_refund' : 'refund_only'
  return { order_no: orderNo, after_sale_no: `AS-${orderNo}`, wanted, reason, applied_at: hoursOn(appliedHours) }
}

async function launch(ask: AskAs, storeId: string, inputs: object, sopId = 'return-refund'): Promise<string> {
  const answer = await ask('lead', 'POST', '/runs', { sopId, storeId, inputs })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return (answer.body as RunBody).id
}

/** A lost parcel from the application to the money, each step by whom it falls to. */
async function payRefund(ask: AskAs, runId: string): Promise<void> {
  const answers: [string, string, object][] = [
    ['cs-agent', 'rr-apply', { buyer_words: '一直显示运输中，东西没收到' }],
    ['cs-agent', 'rr-evidence', {}],
    ['cs-agent', 'rr-liability', { liable: 'logistics', basis: '十天没有物流更新' }],
    ['cs-agent', 'rr-method', {}],
    ['cs-lead', 'rr-approve', {}],
    ['cs-agent', 'rr-refund', { refund_no: 'R-1003' }],
  ]
  for (const [role, stepId, given] of answers) {
    const { items } = (await ask(role, 'GET', `/tasks?mine=true&runId=${runId}`)).body as TaskPageBody
    const task = items.find((one) => one.stepId === stepId)
    const approves = stepId === 'rr-approve'
    const paidAt = stepId === 'rr-refund' ? { paid_at: hoursOn(0) } : {}
    const body = approves ? { reason: '情况属实' } : { answers: { ...given, ...paidAt } }
    const path = `/tasks/${encodeURIComponent(task?.id ?? '')}/${approves ? 'approve' : 'complete'}`
    const answer = await ask(role, 'POST', path, { ...body, expectedRevision: task?.revision })
    if (answer.status !== 200) throw new Error(`${stepId}: ${JSON.stringify(answer.body)}`)
  }
}
