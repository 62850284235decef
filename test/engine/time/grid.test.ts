import { describe, expect, it } from 'vitest'
import { dailyGrid, evenGrid, nextGridMs, reminderGrid, segmentSlotMinutes, segmentSlots } from '#engine/time/grid.ts'
import { msOf, toIso } from '#engine/time/instant.ts'
import type { Parsed } from '#engine/time/parsed.ts'

const minute = 60_000
const hour = 60 * minute
const ms = (local: string): number => msOf(`${local.replace(' ', 'T')}:00+08:00`)
const clocks = (grid: Parsed<number[]>): string[] =>
  grid.ok
    ? grid.value.map((at) =>
        toIso(at + 8 * hour)
          .slice(5, 16)
          .replace('T', ' '),
      )
    : [grid.refusal.code]

describe('daily grids', () => {
  it('runs the warm-up check 14 times, 10-28 to 11-10 (SC-04)', () => {
    const grid = clocks(dailyGrid('2027-10-28', '2027-11-10', '10:00', 'Asia/Shanghai'))
    expect(grid.length).toBe(14)
    expect([grid[0], grid[13]]).toEqual(['10-28 10:00', '11-10 10:00'])
  })

  it('runs the first week 7 times (SC-03) and a stream warm-up 4 times (SC-05)', () => {
    expect(clocks(dailyGrid('2027-03-19', '2027-03-25', '10:00', 'Asia/Shanghai')).length).toBe(7)
    expect(clocks(dailyGrid('2027-03-17', '2027-03-20', '10:00', 'Asia/Shanghai'))).toEqual([
      '03-17 10:00',
      '03-18 10:00',
      '03-19 10:00',
      '03-20 10:00',
    ])
  })

  it('is empty when it ends before it begins and refused when endless', () => {
    expect(clocks(dailyGrid('2027-03-20', '2027-03-19', '10:00', 'Asia/Shanghai'))).toEqual([])
    expect(clocks(dailyGrid('2027-03-20', '2047-03-20', '10:00', 'Asia/Shanghai'))).toEqual(['GRID_TOO_LARGE'])
  })
})

describe('even grids', () => {
  const T = ms('2027-11-11 00:00')

  it('reads the burst 6 times in 3 hours and 21 times until the next midnight (SC-04)', () => {
    expect(clocks(evenGrid({ fromMs: T + 30 * minute, everyMs: 30 * minute, throughMs: T + 3 * hour }))).toEqual([
      '11-11 00:30',
      '11-11 01:00',
      '11-11 01:30',
      '11-11 02:00',
      '11-11 02:30',
      '11-11 03:00',
    ])
    const day = clocks(evenGrid({ fromMs: T + 4 * hour, everyMs: hour, throughMs: T + 24 * hour }))
    expect(day.length).toBe(21)
    expect([day[0], day[20]]).toEqual(['11-11 04:00', '11-12 00:00'])
  })

  it('leaves the end out or takes it in', () => {
    expect(clocks(evenGrid({ fromMs: T, everyMs: hour, beforeMs: T + 2 * hour })).length).toBe(2)
    expect(clocks(evenGrid({ fromMs: T, everyMs: hour, throughMs: T + 2 * hour })).length).toBe(3)
    expect(clocks(evenGrid({ fromMs: T, everyMs: hour, throughMs: T })).length).toBe(1)
    expect(clocks(evenGrid({ fromMs: T, everyMs: hour, beforeMs: T }))).toEqual([])
    expect(clocks(evenGrid({ fromMs: T, everyMs: hour, throughMs: T - hour }))).toEqual([])
  })

  it('refuses steps that never end and grids too large to run', () => {
    expect(clocks(evenGrid({ fromMs: T, everyMs: 0, throughMs: T }))).toEqual(['INVALID_DURATION'])
    expect(clocks(evenGrid({ fromMs: T, everyMs: NaN, throughMs: T }))).toEqual(['INVALID_DURATION'])
    expect(clocks(evenGrid({ fromMs: T, everyMs: 1000, throughMs: T + hour }))).toEqual(['GRID_TOO_LARGE'])
  })

  it.each([
    ['2027-03-12 14:59', '2027-03-12 15:00'],
    ['2027-03-12 15:00', '2027-03-12 17:00'],
    ['2027-03-12 16:59', '2027-03-12 17:00'],
    ['2027-03-12 17:00', '2027-03-12 19:00'],
  ])('an endless grid every 2 hours after %s goes on at %s', (after, next) => {
    expect(nextGridMs(ms('2027-03-12 15:00'), 2 * hour, ms(after))).toBe(ms(next))
  })
})

describe('livestream', () => {
  const S = ms('2027-03-20 20:00')

  it('reminds 7 times in two hours, never at the end (SC-05)', () => {
    expect(clocks(reminderGrid(S, S + 120 * minute, 15 * minute))).toEqual([
      '03-20 20:15',
      '03-20 20:30',
      '03-20 20:45',
      '03-20 21:00',
      '03-20 21:15',
      '03-20 21:30',
      '03-20 21:45',
    ])
  })

  it.each([
    [90, 5],
    [91, 6],
    [15, 0],
    [16, 1],
    [30, 1],
    [480, 31],
  ])('a stream of %i minutes has %i reminders', (duration, count) => {
    expect(clocks(reminderGrid(S, S + duration * minute, 15 * minute)).length).toBe(count)
  })

  const frame = { openingMinutes: 5, closingMinutes: 10 }

  it('gives 7 items 15 minutes each from S+5 (SC-05)', () => {
    const plan = segmentSlots(S, 120, 7, frame)
    if (!plan.ok) throw new Error(plan.refusal.message)
    expect(plan.value.slotMinutes).toBe(15)
    const starts = plan.value.slots.map((slot) => slot.startMs)
    expect(clocks({ ok: true, value: starts })).toEqual([
      '03-20 20:05',
      '03-20 20:20',
      '03-20 20:35',
      '03-20 20:50',
      '03-20 21:05',
      '03-20 21:20',
      '03-20 21:35',
    ])
    expect(plan.value.slots[6]?.endMs).toBe(ms('2027-03-20 21:50'))
  })

  it.each([
    [120, 8, 13],
    [120, 105, 1],
    [120, 106, 0],
    [30, 1, 15],
    [120, 0, 0],
    [10, 1, 0],
  ])('%i minutes for %i items: %i each', (duration, items, slot) => {
    expect(segmentSlotMinutes(duration, items, frame)).toBe(slot)
  })

  it('refuses more items than minutes', () => {
    expect(segmentSlots(S, 30, 16, frame)).toMatchObject({ ok: false, refusal: { code: 'NO_ROOM_FOR_SEGMENTS' } })
    expect(segmentSlots(S, 30, 0, frame)).toEqual({ ok: true, value: { slotMinutes: 0, slots: [] } })
  })
})
