import { define } from './function-definition.ts'
import type { DomainFunction } from './function-definition.ts'
import { gmv, gmvMatches } from './gmv.ts'
import { averageOrderValue, returnOnSpend, returnOnSpendAtLeast, uvValue } from './kpi.ts'
import { rfmGroup } from './rfm.ts'
import { shareAtLeast, shareExceeds, shareOf } from './share.ts'
import { underPerformance } from './under-performance.ts'
import { week1Decision } from './week1-decision.ts'

const partAndWhole = [
  { name: 'part', type: 'decimal' },
  { name: 'whole', type: 'decimal' },
  { name: 'percent', type: 'percent' },
] as const

const traffic = [
  { name: 'uv', type: 'int' },
  { name: 'cvr', type: 'percent' },
  { name: 'aov', type: 'money' },
] as const

/** Figures and what follows from them: R-GMV, shares, KPIs, RFM, B1-T2, B2-T4. */
export const figureFunctions: readonly DomainFunction[] = [
  define({
    name: 'shareOf',
    rule: '0.2',
    parameters: [partAndWhole[0], partAndWhole[1]],
    returns: 'percent',
    run: (v) => shareOf(v.part, v.whole),
  }),
  define({
    name: 'shareExceeds',
    rule: '0.2',
    parameters: partAndWhole,
    returns: 'bool',
    run: (v) => shareExceeds(v.part, v.whole, v.percent),
  }),
  define({
    name: 'shareAtLeast',
    rule: '0.2',
    parameters: partAndWhole,
    returns: 'bool',
    run: (v) => shareAtLeast(v.part, v.whole, v.percent),
  }),
  define({
    name: 'gmv',
    rule: 'R-GMV',
    parameters: traffic,
    returns: 'money',
    run: (v) => gmv(v.uv, v.cvr, v.aov),
  }),
  define({
    name: 'gmvMatches',
    rule: 'R-GMV',
    parameters: [...traffic, { name: 'target_gmv', type: 'money' }, { name: 'tolerance_percent', type: 'percent' }],
    returns: 'bool',
    run: (v) => gmvMatches(v.uv, v.cvr, v.aov, v.target_gmv, v.tolerance_percent),
  }),
  define({
    name: 'uvValue',
    rule: 'D.15',
    parameters: [
      { name: 'gmv', type: 'money' },
      { name: 'uv', type: 'int' },
    ],
    returns: 'money',
    run: (v) => uvValue(v.gmv, v.uv),
  }),
  define({
    name: 'averageOrderValue',
    rule: 'D.15',
    parameters: [
      { name: 'gmv', type: 'money' },
      { name: 'payers', type: 'int' },
    ],
    returns: 'money',
    run: (v) => averageOrderValue(v.gmv, v.payers),
  }),
  define({
    name: 'returnOnSpend',
    rule: 'D.15',
    parameters: [
      { name: 'gmv', type: 'money' },
      { name: 'spend', type: 'money' },
    ],
    returns: 'decimal',
    run: (v) => returnOnSpend(v.gmv, v.spend),
  }),
  define({
    name: 'returnOnSpendAtLeast',
    rule: 'D.15',
    parameters: [
      { name: 'gmv', type: 'money' },
      { name: 'spend', type: 'money' },
      { name: 'line', type: 'decimal' },
    ],
    returns: 'bool',
    run: (v) => returnOnSpendAtLeast(v.gmv, v.spend, v.line),
  }),
  define({
    name: 'rfmGroup',
    rule: 'rfm.key, rfm.potential',
    parameters: [
      { name: 'buys_30d', type: 'int' },
      { name: 'spend_30d', type: 'money' },
      { name: 'key_buys', type: 'int' },
      { name: 'key_spend', type: 'money' },
      { name: 'potential_buys', type: 'int' },
      { name: 'potential_spend', type: 'money' },
    ],
    returns: 'text',
    run: (v) =>
      rfmGroup(
        v.buys_30d,
        v.spend_30d,
        { buys: v.key_buys, spend: v.key_spend },
        { buys: v.potential_buys, spend: v.potential_spend },
      ),
  }),
  define({
    name: 'week1Decision',
    rule: 'B1-T2',
    parameters: [
      {
        name: 'week',
        type: 'map',
        fields: [
          { name: 'qty_7d', type: 'int' },
          { name: 'uv', type: 'int' },
          { name: 'target_uv', type: 'int' },
          { name: 'pay_cvr', type: 'percent' },
          { name: 'industry_cvr', type: 'percent' },
          { name: 'available', type: 'int' },
          { name: 'lead_days', type: 'int' },
          { name: 'alert_level', type: 'int' },
        ],
      },
      { name: 'slow_below', type: 'int' },
      { name: 'buffer_percent', type: 'percent' },
    ],
    returns: 'map',
    members: ['codes', 'decisions', 'safety_stock', 'stock_level', 'reorder_qty'],
    run: (v) => week1Decision(v.week, v.slow_below, v.buffer_percent),
  }),
  define({
    name: 'underPerformance',
    rule: 'B2-T4',
    parameters: [
      {
        name: 'reading',
        type: 'map',
        fields: [
          { name: 'uv', type: 'int' },
          { name: 'planned_uv', type: 'decimal' },
          { name: 'sources_off_target', type: 'bool', optional: true },
          { name: 'cart_rate', type: 'percent' },
          { name: 'industry_cart_rate', type: 'percent' },
          { name: 'pay_cvr', type: 'percent' },
          { name: 'industry_cvr', type: 'percent' },
          { name: 'items_with_sales', type: 'int', optional: true },
          { name: 'items_on_sale', type: 'int', optional: true },
          { name: 'active_sku', type: 'percent', optional: true },
        ],
      },
      { name: 'active_percent', type: 'percent' },
    ],
    returns: 'map',
    members: ['traffic', 'conversion', 'goods', 'branches'],
    run: (v) =>
      underPerformance({ ...v.reading, sources_off_target: v.reading.sources_off_target ?? false }, v.active_percent),
  }),
]
