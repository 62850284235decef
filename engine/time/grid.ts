import { clockMs } from './clock.ts'
import type { Clock } from './clock.ts'
import { dayNumber } from './day.ts'
import type { Day } from './day.ts'
import { accept, refuse } from './parsed.ts'
import type { Parsed } from './parsed.ts'
import { msAtLocal } from './zone.ts'

/** The most repetitions one grid may have. */
export const largestGrid = 2000

const minuteMs = 60_000

/**
 * Daily repeats at a clock from one local day through another (bs-warmup-daily: 10:00, T−14d … T−1d), in epoch ms;
 * none when `throughDay` is earlier. Errors: GRID_TOO_LARGE.
 */
export function dailyGrid(fromDay: Day, throughDay: Day, clock: Clock, zone: string): Parsed<number[]> {
  const first = dayNumber(fromDay)
  const count = dayNumber(throughDay) - first + 1
  if (count > largestGrid) return tooLarge(count)
  const grid: number[] = []
  for (let at = 0; at < count; at += 1) grid.push(msAtLocal(first + at, clockMs(clock), zone))
  return accept(grid)
}

/** A grid of equal steps from `fromMs` on: to an end that is itself left out (`beforeMs`) or taken in (`throughMs`). */
export type EvenGrid = { fromMs: number; everyMs: number } & ({ beforeMs: number } | { throughMs: number })

/**
 * Instants (epoch ms) of an even grid, the first at `fromMs` (bs-burst-3h: every 30 min from T+30 min through T+3 h → 6).
 * Errors: INVALID_DURATION (step of zero or less), GRID_TOO_LARGE.
 */
export function evenGrid(grid: EvenGrid): Parsed<number[]> {
  if (!(grid.everyMs > 0)) {
    return refuse('INVALID_DURATION', `A grid every ${grid.everyMs} ms never ends; give a positive step.`, {
      everyMs: grid.everyMs,
    })
  }
  const lastMs = 'throughMs' in grid ? grid.throughMs : grid.beforeMs - 1
  const count = Math.max(0, Math.floor((lastMs - grid.fromMs) / grid.everyMs) + 1)
  if (count > largestGrid) return tooLarge(count)
  return accept(Array.from({ length: count }, (_, at) => grid.fromMs + at * grid.everyMs))
}

/**
 * Offer reminders of a stream (ls-reminder): S + 15k min, k ≥ 1, while before the end; the one at the end is not issued.
 * 120 min → 7, stopped at exactly 90 min → 5. All in epoch ms. Errors as `evenGrid`.
 */
export function reminderGrid(startMs: number, endMs: number, everyMs: number): Parsed<number[]> {
  return evenGrid({ fromMs: startMs + everyMs, everyMs, beforeMs: endMs })
}

/** First instant of an endless grid (`fromMs` + k × `everyMs`, k ≥ 0) that lies after `afterMs` (ce-crisis-watch, ce-platform-sync). */
export function nextGridMs(fromMs: number, everyMs: number, afterMs: number): number {
  if (afterMs < fromMs) return fromMs
  return fromMs + (Math.floor((afterMs - fromMs) / everyMs) + 1) * everyMs
}

/** How a stream's minutes are shared out: opening, equal slots, closing. */
export interface SegmentPlan {
  slotMinutes: number
  slots: { startMs: number; endMs: number }[]
}

/** Minutes of a stream that belong to opening and closing (ls-segment: 5 and 10). */
export interface StreamFrame {
  openingMinutes: number
  closingMinutes: number
}

/** The frame of ls-segment: 5 minutes of opening, 10 of closing. */
export const catalogueFrame: StreamFrame = Object.freeze({ openingMinutes: 5, closingMinutes: 10 })

/** Whole minutes per item: floor((D − opening − closing) / n), 0 without items or room (ls-segment). */
export function segmentSlotMinutes(durationMinutes: number, items: number, frame: StreamFrame): number {
  if (items < 1) return 0
  const free = durationMinutes - frame.openingMinutes - frame.closingMinutes
  return Math.max(0, Math.floor(free / items))
}

/**
 * Item slots of a stream, one after another from the end of the opening (SC-05: 120 min, 7 items → 15 min from S+5).
 * Errors: NO_ROOM_FOR_SEGMENTS when an item would get less than a minute.
 */
export function segmentSlots(
  startMs: number,
  durationMinutes: number,
  items: number,
  frame: StreamFrame,
): Parsed<SegmentPlan> {
  const slotMinutes = segmentSlotMinutes(durationMinutes, items, frame)
  if (items > 0 && slotMinutes < 1) {
    return refuse(
      'NO_ROOM_FOR_SEGMENTS',
      `${items} items do not fit into ${durationMinutes} minutes; stream longer or take items out.`,
      { items, durationMinutes },
    )
  }
  const firstMs = startMs + frame.openingMinutes * minuteMs
  const slots = Array.from({ length: items }, (_, at) => ({
    startMs: firstMs + at * slotMinutes * minuteMs,
    endMs: firstMs + (at + 1) * slotMinutes * minuteMs,
  }))
  return accept({ slotMinutes, slots })
}

function tooLarge(count: number): Parsed<never> {
  return refuse('GRID_TOO_LARGE', `A grid of ${count} repetitions is more than ${largestGrid}; widen its step.`, {
    count,
    most: largestGrid,
  })
}
