import type { OpenApi } from '../../api/open-api.ts'
import { importStoreData } from '#db/writes/import-store-data.ts'

export const storeId = 'douyin-shop'

const minute = 60_000
const day = 24 * 60 * minute

/** An after-sale case as it stands in a back office's list. */
export interface ListedReturn {
  afterSaleNo: string
  /** As the list writes it. */
  paid: string
  reason: string
}

/** Ten as they come in a morning: small damages, something sent wrong, a change of mind, two too dear to pay alone. */
export const tenReturns: readonly ListedReturn[] = [
  { afterSaleNo: 'AS-01', paid: '¥39.00', reason: '商品破损/包装问题' },
  { afterSaleNo: 'AS-02', paid: '￥39.00', reason: '质量问题' },
  { afterSaleNo: 'AS-03', paid: '¥159.00', reason: '做工瑕疵' },
  { afterSaleNo: 'AS-04', paid: '３９．００', reason: '商家发错货' },
  { afterSaleNo: 'AS-05', paid: '¥39', reason: '少件/漏发' },
  { afterSaleNo: 'AS-06', paid: '¥39.00', reason: '掉色/异味' },
  { afterSaleNo: 'AS-07', paid: '39.00元', reason: '包装破损' },
  { afterSaleNo: 'AS-08', paid: '¥159.00', reason: '功能故障' },
  { afterSaleNo: 'AS-09', paid: '¥39.00', reason: '7天无理由退货（不想要了）' },
  { afterSaleNo: 'AS-10', paid: '¥39.00', reason: '颜色不符' },
]

const orderNo = ({ afterSaleNo }: ListedReturn): string => `69${afterSaleNo.replace('AS-', '0012345')}`

/** The list as it is copied: tabs, the shop's clock, full-width signs, and columns nobody asked for. */
export function copiedList(returns: readonly ListedReturn[]): string {
  const shopClock = (minutesAgo: number): string =>
    new Date(Date.now() - minutesAgo * minute + 8 * 60 * minute)
      .toISOString()
      .slice(0, 16)
      .replaceAll('-', '/')
      .replace('T', ' ')
  const heads = [
    '售后单号',
    '订单编号',
    '商品信息',
    '商家编码',
    '售后类型',
    '退款金额',
    '售后原因',
    '申请时间',
    '售后状态',
  ]
  const lines = returns.map((one, at) => [
    ...[
      one.afterSaleNo,
      orderNo(one),
      '手绘马克杯 350ml【热卖】',
      one.paid.includes('159') ? 'ＬＡＭＰ－１５９' : 'MUG-039',
    ],
    ...['退货退款', one.paid, one.reason, shopClock(25 - at).replace(/:/, at % 2 === 0 ? ':' : '：'), '待商家处理'],
  ])
  return [heads, ...lines].map((cells) => cells.join('\t')).join('\r\n')
}

/** The orders of these cases, delivered two days ago, as a shop's own systems give them. */
export function ordersOf(returns: readonly ListedReturn[]): object[] {
  const ago = (days: number): string => new Date(Date.now() - days * day).toISOString()
  return returns.map((one) => {
    const dear = one.paid.includes('159')
    return {
      ...{ orderNo: orderNo(one), platform: 'douyin', buyerKey: `buyer-${one.afterSaleNo}`, buyerTier: 'regular' },
      lines: [{ sku: dear ? 'LAMP-159' : 'MUG-039', qty: 1, paid: dear ? 15_900 : 3_900 }],
      ...{ freight: 0, paidAt: ago(5), shippedAt: ago(4), deliveredAt: ago(2) },
    }
  })
}

/** Lets the shop know the orders of these cases. */
export async function importOrders(api: OpenApi, returns: readonly ListedReturn[]): Promise<void> {
  const items = ordersOf(returns)
  const results = (await importStoreData(api.stack.owner, { storeId, kind: 'orders', items, form: 'json' })) ?? []
  const refused = results.filter(({ status }) => status === 'refused')
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
}
