export const supplyModes = ['own', 'dropship'] as const
export type SupplyMode = (typeof supplyModes)[number]

/** R-STOCK-ALERT: the least alert level of an item: for drop-shipped goods never below the platform's minimum (≥ 50), for own stock as set. */
export function minimumAlertLevel(supplyMode: SupplyMode, alertLevel: number, dropshipMinimum: number): number {
  return supplyMode === 'dropship' ? Math.max(alertLevel, dropshipMinimum) : alertLevel
}

/** R-STOCK-ALERT: pieces below which an item alarms: max(safety stock, alert level). */
export function alertThreshold(safetyUnits: number, alertLevel: number): number {
  return Math.max(safetyUnits, alertLevel)
}

/** R-STOCK-ALERT: alarm when available < max(safety stock, alert level), strictly. */
export function stockAlert(available: number, safetyUnits: number, alertLevel: number): boolean {
  return available < alertThreshold(safetyUnits, alertLevel)
}
