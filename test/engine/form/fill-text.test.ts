import { describe, expect, it } from 'vitest'
import { filledText } from '#engine/form/fill-text.ts'

const scope = {
  title_hits: ['全网', '最'],
  qty: 51,
  late: true,
  none: [],
  nothing: null,
  params: { test_stock_max: 50, low_value: 5000 },
}

describe('values named in a text', () => {
  it.each<[string, string, string]>([
    ['至多{params.test_stock_max}件，现为{qty}件', '至多50件，现为51件', '至多50件，现为51件'],
    ['违禁词：{title_hits}', '违禁词：全网、最', '违禁词：全网, 最'],
    ['低于{¥params.low_value}', '低于¥50.00', '低于¥50.00'],
    ['{late} {nothing} {none} {gone} {params.gone} {qty.more}', 'true – – – – –', 'true – – – – –'],
    ['没有值的句子 {} { qty }', '没有值的句子 {} { qty }', '没有值的句子 {} { qty }'],
  ])('%s', (text, zh, en) => {
    expect(filledText({ zh: text, en: text }, scope)).toEqual({ zh, en })
  })
})
