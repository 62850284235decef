import { describe, expect, test } from 'vitest'
import { csvOf } from '#web/pages/runs/report/csv.ts'
import { daysBetween } from '#web/pages/runs/run/days.ts'
import { recordLines } from '#web/pages/runs/run/record-lines.ts'
import { layers } from '#web/kit/drawing/layers.ts'
import { readBoardSearch, readLaunchSearch } from '#web/pages/runs/search.ts'

describe('what the lead pages work out', () => {
  test('a text that would run as a formula is told, quotes are doubled', () => {
    const text = csvOf(
      ['谁', 'n'],
      [
        ['=1+1', 3],
        ['a "b", c', null],
        ['@x', -2],
      ],
    )
    expect(text).toBe('\uFEFF"谁","n"\r\n"\'=1+1",3\r\n"a ""b"", c",\r\n"\'@x",-2\r\n')
  })

  test('days of a plan with days off and make-up days of the store', () => {
    const calendar = { zone: 'Asia/Shanghai', holidays: ['2026-10-01'], makeUpWorkdays: ['2026-10-10'] }
    const days = daysBetween(Date.parse('2026-09-30T15:00:00Z'), Date.parse('2026-10-10T15:59:00Z'), calendar)
    expect(days).toHaveLength(11)
    expect(days[0]).toEqual({ day: '2026-09-30', startMs: Date.parse('2026-09-29T16:00:00Z'), kind: 'work' })
    expect(days.filter((day) => day.kind !== 'work').map((day) => `${day.day} ${day.kind}`)).toEqual([
      '2026-10-01 holiday',
      '2026-10-03 weekend',
      '2026-10-04 weekend',
      '2026-10-10 makeUp',
    ])
  })

  test('every step stands below those it comes after', () => {
    const steps = [
      { id: 'a', after: [] },
      { id: 'b', after: ['a'] },
      { id: 'c', after: ['a'] },
      { id: 'd', after: ['b', 'c'] },
    ]
    expect(layers(steps)).toEqual([['a'], ['b', 'c'], ['d']])
  })

  test('an address holds only what the pages know', () => {
    expect(readBoardSearch({ late: 'true', view: 'heap', status: 'paused', storeId: 's', q: 9 })).toEqual({
      late: true,
      status: 'paused',
      storeId: 's',
      q: '9',
    })
    expect(readLaunchSearch({ sopId: 'x', inputs: { a: 1 } })).toEqual({ sopId: 'x', inputs: '{"a":1}' })
  })
})

test('an entry with a target is shown as its share of it, one without stands alone', () => {
  const record = {
    viewers: 15_000,
    viewers_target: 20_000,
    cvr: null,
    cvr_target: 3,
    gmv_target: 0,
    gmv: 5,
    incidents: 2,
  }
  expect(recordLines(record).against).toEqual([{ name: 'viewers', percent: 75 }])
  expect(recordLines(record).lines).toHaveLength(7)
})
