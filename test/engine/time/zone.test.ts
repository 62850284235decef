import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { msOf, toIso } from '#engine/time/instant.ts'
import { dayOf, instantAt, localTimeOf, msAtLocal, offsetMsAt, parseLocalTime, parseZone } from '#engine/time/zone.ts'

const hour = 3_600_000

describe('zones', () => {
  it.each(['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'UTC'])('knows %s', (zone) => {
    expect(parseZone(zone)).toEqual({ ok: true, value: zone })
  })

  it('gives the usual spelling', () => {
    expect(parseZone('asia/shanghai')).toEqual({ ok: true, value: 'Asia/Shanghai' })
  })

  it.each(['Asia/Beijing', 'GMT+8x', 'GMT+8', '+08:00', 'CST', 'Etc/GMT-8', 'Shanghai', '', '__proto__'])(
    'refuses "%s" and says what was probably meant',
    (zone) => {
      const parsed = parseZone(zone)
      expect(parsed.ok ? null : parsed.refusal.code).toBe('UNKNOWN_TIME_ZONE')
      expect(parsed.ok ? '' : parsed.refusal.message).toContain('did you mean Asia/Shanghai?')
    },
  )

  it('throws for an unknown zone in trusted places', () => {
    expect(() => offsetMsAt(0, 'Asia/Beijing')).toThrow(RangeError)
  })
})

describe('local time', () => {
  it.each([
    ['2027-03-10', '10:00', 'Asia/Shanghai', '2027-03-10T02:00:00.000Z'],
    ['2027-03-10', '00:00', 'Asia/Shanghai', '2027-03-09T16:00:00.000Z'],
    ['2027-03-10', '24:00', 'Asia/Shanghai', '2027-03-10T16:00:00.000Z'],
    ['2027-03-13', '10:00', 'America/New_York', '2027-03-13T15:00:00.000Z'],
    ['2027-03-15', '10:00', 'America/New_York', '2027-03-15T14:00:00.000Z'],
    // Skipped: 02:30 becomes 03:30 daylight time. Twice: the first 01:30 is taken.
    ['2027-03-14', '02:30', 'America/New_York', '2027-03-14T07:30:00.000Z'],
    ['2027-11-07', '01:30', 'America/New_York', '2027-11-07T05:30:00.000Z'],
    // Shanghai had daylight time until 1991.
    ['1990-07-01', '12:00', 'Asia/Shanghai', '1990-07-01T03:00:00.000Z'],
  ])('puts %s %s in %s at %s', (day, clock, zone, instant) => {
    expect(instantAt(day, clock, zone)).toBe(instant)
  })

  it('finds the local day on both sides of midnight', () => {
    expect(dayOf('2027-03-09T15:59:59.999Z', 'Asia/Shanghai')).toBe('2027-03-09')
    expect(dayOf('2027-03-09T16:00:00.000Z', 'Asia/Shanghai')).toBe('2027-03-10')
    expect(localTimeOf(msOf('2027-03-10T02:00:00.000Z'), 'Asia/Shanghai').msOfDay).toBe(10 * hour)
  })

  it('reads typed local times strictly', () => {
    expect(parseLocalTime('2027-03-10T10:00', 'Asia/Shanghai')).toEqual({
      ok: true,
      value: '2027-03-10T02:00:00.000Z',
    })
    const missing = parseLocalTime('2027-03-14T02:30', 'America/New_York')
    expect(missing).toMatchObject({
      ok: false,
      refusal: { code: 'LOCAL_TIME_MISSING', facts: { next: '2027-03-14T07:30:00.000Z' } },
    })
    const twice = parseLocalTime('2027-11-07T01:30', 'America/New_York')
    expect(twice).toMatchObject({
      ok: false,
      refusal: {
        code: 'LOCAL_TIME_AMBIGUOUS',
        facts: { both: ['2027-11-07T05:30:00.000Z', '2027-11-07T06:30:00.000Z'] },
      },
    })
    expect(parseLocalTime('2026-02-30T02:30', 'Asia/Shanghai')).toMatchObject({
      refusal: { code: 'INVALID_DATE' },
    })
    expect(parseLocalTime('2026-02-20', 'Asia/Shanghai')).toMatchObject({ refusal: { code: 'INVALID_CLOCK' } })
  })

  it('agrees with the zone database where it does plain arithmetic', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Asia/Shanghai',
      'Asia/Hong_Kong',
      'Asia/Macau',
      'Asia/Taipei',
      'Asia/Singapore',
      'Asia/Tokyo',
    )
    const instants = fc.integer({ min: msOf('1985-01-01T00:00:00Z'), max: msOf('2100-01-01T00:00:00Z') })
    fc.assert(
      fc.property(zones, instants, (zone, ms) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
        expect(offsetMsAt(ms, zone)).toBe(zoned.offsetNanoseconds / 1e6)
      }),
    )
  })

  it('comes back to the same local time through an instant', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'America/Sao_Paulo')
    const instants = fc.integer({ min: msOf('2020-01-01T00:00:00Z'), max: msOf('2035-01-01T00:00:00Z') })
    fc.assert(
      fc.property(zones, instants, (zone, ms) => {
        const local = localTimeOf(ms, zone)
        const back = msAtLocal(local.dayNumber, local.msOfDay, zone)
        expect([ms, ms - hour]).toContain(back)
        expect(localTimeOf(back, zone)).toEqual(local)
        expect(toIso(back).length).toBe(24)
      }),
      { numRuns: 60 },
    )
  })
})
