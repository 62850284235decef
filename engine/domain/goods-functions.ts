import { budgetSplit } from './budget-split.ts'
import { campaignEligibility } from './eligibility.ts'
import { freightFee } from './freight-fee.ts'
import { define } from './function-definition.ts'
import type { DomainFunction } from './function-definition.ts'
import { grossMargin, marginApprovers, marginHealthy } from './gross-margin.ts'
import { priceStack } from './price-stack.ts'
import { quantityToBuy, safetyStock, safetyStockFromSales } from './safety-stock.ts'
import { skuSpread } from './sku-spread.ts'
import { slowMover } from './slow-mover.ts'
import { alertThreshold, minimumAlertLevel, stockAlert, supplyModes } from './stock-alert.ts'
import { trialPrice } from './trial-price.ts'
import { turnoverDays, turnsSlowerThan } from './turnover.ts'

const priceAndCost = [
  { name: 'price', type: 'money' },
  { name: 'unit_cost', type: 'money' },
  { name: 'healthy_percent', type: 'percent' },
] as const

/** Stock and supply: R-SAFETY, R-STOCK-ALERT, R-SLOW, R-TURN, freight. */
export const stockFunctions: readonly DomainFunction[] = [
  define({
    name: 'safetyStock',
    rule: 'R-SAFETY',
    parameters: [
      { name: 'average_daily_sales', type: 'decimal' },
      { name: 'replenishment_days', type: 'decimal' },
      { name: 'buffer_percent', type: 'percent' },
    ],
    returns: 'int',
    run: (v) => safetyStock(v.average_daily_sales, v.replenishment_days, v.buffer_percent),
  }),
  define({
    name: 'safetyStockFromSales',
    rule: 'R-SAFETY',
    parameters: [
      { name: 'quantity', type: 'int' },
      { name: 'over_days', type: 'int' },
      { name: 'replenishment_days', type: 'decimal' },
      { name: 'buffer_percent', type: 'percent' },
    ],
    returns: 'int',
    run: (v) => safetyStockFromSales(v.quantity, v.over_days, v.replenishment_days, v.buffer_percent),
  }),
  define({
    name: 'quantityToBuy',
    rule: 'bs-stock-plan',
    parameters: [
      { name: 'forecast_units', type: 'int' },
      { name: 'safety_stock', type: 'int' },
      { name: 'on_hand', type: 'int' },
    ],
    returns: 'int',
    run: (v) => quantityToBuy(v.forecast_units, v.safety_stock, v.on_hand),
  }),
  define({
    name: 'minimumAlertLevel',
    rule: 'R-STOCK-ALERT',
    parameters: [
      { name: 'supply_mode', type: 'text', of: supplyModes },
      { name: 'alert_level', type: 'int' },
      { name: 'dropship_minimum', type: 'int' },
    ],
    returns: 'int',
    run: (v) => minimumAlertLevel(v.supply_mode, v.alert_level, v.dropship_minimum),
  }),
  define({
    name: 'alertThreshold',
    rule: 'R-STOCK-ALERT',
    parameters: [
      { name: 'safety_stock', type: 'int' },
      { name: 'alert_level', type: 'int' },
    ],
    returns: 'int',
    run: (v) => alertThreshold(v.safety_stock, v.alert_level),
  }),
  define({
    name: 'stockAlert',
    rule: 'R-STOCK-ALERT',
    parameters: [
      { name: 'available', type: 'int' },
      { name: 'safety_stock', type: 'int' },
      { name: 'alert_level', type: 'int' },
    ],
    returns: 'bool',
    run: (v) => stockAlert(v.available, v.safety_stock, v.alert_level),
  }),
  define({
    name: 'slowMover',
    rule: 'R-SLOW',
    parameters: [
      { name: 'sales_7d', type: 'int' },
      { name: 'stock_value', type: 'money', optional: true },
      { name: 'average_daily_sales_value', type: 'money', optional: true },
      { name: 'sales_below', type: 'int' },
      { name: 'turnover_above_days', type: 'int' },
    ],
    returns: 'bool',
    run: (v) => {
      const known = v.stock_value !== null && v.average_daily_sales_value !== null
      const value = known ? { stock: v.stock_value ?? 0, averageDailySales: v.average_daily_sales_value ?? 0 } : null
      return slowMover(v.sales_7d, value, { salesBelow: v.sales_below, turnoverAboveDays: v.turnover_above_days })
    },
  }),
  define({
    name: 'turnoverDays',
    rule: 'R-TURN',
    parameters: [
      { name: 'stock_value', type: 'money' },
      { name: 'average_daily_sales_value', type: 'money' },
    ],
    returns: 'decimal',
    nullable: true,
    run: (v) => turnoverDays(v.stock_value, v.average_daily_sales_value),
  }),
  define({
    name: 'turnsSlowerThan',
    rule: 'R-TURN',
    parameters: [
      { name: 'stock_value', type: 'money' },
      { name: 'average_daily_sales_value', type: 'money' },
      { name: 'days', type: 'int' },
    ],
    returns: 'bool',
    run: (v) => turnsSlowerThan(v.stock_value, v.average_daily_sales_value, v.days),
  }),
  define({
    name: 'freightFee',
    rule: 'np-logistics',
    parameters: [
      { name: 'weight_kg', type: 'decimal' },
      { name: 'first_kg', type: 'decimal' },
      { name: 'first_fee', type: 'money' },
      { name: 'extra_fee_per_kg', type: 'money' },
    ],
    returns: 'money',
    run: (v) => freightFee(v.weight_kg, v.first_kg, v.first_fee, v.extra_fee_per_kg),
  }),
]

/** Prices and offers: R-MARGIN, R-ELIG, B1-T1, B2-T1, B2-T2. */
export const priceFunctions: readonly DomainFunction[] = [
  define({
    name: 'grossMargin',
    rule: 'R-MARGIN',
    parameters: [priceAndCost[0], priceAndCost[1]],
    returns: 'percent',
    run: (v) => grossMargin(v.price, v.unit_cost),
  }),
  define({
    name: 'marginHealthy',
    rule: 'R-MARGIN',
    parameters: priceAndCost,
    returns: 'bool',
    run: (v) => marginHealthy(v.price, v.unit_cost, v.healthy_percent),
  }),
  define({
    name: 'marginApprovers',
    rule: 'R-MARGIN',
    parameters: [...priceAndCost, { name: 'big_sale', type: 'bool' }],
    returns: 'list',
    run: (v) => marginApprovers(v.price, v.unit_cost, v.healthy_percent, v.big_sale),
  }),
  define({
    name: 'trialPrice',
    rule: 'B1-T1',
    parameters: [
      { name: 'industry_avg_price', type: 'money' },
      { name: 'trial_off_percent', type: 'percent' },
    ],
    returns: 'money',
    run: (v) => trialPrice(v.industry_avg_price, v.trial_off_percent),
  }),
  define({
    name: 'skuSpread',
    rule: 'B1-T1',
    parameters: [
      {
        name: 'sku_prices',
        type: 'list',
        fields: [
          { name: 'price', type: 'money' },
          { name: 'stock', type: 'int' },
        ],
      },
      { name: 'most_ratio', type: 'decimal' },
    ],
    returns: 'map',
    members: ['cheapest_in_stock', 'within_ratio', 'lowest', 'highest'],
    run: (v) => skuSpread(v.sku_prices, v.most_ratio),
  }),
  define({
    name: 'priceStack',
    rule: 'B2-T2',
    parameters: [
      { name: 'campaign_price', type: 'money' },
      { name: 'presale', type: 'bool' },
      { name: 'presale_off', type: 'money' },
      { name: 'full_cut_threshold', type: 'money' },
      { name: 'full_cut', type: 'money' },
      { name: 'coupon', type: 'money' },
    ],
    returns: 'map',
    members: ['final_price', 'presale_off', 'full_cut', 'coupon'],
    run: (v) =>
      priceStack(v.campaign_price, {
        presale: v.presale,
        presaleOff: v.presale_off,
        fullCutThreshold: v.full_cut_threshold,
        fullCut: v.full_cut,
        coupon: v.coupon,
      }),
  }),
  define({
    name: 'campaignEligibility',
    rule: 'R-ELIG',
    parameters: [
      { name: 'campaign_price', type: 'money' },
      { name: 'lowest_30d', type: 'money', optional: true },
      { name: 'sales_history', type: 'int' },
      { name: 'least_sales', type: 'int' },
    ],
    returns: 'map',
    members: ['eligible', 'price_ok', 'sales_ok'],
    run: (v) => campaignEligibility(v.campaign_price, v.lowest_30d, v.sales_history, v.least_sales),
  }),
  define({
    name: 'budgetSplit',
    rule: 'B2-T1',
    parameters: [
      { name: 'total', type: 'money' },
      { name: 'warm_up_percent', type: 'percent' },
      { name: 'burst_percent', type: 'percent' },
      { name: 'after_heat_percent', type: 'percent' },
    ],
    returns: 'map',
    members: ['warm_up', 'burst', 'after_heat'],
    run: (v) => budgetSplit(v.total, v.warm_up_percent, v.burst_percent, v.after_heat_percent),
  }),
]
