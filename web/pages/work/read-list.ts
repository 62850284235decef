import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import { plainText } from '../../forms/plain-text.ts'
import { readDecimal } from '../../kit/field/typed-number.ts'
import { fromLocalInput } from '../../time/zone.ts'

/** A pasted list as launches of a return; columns nobody knows are named, not dropped in silence. */
export interface PastedList {
  rows: { inputs: JsonObject; afterSaleNo: string }[]
  unknownColumns: string[]
}

type Reader = (text: string, zone: string) => JsonValue

const plain: Reader = (text) => text
const word: Reader = (text) => text.split(/\s/)[0] ?? text
/** Beside a title the code stands first or is named; a title alone is none, the order knows its goods. */
const codeInTitle: Reader = (text) =>
  /^([A-Za-z0-9][\w./-]*)|(?:编码|编号|货号|SKU)\s*[:：]?\s*([A-Za-z0-9][\w./-]*)/i
    .exec(text)
    ?.slice(1)
    .find(Boolean) ?? null
const money: Reader = (text) => readDecimal(text.replace(/元|RMB|CNY/gi, ''), 2).value
const whole: Reader = (text) => readDecimal(text, 0).value

/** Headings of platform back offices, as far as the playbook has a field for them. */
const columns: readonly { field: string; heads: RegExp; read: Reader }[] = [
  { field: 'after_sale_no', heads: /^(售后(单)?(编)?号|退款(单)?编?号|after.?sale.?(no|number))/i, read: plain },
  { field: 'order_no', heads: /^((主|子)?订单(编)?号|order.?(no|number)?$)/i, read: word },
  { field: 'sku', heads: /^(商家编码|货号|(商品|规格)编[码号]|sku)/i, read: word },
  { field: 'sku', heads: /^(商品|宝贝)(信息|标题|名称)?$/i, read: codeInTitle },
  { field: 'qty', heads: /^((申请|退货|商品)?(数量|件数)|qty|quantity)/i, read: whole },
  { field: 'item_paid', heads: /^((申请)?(退款|退货|申请|售后|实付)?金额|amount)/i, read: money },
  { field: 'freight_paid', heads: /^(运费|邮费|freight)/i, read: money },
  { field: 'reason', heads: /^((售后|退款|申请)?原因|reason)/i, read: reasonOf },
  { field: 'wanted', heads: /^((售后|退款|申请)?类型|诉求|wanted)/i, read: wantedOf },
  { field: 'platform', heads: /^(平台|platform)/i, read: platformOf },
  { field: 'applied_at', heads: /^((售后|退款)?申请时间|applied)/i, read: instantOf },
  { field: 'delivered_at', heads: /^(签收|收货)时间|^delivered/i, read: instantOf },
]

/** Reads a table copied from a back office, a spreadsheet or a CSV file; the first line is its heading. */
export function readList(text: string, zone: string): PastedList {
  const [heads = [], ...lines] = cellsOf(text.trim())
  const known = heads.map((head) => columns.find(({ heads: fits }) => fits.test(narrow(head))))
  if (!known.some(Boolean)) return { rows: [], unknownColumns: heads }
  const rows = lines.map((cells) => {
    const inputs: JsonObject = {}
    for (const [at, column] of known.entries()) {
      const cell = narrow(cells[at] ?? '')
      const value = column && cell !== '' ? column.read(cell, zone) : null
      if (column && value !== null && inputs[column.field] === undefined) inputs[column.field] = value
    }
    return { inputs, afterSaleNo: plainText(inputs['after_sale_no']) }
  })
  return {
    rows: rows.filter(({ inputs }) => Object.keys(inputs).length > 0),
    unknownColumns: heads.filter((head, at) => known[at] === undefined && head.trim() !== ''),
  }
}

/** Full-width letters, digits and signs as plain ones: back offices and phones mix them. */
function narrow(text: string): string {
  return text.normalize('NFKC').trim()
}

/** Cells by line; tabs where there are any, else commas, with quoted cells as spreadsheets write them. */
function cellsOf(text: string): string[][] {
  const between = text.includes('\t') ? '\t' : ','
  const lines: string[][] = [[]]
  let cell = ''
  let quoted = false
  const endCell = (): void => {
    lines.at(-1)?.push(cell)
    cell = ''
  }
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (quoted && sign === '"' && text[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (sign === '"' && (quoted || cell === '')) quoted = !quoted
    else if (!quoted && sign === between) endCell()
    else if (!quoted && sign === '\n') {
      endCell()
      lines.push([])
    } else if (sign !== '\r' || quoted) cell += sign
  }
  endCell()
  return lines
}

function firstOf(words: readonly [RegExp, string][], text: string): string | null {
  return words.find(([fits]) => fits.test(text))?.[1] ?? null
}

function reasonOf(text: string): JsonValue {
  const words: [RegExp, string][] = [
    [/^(quality|damaged|wrong_item|missing|lost|late|functional|size|dislike|other)$/, text],
    [/发错|错发|款式不符|颜色不符/, 'wrong_item'],
    [/少件|漏发|缺件|少发/, 'missing'],
    [/破损|损坏|压坏|包装/, 'damaged'],
    [/丢件|丢失|未收到|遗失/, 'lost'],
    [/超时|延误|太慢|迟|未按.*发货/, 'late'],
    [/功能|故障|不能用|无法使用/, 'functional'],
    [/尺码|尺寸|大小|偏大|偏小/, 'size'],
    [/不喜欢|不想要|无理由|拍错|多拍/, 'dislike'],
    [/质量|瑕疵|做工|掉色|变质|异味/, 'quality'],
  ]
  return firstOf(words, text) ?? 'other'
}

function wantedOf(text: string): JsonValue {
  const words: [RegExp, string][] = [
    [/仅退款|refund_only/, 'refund_only'],
    [/换货|exchange/, 'exchange'],
    [/维修|repair/, 'repair'],
    [/补发|补寄|reship/, 'reship'],
    [/退货|return_refund/, 'return_refund'],
  ]
  return firstOf(words, text)
}

function platformOf(text: string): JsonValue {
  const words: [RegExp, string][] = [
    [/天猫|tmall/i, 'tmall'],
    [/淘宝|taobao/i, 'taobao'],
    [/抖音|抖店|douyin/i, 'douyin'],
    [/京东|^jd/i, 'jd'],
    [/拼多多|pdd/i, 'pdd'],
    [/小红书|xhs/i, 'xhs'],
  ]
  return firstOf(words, text) ?? 'other'
}

/** `2027/3/10 9:05`, `2027-03-10 09:05:00` or RFC 3339, on the store's clock where no zone is named. */
function instantOf(text: string, zone: string): JsonValue {
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return Number.isNaN(Date.parse(text)) ? text : text
  const [, year, month, day, hour = '0', minute = '00', second = '00'] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?/.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return text
  const two = (part: string): string => part.padStart(2, '0')
  return fromLocalInput(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}`, zone) ?? text
}
