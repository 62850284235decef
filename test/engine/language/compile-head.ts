import type { StepPlan } from '#engine/model/plan.ts'
import { planOf, playbook } from './playbook-text.ts'

/** A head with one of everything, for the tests of what it compiles to. */
export const head = `hosting: desk
starts: [cs-agent]
dues: service-hours
correlate: after_sale_no ?? order_no + '/' + sku
priority: "reason == 'quality' ? 1 : 3"
anchors:
  t0: applied_at
  T: { at: dayStart(campaign_day), plan: back }
params:
  low_value: { title: *t, money: 50.00 }
  share: { title: *t, percent: 20 }
  slot: { title: *t, clock: 12:30 }
  refund_sla: { title: *t, duration: { by: reason, quality: 24h, else: 48h } }
launch:
  order_no: { title: *t, type: order }
  after_sale_no: { title: *t, type: text, required: false }
  sku: { title: *t, type: sku }
  reason: { title: *t, type: enum, of: [quality, dislike] }
  item_paid: { title: *t, type: money, above: 0, max: 9999.99, from: order.paid }
  applied_at: { title: *t, type: datetime }
  campaign_day: { title: *t, type: date }
  goodwill: { title: *t, type: bool, preset: false }`

/** The only step of a playbook with that head. */
export const step = (more: string, id = 'work'): StepPlan | undefined =>
  planOf(playbook({ head, steps: `- { task: ${id}, title: *t, hint: *t, role: operator, ${more} }` })).steps[0]
