import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freightFee } from '#engine/domain/freight-fee.ts'
import { quantityToBuy, safetyStock, safetyStockFromSales } from '#engine/domain/safety-stock.ts'
import { slowMover } from '#engine/domain/slow-mover.ts'
import { alertThreshold, minimumAlertLevel, stockAlert } from '#engine/domain/stock-alert.ts'
import { turnoverDays, turnsSlowerThan } from '#engine/domain/turnover.ts'
import { week1Decision } from '#engine/domain/week1-decision.ts'

describe('R-SAFETY', () => {
  it.each([
    [18, 3, 20, 65], // SC-04: 64.8
    [25, 2, 20, 60], // exactly 60 stays 60
    [5, 3, 20, 18],
    [0.1 + 0.2, 10, 0, 3], // 3.0000000000000004 is three
    [0.7, 10, 0, 7],
    [1.1, 100, 10, 121],
    [5 / 7, 7, 20, 6],
    [0, 3, 20, 0],
    [0.01, 1, 0, 1],
  ])('%f a day for %i days with %i %% buffer is %i', (average, days, buffer, pieces) => {
    expect(safetyStock(average, days, buffer)).toBe(pieces)
  })

  it.each([
    [5, 7, 7, 20, 6],
    [35, 7, 3, 20, 18],
    [18, 7, 3, 20, 10], // 9.26
    [0, 7, 3, 20, 0],
  ])('%i sold in %i days, %i days of replenishment: %i', (quantity, days, lead, buffer, pieces) => {
    expect(safetyStockFromSales(quantity, days, lead, buffer)).toBe(pieces)
  })

  it('refuses an average over no days', () => {
    expect(() => safetyStockFromSales(5, 0, 3, 20)).toThrow(/at least one day/)
  })

  it('buys what forecast and safety need beyond the stock', () => {
    expect(quantityToBuy(900, 65, 240)).toBe(725) // SC-04
    expect(quantityToBuy(100, 10, 200)).toBe(0)
  })
})

describe('R-STOCK-ALERT', () => {
  it.each([
    [64, 65, 0, true],
    [65, 65, 0, false], // strictly below
    [49, 10, 50, true],
    [50, 10, 50, false],
    [0, 0, 0, false],
    [-1, 0, 0, true], // oversold
  ])('%i available, safety %i, level %i: alarm %s', (available, safety, level, alarm) => {
    expect(stockAlert(available, safety, level)).toBe(alarm)
  })

  it('takes the larger of safety stock and alert level', () => {
    expect(alertThreshold(65, 50)).toBe(65)
    expect(alertThreshold(10, 50)).toBe(50)
  })

  it('keeps drop-shipped goods at the platform minimum or above', () => {
    expect(minimumAlertLevel('dropship', 20, 50)).toBe(50)
    expect(minimumAlertLevel('dropship', 80, 50)).toBe(80)
    expect(minimumAlertLevel('own', 0, 50)).toBe(0)
  })
})

describe('R-SLOW and R-TURN', () => {
  const limits = { salesBelow: 5, turnoverAboveDays: 60 }

  it.each([
    [4, null, true],
    [5, null, false],
    [100, { stock: 60_00, averageDailySales: 1_00 }, false], // exactly 60 days
    [100, { stock: 60_01, averageDailySales: 1_00 }, true],
    [100, { stock: 1, averageDailySales: 0 }, true], // never turns
    [100, { stock: 0, averageDailySales: 0 }, false],
    [4, { stock: 0, averageDailySales: 1_00 }, true],
  ])('%i sold in 7 days, value %j: slow %s', (sales, value, slow) => {
    expect(slowMover(sales, value, limits)).toBe(slow)
  })

  it.each([
    [350_00, 100_00, 3.5],
    [100_00, 30_00, 3.33],
    [200_00, 30_00, 6.67],
    [0, 0, 0],
    [1, 0, null],
  ])('stock worth %i at %i a day turns in %s days', (stock, daily, days) => {
    expect(turnoverDays(stock, daily)).toBe(days)
  })

  it('decides the alarm on whole fen', () => {
    expect(turnsSlowerThan(60_00, 1_00, 60)).toBe(false)
    expect(turnsSlowerThan(60_01, 1_00, 60)).toBe(true)
  })
})

describe('freight by weight', () => {
  it.each([
    [0.3, 5_00],
    [1, 5_00],
    [1.000001, 6_00],
    [1.2, 6_00],
    [2, 6_00],
    [2.1, 7_00],
    [3, 7_00],
    [0.1 + 0.2 + 0.7, 5_00], // 1.0000000000000002 kg is one kilogram
  ])('%f kg cost %i fen', (weight, fee) => {
    expect(freightFee(weight, 1, 5_00, 1_00)).toBe(fee)
  })
})

describe('B1-T2 week-1 decision', () => {
  const week = {
    qty_7d: 35,
    uv: 1000,
    target_uv: 1000,
    pay_cvr: 3,
    industry_cvr: 3,
    available: 100,
    lead_days: 3,
    alert_level: 0,
  }

  it.each([
    [{ qty_7d: 4, uv: 999, pay_cvr: 1 }, ['D1'], ['clear']],
    [{ qty_7d: 4, uv: 1000, pay_cvr: 2.99 }, ['D2'], ['abtest']], // not cleared while D2 holds
    [{ qty_7d: 4, uv: 1000, pay_cvr: 3 }, ['D1'], ['clear']], // not below industry
    [{ qty_7d: 5, uv: 999, pay_cvr: 1 }, ['D3'], ['grow']],
    [{ qty_7d: 5, uv: 1000, pay_cvr: 2.99 }, ['D2', 'D3'], ['abtest', 'grow']],
    [{ qty_7d: 0, uv: 0, pay_cvr: 0 }, ['D1'], ['clear']],
    [{ qty_7d: 4, pay_cvr: 0.1 + 0.2, industry_cvr: 0.3 }, ['D1'], ['clear']],
  ])('%j gives %j', (change, codes, decisions) => {
    const decision = week1Decision({ ...week, ...change }, 5, 20)
    expect(decision.codes).toEqual(codes)
    expect(decision.decisions).toEqual(decisions)
  })

  it.each([
    // 35 sold: safety 18; below the level reorder up to twice the level.
    [{ available: 18 }, 18, 18, 0],
    [{ available: 17 }, 18, 18, 19],
    [{ available: 0 }, 18, 18, 36],
    [{ available: 49, alert_level: 50 }, 18, 50, 51],
    [{ available: 50, alert_level: 50 }, 18, 50, 0],
    [{ available: 0, qty_7d: 4 }, 3, 3, 0], // D1: nothing is reordered
  ])('%j: safety %i, level %i, reorder %i', (change, safety, level, reorder) => {
    const decision = week1Decision({ ...week, ...change }, 5, 20)
    expect([decision.safety_stock, decision.stock_level, decision.reorder_qty]).toEqual([safety, level, reorder])
  })

  it('always decides something, and D1 excludes the others', () => {
    const whole = fc.integer({ min: 0, max: 50 })
    fc.assert(
      fc.property(whole, whole, whole, whole, (qty, uv, cvr, available) => {
        const given = { ...week, qty_7d: qty, uv, target_uv: 25, pay_cvr: cvr, industry_cvr: 25, available }
        const { codes } = week1Decision(given, 5, 20)
        expect(codes.length).toBeGreaterThan(0)
        expect(codes.includes('D1')).toBe(codes.length === 1 && codes[0] === 'D1')
      }),
    )
  })
})
