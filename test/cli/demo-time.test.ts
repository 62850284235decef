import { describe, expect, test } from 'vitest'
import { demoTime, inDemoTime } from '#cli/demo/demo-time.ts'

/** 23:30 of 28 November in Shanghai. */
const nowMs = Date.parse('2026-11-28T15:30:00.000Z')
const zone = 'Asia/Shanghai'

describe('times of the demonstration are counted from its first start', () => {
  test.each([
    ['now', '2026-11-28T15:30:00.000Z'],
    ['now-12m', '2026-11-28T15:18:00.000Z'],
    ['now-30h', '2026-11-27T09:30:00.000Z'],
    ['now+2d', '2026-11-30T15:30:00.000Z'],
    ['day+43d', '2027-01-10'],
    ['day+3d 20:00', '2026-12-01T12:00:00.000Z'],
    ['nowhere', 'nowhere'],
    ['day of rest', 'day of rest'],
  ])('%s', (text, expected) => {
    expect(demoTime(text, nowMs, zone)).toBe(expected)
  })

  test('a day is the day of the zone', () => {
    expect(demoTime('day+0d', Date.parse('2026-11-28T16:30:00.000Z'), zone)).toBe('2026-11-29')
  })

  test('in lists and records, leaving what is no text', () => {
    const read = { at: 'now', rows: [{ on: 'day+1d', qty: 2 }], gone: null, yes: true }
    expect(inDemoTime(read, nowMs, zone)).toEqual({
      at: '2026-11-28T15:30:00.000Z',
      rows: [{ on: '2026-11-29', qty: 2 }],
      gone: null,
      yes: true,
    })
  })
})
