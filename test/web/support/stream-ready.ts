import type { AskAs } from '#cli/demo/ask-house.ts'
import type { RunBody } from '../../api/open-api.ts'

const items = ['杯子', '盘子', '碗'].map((name, at) => ({
  sku: `S${at + 1}`,
  name,
  order: at + 1,
  list_price: 19900,
  live_price: 12900,
  unit_cost: 8000,
  stock: 100,
  praise_rate: 97,
  role: '利润款',
}))

const lineup = items.map(({ name: _name, ...item }) => item)
const spoken = {
  feature: '加厚',
  advantage: '耐摔',
  benefit: '省心',
  evidence: '检测报告',
  demo: '摔杯',
  close_words: '包邮',
}

/** Answers that pass every rule before the gate. */
const answers: Record<string, object> = {
  'ls-plan': { theme: '春季上新' },
  'ls-lineup': { items: lineup },
  'ls-qualification': {},
  'ls-offer': { items: lineup.map(({ sku }) => ({ sku, anchor_price: 19900 })) },
  'ls-script': {
    opening: '扣1抢福利',
    segments: lineup.map(({ sku }) => ({ sku, ...spoken })),
    qa: ['多大'],
    interactions: ['抽奖'],
    closing: '谢谢大家',
  },
  'ls-team': {},
  'ls-warmup': { copy: '今晚八点见' },
  'ls-rehearsal': { fallback: { backup_phone: true, backup_net: true } },
  'ls-stock-lock': { items: lineup.map(({ sku }) => ({ sku, locked: 80, available: 100 })) },
  'ls-equipment': { camera: true, light: true, mic: true, network: true, background: true },
  'ls-gate': {},
}

/** Launches a stream of three items in a store and works through everything up to and with the gate. @returns the run's id. */
export async function streamReady(
  ask: AskAs,
  storeId: string,
  sopId = 'livestream',
  durationMin = 30,
): Promise<string> {
  const inputs = {
    title: '春季上新专场',
    platform: 'douyin',
    start_at: new Date(Date.now() + 3_600_000).toISOString(),
    duration_min: durationMin,
    goal: 'sales',
    target: { viewers: 20000, interaction_rate: 6, cvr: 3, gmv: 5000000 },
    audience: { age: '25-35', gender: '女', habits: '晚间' },
  }
  const launched = await ask('ops-lead', 'POST', '/runs', { sopId, storeId, inputs })
  if (launched.status !== 201) throw new Error(JSON.stringify(launched.body))
  const { id } = launched.body as RunBody
  for (let round = 0; round < 40; round += 1) {
    const run = (await ask('lead', 'GET', `/runs/${id}`)).body as RunBody
    if (run.steps.some(({ stepId, status }) => stepId === 'ls-gate' && status === 'done')) return id
    for (const step of run.steps.filter(({ stepId }) => answers[stepId] !== undefined)) await workOn(ask, run, step)
  }
  throw new Error('the gate was not passed')
}

async function workOn(ask: AskAs, run: RunBody, step: RunBody['steps'][number]): Promise<void> {
  const others = run.steps.filter(({ stepId }) => stepId !== 'ls-gate' && answers[stepId] !== undefined)
  const ready = others.every(({ status }) => status === 'done' || status === 'skipped')
  if (step.status === 'submitted') {
    const level = step.approvals.find(({ decision, openedAt }) => decision === null && openedAt !== null)
    if (level) await ask(level.role, 'POST', `/tasks/${level.taskId}/approve`, { expectedRevision: step.revision })
    return
  }
  if (step.status !== 'open' || (step.stepId === 'ls-gate' && !ready)) return
  const body = { answers: answers[step.stepId], expectedRevision: step.revision }
  const answer = await ask(step.candidateRole ?? '', 'POST', `/tasks/${step.taskId}/complete`, body)
  // Dates move meanwhile; the next round looks again.
  if (answer.status >= 400 && answer.status !== 409) throw new Error(`${step.stepId}: ${JSON.stringify(answer.body)}`)
}

/** Puts the start of the stream to so many milliseconds from now. @returns the instant. */
export async function startIn(ask: AskAs, runId: string, ms: number): Promise<number> {
  const at = Math.ceil((Date.now() + ms) / 1_000) * 1_000
  const to = new Date(at).toISOString()
  const moved = await ask('lead', 'POST', `/runs/${runId}/commands`, {
    type: 'moveAnchor',
    anchor: 'S',
    to,
    reason: '开播',
  })
  if (moved.status !== 200) throw new Error(JSON.stringify(moved.body))
  return at
}
