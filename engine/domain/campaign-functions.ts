import { bestSegment } from './best-segment.ts'
import { campaignEntries } from './campaign-entries.ts'
import { campaignPrices } from './campaign-prices.ts'
import { define } from './function-definition.ts'
import type { DomainFunction } from './function-definition.ts'
import { livePrices } from './live-prices.ts'
import { showOrder } from './show-order.ts'
import { stockPlan } from './stock-plan.ts'

const sku = { name: 'sku', type: 'text', optional: true } as const
const campaignPrice = { name: 'campaign_price', type: 'money', optional: true } as const
const listPrice = { name: 'list_price', type: 'money', optional: true } as const

/** Rows of a campaign or a stream worked out at once; what is not typed yet is null, never an error: B2, B5. */
export const campaignFunctions: readonly DomainFunction[] = [
  define({
    name: 'campaignEntries',
    rule: 'R-ELIG',
    parameters: [
      {
        name: 'goods',
        type: 'list',
        optional: true,
        fields: [
          sku,
          listPrice,
          campaignPrice,
          { name: 'lowest_30d', type: 'money', optional: true },
          { name: 'sales_history', type: 'int', optional: true },
        ],
      },
      { name: 'priced', type: 'list', optional: true, fields: [sku, campaignPrice] },
      { name: 'product', type: 'any', optional: true },
      { name: 'least_sales', type: 'int' },
    ],
    returns: 'list',
    run: (v) => campaignEntries(v.goods ?? [], v.priced ?? [], v.product, v.least_sales),
  }),
  define({
    name: 'campaignPrices',
    rule: 'B2-T2, R-MARGIN',
    parameters: [
      {
        name: 'items',
        type: 'list',
        optional: true,
        fields: [
          sku,
          campaignPrice,
          { name: 'final_price', type: 'money', optional: true },
          { name: 'presale', type: 'bool', optional: true },
        ],
      },
      {
        name: 'goods',
        type: 'list',
        optional: true,
        fields: [sku, listPrice, campaignPrice, { name: 'unit_cost', type: 'money', optional: true }],
      },
      { name: 'presale', type: 'bool' },
      { name: 'presale_off', type: 'money' },
      { name: 'full_cut_threshold', type: 'money' },
      { name: 'full_cut', type: 'money' },
      { name: 'coupon', type: 'money' },
      { name: 'healthy_percent', type: 'percent' },
    ],
    returns: 'list',
    run: (v) =>
      campaignPrices(
        v.items ?? [],
        v.goods ?? [],
        {
          presale: v.presale,
          presaleOff: v.presale_off,
          fullCutThreshold: v.full_cut_threshold,
          fullCut: v.full_cut,
          coupon: v.coupon,
        },
        v.healthy_percent,
      ),
  }),
  define({
    name: 'stockPlan',
    rule: 'bs-stock-plan, R-SAFETY',
    parameters: [
      {
        name: 'goods',
        type: 'list',
        optional: true,
        fields: [
          sku,
          { name: 'forecast_units', type: 'int', optional: true },
          { name: 'daily_avg', type: 'decimal', optional: true },
          { name: 'stock', type: 'int', optional: true },
          { name: 'restock_days', type: 'decimal', optional: true },
        ],
      },
      { name: 'product', type: 'any', optional: true },
      { name: 'restock_days', type: 'decimal' },
      { name: 'buffer_percent', type: 'percent' },
    ],
    returns: 'list',
    run: (v) => stockPlan(v.goods ?? [], v.product, v.restock_days, v.buffer_percent),
  }),
  define({
    name: 'showOrder',
    rule: 'ls-lineup',
    parameters: [{ name: 'items', type: 'list', optional: true }],
    returns: 'list',
    run: (v) => showOrder(v.items ?? []),
  }),
  define({
    name: 'livePrices',
    rule: 'ls-offer, R-MARGIN, R-TRUE-PRICE',
    parameters: [
      {
        name: 'lineup',
        type: 'list',
        optional: true,
        fields: [
          sku,
          listPrice,
          { name: 'live_price', type: 'money', optional: true },
          { name: 'unit_cost', type: 'money', optional: true },
        ],
      },
      {
        name: 'offers',
        type: 'list',
        optional: true,
        fields: [
          sku,
          { name: 'anchor_price', type: 'money', optional: true },
          { name: 'coupon', type: 'money', optional: true },
        ],
      },
      { name: 'healthy_percent', type: 'percent' },
    ],
    returns: 'list',
    run: (v) => livePrices(v.lineup ?? [], v.offers ?? [], v.healthy_percent),
  }),
  define({
    name: 'bestSegment',
    rule: 'ls-extend',
    parameters: [
      {
        name: 'segments',
        type: 'list',
        optional: true,
        fields: [
          { name: 'item', type: 'map', optional: true, fields: [sku] },
          { name: 'clicks', type: 'int', optional: true },
          { name: 'orders', type: 'int', optional: true },
        ],
      },
    ],
    returns: 'text',
    nullable: true,
    run: (v) => bestSegment(v.segments ?? []),
  }),
]
