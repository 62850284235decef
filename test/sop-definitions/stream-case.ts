import type { JsonObject } from '#engine/model/text.ts'
import { play } from '#engine/rehearsal/play.ts'
import type { PlayAct, Played, PlayRequest } from '#engine/rehearsal/play.ts'
import { completes, cst, decides, playbook } from './playbook.ts'

export const livestream = playbook('livestream')

/** SC-05: S = 03-20 (Sat) 20:00, 120 minutes, Douyin. */
export const streamInputs: JsonObject = {
  title: '春季上新专场',
  platform: 'douyin',
  start_at: cst('03-20 20:00'),
  duration_min: 120,
  goal: 'sales',
  target: { viewers: 20000, interaction_rate: 6, cvr: 3, gmv: 5000000 },
  audience: { age: '25-35', gender: '女', habits: '晚间' },
}

/** Seven items, praise 97 %, margin 38 %. */
export const lineup: JsonObject[] = [1, 2, 3, 4, 5, 6, 7].map((order) => ({
  sku: `K${order}`,
  order,
  list_price: 19900,
  live_price: 12900,
  unit_cost: 8000,
  stock: 100,
  praise_rate: 97,
  role: '利润款',
}))

const script = lineup.map(({ sku }) => ({
  sku: sku!,
  feature: '冰丝面料',
  advantage: '透气',
  benefit: '夏天不闷',
  evidence: '检测报告',
  demo: '透光演示',
  close_words: '现在下单包邮',
}))

/** Answers that pass every rule. */
export const streamAnswers: Record<string, JsonObject> = {
  'ls-plan': { theme: '春季上新' },
  'ls-lineup': { items: lineup },
  'ls-qualification': {},
  'ls-offer': { items: lineup.map(({ sku }) => ({ sku: sku!, anchor_price: 19900 })) },
  'ls-script': {
    opening: '扣1抢福利',
    segments: script,
    qa: ['尺码怎么选'],
    interactions: ['抽奖'],
    closing: '谢谢大家',
  },
  'ls-team': { planner: 'p', host: 'h', floor_controller: 'f', cs: 'c', comment_moderator: 'm' },
  'ls-warmup': { copy: '周六晚八点见' },
  'ls-rehearsal': { fallback: { backup_phone: true, backup_net: true } },
  'ls-stock-lock': { items: lineup.map(({ sku }) => ({ sku: sku!, locked: 80, available: 100 })) },
  'ls-equipment': { camera: true, light: true, mic: true, network: true, background: true },
  'ls-gate': {},
  'ls-opening': { hook_at: '2027-03-20T20:00:30+08:00' },
  'ls-segment': {
    started: cst('03-20 20:05'),
    ended: cst('03-20 20:20'),
    peak_online: 900,
    clicks: 300,
    orders: 20,
    stock_left: 80,
  },
  'ls-reminder': { offer_id: 'O-1' },
  'ls-comments': { questions: 60, late_answers: 2 },
  'ls-adjust': { online: 800, interaction_rate: 6, orders: 20, gmv: 258000 },
  'ls-incident': { type: 'other', from: cst('03-20 20:40'), action: '处理' },
  'ls-extend': { extra_min: 30 },
  'ls-closing': {},
  'ls-archive': { replay: 'https://replay.example/1', watch_time: 95, cvr: 3.2 },
  'ls-fulfil': {},
  'ls-retro': { viewers: 21000 },
  'ls-iterate': {},
}

type Row = [at: string, by: string, stepId: string, approver?: string]

const before: Row[] = [
  ['03-05 10:00', 'planner', 'ls-plan', 'ops-lead'],
  ['03-09 10:00', 'merchandiser', 'ls-lineup'],
  ['03-11 10:00', 'compliance', 'ls-qualification'],
  ['03-12 10:00', 'planner', 'ls-offer', 'ops-lead'],
  ['03-14 10:00', 'planner', 'ls-script', 'compliance'],
  ['03-14 10:00', 'ops-lead', 'ls-team'],
  ['03-17 10:00', 'operator', 'ls-warmup'],
  ['03-18 10:00', 'operator', 'ls-warmup'],
  ['03-18 15:00', 'floor-controller', 'ls-rehearsal'],
  ['03-19 10:00', 'operator', 'ls-warmup'],
  ['03-19 15:00', 'warehouse', 'ls-stock-lock'],
  ['03-20 10:00', 'operator', 'ls-warmup'],
  ['03-20 18:50', 'floor-controller', 'ls-equipment'],
  ['03-20 19:45', 'floor-controller', 'ls-gate'],
]

/** Everything before the stream, up to and without a step. */
export function prepared(to: string | null = null, changes: Record<string, JsonObject> = {}): PlayAct[] {
  const end = to === null ? before.length : before.findIndex((act) => act[2] === to)
  return before
    .slice(0, end)
    .flatMap(([at, by, stepId, approver]) => [
      completes(at, by, stepId, { ...streamAnswers[stepId], ...changes[stepId] }),
      ...(approver === undefined ? [] : [decides(at, approver, stepId, 'approve')]),
    ])
}

/** A step is done as usual, with some answers changed. */
export function onAir(at: string, by: string, stepId: string, change: JsonObject = {}): PlayAct {
  return completes(at, by, stepId, { ...streamAnswers[stepId], ...change })
}

type More = Partial<Pick<PlayRequest, 'params' | 'facts' | 'startAt'>> & { inputs?: JsonObject; until?: string }

/** Plays a stream launched on 03-01 09:00. */
export function playStream(acts: PlayAct[], more: More = {}): Played {
  const { inputs = {}, until, startAt = cst('03-01 09:00'), ...rest } = more
  return play(livestream, {
    inputs: { ...streamInputs, ...inputs },
    startAt,
    ...(until === undefined ? {} : { until: cst(until) }),
    acts,
    ...rest,
  })
}
