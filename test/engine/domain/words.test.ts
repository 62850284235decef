import { describe, expect, it } from 'vitest'
import { bannedWordList, bannedWords, bannedWordsWith } from '#engine/domain/banned-words.ts'
import { bribeWords } from '#engine/domain/no-bribe.ts'
import { scarcityClaims, trueStock } from '#engine/domain/true-stock.ts'

describe('R-BANNED', () => {
  it('finds what stands in the title of SC-03', () => {
    expect(bannedWords('全網最輕便防曬衣女 冰絲UPF50+ 戶外通勤')).toEqual(['全网', '最'])
  })

  it.each([
    ['最', ['最']],
    ['第一', ['第一']],
    ['唯一', ['唯一']],
    ['頂級', ['顶级']],
    ['顶级', ['顶级']],
    ['國家級', ['国家级']],
    ['全網', ['全网']],
    ['100%有效', ['100%有效']],
    ['永久', ['永久']],
    ['治療', ['治疗']],
    ['治癒', ['治愈']],
    ['治愈', ['治愈']],
    ['療效', ['疗效']],
    ['根治', ['根治']],
  ])('finds %s', (text, hits) => {
    expect(bannedWords(`好物${text}推荐`)).toEqual(hits)
  })

  it('knows every word of its own list', () => {
    for (const word of bannedWordList) expect(bannedWords(word)).toEqual([word])
  })

  it.each([
    ['第 一', ['第一']],
    ['第,一', ['第一']],
    ['第，一', ['第一']],
    ['第。一', ['第一']],
    ['第-一', ['第一']],
    ['第★一', ['第一']],
    ['第\u3000一', ['第一']],
    ['第\u200b一', ['第一']],
    ['第%一', ['第一']],
    ['「國 家・級」', ['国家级']],
    ['１００％有效', ['100%有效']],
    ['100 % 有 效', ['100%有效']],
    ['顶級', ['顶级']],
    ['第\n一', ['第一']],
  ])('is not fooled by %j', (text, hits) => {
    expect(bannedWords(text)).toEqual(hits)
  })

  it.each([
    '最後一波福利',
    '最后一波福利',
    '最 後 一波',
    '最近上新',
    '最終解釋權',
    '最低庫存50件',
    '第一次购买',
    '第一步：下单',
    '满100有效',
    '轻便防晒衣 冰丝 户外通勤',
    '第二 一',
    '',
    '！？…',
  ])('lets %j pass', (text) => {
    expect(bannedWords(text)).toEqual([])
  })

  it.each([
    ['最低价', ['最']], // only 最低库存 is harmless
    ['最后最好', ['最']],
    ['第一次就是第一', ['第一']],
    ['最后一波，全网第一！最', ['全网', '第一', '最']],
    ['最最最', ['最']],
  ])('%s still holds %j', (text, hits) => {
    expect(bannedWords(text)).toEqual(hits)
  })

  it('takes words of the store, banned and allowed', () => {
    expect(bannedWordsWith('絕對好用 ABC神器', ['绝对', 'abc'], [])).toEqual(['绝对', 'abc'])
    expect(bannedWordsWith('最小起订量', [], ['最小起订'])).toEqual([])
    expect(bannedWordsWith('全网最小起订量', ['，'], ['最小'])).toEqual(['全网'])
  })
})

describe('R-NO-BRIBE', () => {
  it.each([
    ['好評返現5元', ['好评返', '返现']],
    ['给您返 现', ['返现']],
    ['麻烦您改好评，送您一张券', ['改好评', '券']],
    ['刪差評有紅包', ['删差评', '红包']],
    ['改評后补偿您', ['改评', '补偿']],
    ['删除差评给您5元', ['删除差评', '5元']],
    ['改评 ¥10', ['改评', '¥10']],
    ['改评 ￥10.00', ['改评', '¥1000']],
    ['改评就转您二十元', ['改评', '二十元']],
    ['改评转十块钱', ['改评', '十块钱']],
  ])('%s: %j', (text, words) => {
    expect(bribeWords(text)).toEqual(words)
  })

  it.each([
    '非常抱歉给您带来不便，如果您满意，可以修改评价吗',
    '我们会改评估流程',
    '送您一张5元券作为补偿',
    '红包已发',
    '咱们一块解决，您方便时改评即可',
    '',
  ])('%s is polite', (text) => {
    expect(bribeWords(text)).toEqual([])
  })
})

describe('R-TRUE-STOCK', () => {
  it.each([
    ['仅剩5件', [5]],
    ['僅剩 5 件！', [5]],
    ['库存仅剩１２件', [12]],
    ['最后三套', [3]],
    ['只剩二十五双，还剩两个', [25, 2]],
    ['剩余库存一百零三件', [103]],
    ['仅剩一千二百件', [1200]],
    ['仅有十件', [10]],
    ['仅剩一万两千件', [12_000]],
    ['仅剩XX件', []],
    ['最后3天', []],
    ['全场包邮', []],
  ])('%s claims %j', (text, counts) => {
    expect(scarcityClaims(text)).toEqual(counts)
  })

  it('must be the live count, neither fewer nor more', () => {
    expect(trueStock('仅剩5件', 5)).toBe(true)
    expect(trueStock('仅剩5件', 500)).toBe(false)
    expect(trueStock('仅剩5件', 4)).toBe(false)
    expect(trueStock('仅剩5件，最后6件', 5)).toBe(false)
    expect(trueStock('全场包邮', 0)).toBe(true)
  })
})
