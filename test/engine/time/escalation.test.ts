import { describe, expect, it } from 'vitest'
import { ladder } from '#engine/time/escalation.ts'
import { msOf, toIso } from '#engine/time/instant.ts'
import { isLateStart, lateStartDue } from '#engine/time/late-start.ts'

const at = (local: string): string => toIso(msOf(`${local.replace(' ', 'T')}:00+08:00`))
const minute = 60_000

describe('R-ESC.n ladder', () => {
  it('climbs the 1 h clock of a platform complaint (B4-T2, SC-06)', () => {
    const t0 = at('2027-03-12 15:00')
    expect(ladder({ clockBaseAt: t0, openedAt: t0, dueAt: at('2027-03-12 16:00') })).toEqual({
      remindAt: at('2027-03-12 15:48'),
      overdueAt: at('2027-03-12 16:00'),
      reassignAt: at('2027-03-12 16:30'),
      notifyAt: at('2027-03-12 17:00'),
      gapMs: 30 * minute,
    })
  })

  it('climbs the 24 h clock (B4-T2)', () => {
    const t0 = at('2027-03-12 00:00')
    expect(ladder({ clockBaseAt: t0, openedAt: t0, dueAt: at('2027-03-13 00:00') })).toEqual({
      remindAt: at('2027-03-12 19:12'),
      overdueAt: at('2027-03-13 00:00'),
      reassignAt: at('2027-03-13 12:00'),
      notifyAt: at('2027-03-14 00:00'),
      gapMs: 12 * 60 * minute,
    })
  })

  it('reminds the second approver after 96 of 120 minutes (SC-02)', () => {
    const opened = at('2027-03-10 11:00')
    const rungs = ladder({ clockBaseAt: opened, openedAt: opened, dueAt: at('2027-03-10 13:00') })
    expect(rungs.remindAt).toBe(at('2027-03-10 12:36'))
    expect(rungs.overdueAt).toBe(at('2027-03-10 13:00'))
  })

  it.each([
    [10, 15],
    [29, 15],
    [30, 15],
    [32, 16],
    [48 * 60 - 2, 24 * 60 - 1],
    [48 * 60, 24 * 60],
    [21 * 24 * 60, 24 * 60],
  ])('allowed %i min: a gap of %i min', (allowed, gap) => {
    const base = at('2027-03-12 15:00')
    const due = toIso(msOf(base) + allowed * minute)
    expect(ladder({ clockBaseAt: base, openedAt: base, dueAt: due }).gapMs).toBe(gap * minute)
  })

  it('counts from the clock base even when the step opens later, and never reminds before it is open', () => {
    const rungs = ladder({
      clockBaseAt: at('2027-03-12 15:00'),
      openedAt: at('2027-03-12 15:55'),
      dueAt: at('2027-03-12 16:00'),
    })
    expect(rungs.remindAt).toBe(at('2027-03-12 15:55'))
    expect(rungs.gapMs).toBe(30 * minute)
  })

  it.each(['2027-03-12 16:00', '2027-03-12 16:45'])(
    'is overdue at once when it opens at or after its due: %s (R-ESC.0)',
    (openedText) => {
      const openedAt = at(openedText)
      expect(ladder({ clockBaseAt: at('2027-03-12 15:00'), openedAt, dueAt: at('2027-03-12 16:00') })).toEqual({
        remindAt: null,
        overdueAt: openedAt,
        reassignAt: toIso(msOf(openedAt) + 15 * minute),
        notifyAt: toIso(msOf(openedAt) + 30 * minute),
        gapMs: 15 * minute,
      })
    },
  )

  it('only alerts for a live step, two minutes after its due', () => {
    const S = at('2027-03-20 20:15')
    expect(ladder({ clockBaseAt: S, openedAt: S, dueAt: S, live: true })).toEqual({
      remindAt: null,
      overdueAt: at('2027-03-20 20:17'),
      reassignAt: null,
      notifyAt: null,
      gapMs: 0,
    })
  })
})

describe('R-LATE', () => {
  it('is late only after the first planned due', () => {
    const first = msOf(at('2027-09-27 18:00'))
    expect(isLateStart(msOf(at('2027-09-27 09:00')), first)).toBe(false)
    expect(isLateStart(first, first)).toBe(false)
    expect(isLateStart(first + 1, first)).toBe(true)
  })

  it.each([
    ['2027-09-27 18:00', '2027-10-21 09:00'], // long past: start + 24 h
    ['2027-10-20 18:00', '2027-10-21 09:00'],
    ['2027-10-21 18:00', '2027-10-21 18:00'], // later than that: stays
    ['2027-11-25 18:00', '2027-11-25 18:00'], // after the sale: stays
  ])('a due of %s becomes %s when the run starts on 10-20 09:00', (due, moved) => {
    expect(lateStartDue(at(due), at('2027-10-20 09:00'), at('2027-11-11 00:00'))).toBe(at(moved))
  })

  it('moves nothing past the anchor', () => {
    expect(lateStartDue(at('2027-09-27 18:00'), at('2027-11-10 12:00'), at('2027-11-11 00:00'))).toBe(
      at('2027-11-11 00:00'),
    )
    expect(lateStartDue(at('2027-11-21 18:00'), at('2027-11-12 12:00'), at('2027-11-11 00:00'))).toBe(
      at('2027-11-21 18:00'),
    )
  })
})
