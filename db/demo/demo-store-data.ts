import type { StoreDataKind } from '../store-data/store-data-kind.ts'

type Items = Record<string, unknown>[]

interface Article {
  sku: string
  title: string
  price: number
  cost: number
  salesHistory: number
  dailyAverage: number
  onHand: number
}

/** Prices and costs in fen. */
const articles: readonly Article[] = [
  {
    sku: 'MUG-039',
    title: '手绘陶瓷马克杯',
    price: 3900,
    cost: 1600,
    salesHistory: 920,
    dailyAverage: 24,
    onHand: 400,
  },
  { sku: 'TEA-050', title: '茉莉花茶礼盒', price: 5001, cost: 2200, salesHistory: 310, dailyAverage: 9, onHand: 160 },
  {
    sku: 'SUN-129',
    title: '防晒衣女冰丝UPF50+',
    price: 12900,
    cost: 7800,
    salesHistory: 0,
    dailyAverage: 0,
    onHand: 50,
  },
  { sku: 'BAG-239', title: '通勤托特包', price: 23900, cost: 12000, salesHistory: 380, dailyAverage: 18, onHand: 240 },
  { sku: 'COAT-328', title: '羊毛混纺大衣', price: 32800, cost: 19000, salesHistory: 140, dailyAverage: 5, onHand: 60 },
  { sku: 'LAMP-159', title: '护眼台灯', price: 15900, cost: 8200, salesHistory: 530, dailyAverage: 14, onHand: 210 },
  { sku: 'QUILT-499', title: '蚕丝被', price: 49900, cost: 30500, salesHistory: 88, dailyAverage: 3, onHand: 45 },
  { sku: 'PROJ-2599', title: '家用投影仪', price: 259900, cost: 171000, salesHistory: 76, dailyAverage: 2, onHand: 30 },
]

interface Bought {
  orderNo: string
  sku: string
  buyer: string
  tier?: string
  /** Days ago; a parcel without it is still on its way. */
  deliveredDaysAgo?: number
}

const bought: Record<string, readonly Bought[]> = {
  'douyin-shop': [
    { orderNo: 'DY1001', sku: 'MUG-039', buyer: 'dy-buyer-01', deliveredDaysAgo: 3 },
    { orderNo: 'DY1002', sku: 'TEA-050', buyer: 'dy-buyer-02', deliveredDaysAgo: 2 },
    { orderNo: 'DY1003', sku: 'LAMP-159', buyer: 'dy-buyer-03', tier: 'vip', deliveredDaysAgo: 4 },
    { orderNo: 'DY1004', sku: 'BAG-239', buyer: 'dy-buyer-04', deliveredDaysAgo: 12 },
    { orderNo: 'DY1005', sku: 'QUILT-499', buyer: 'dy-buyer-01' },
    // Those of the runs that are under way when the demonstration is opened.
    { orderNo: 'DY1101', sku: 'MUG-039', buyer: 'dy-buyer-11', deliveredDaysAgo: 3 },
    { orderNo: 'DY1102', sku: 'TEA-050', buyer: 'dy-buyer-12', deliveredDaysAgo: 2 },
    { orderNo: 'DY1103', sku: 'LAMP-159', buyer: 'dy-buyer-13', tier: 'vip', deliveredDaysAgo: 4 },
    { orderNo: 'DY1104', sku: 'BAG-239', buyer: 'dy-buyer-14', deliveredDaysAgo: 5 },
  ],
  'tmall-flagship': [
    { orderNo: 'TM2001', sku: 'COAT-328', buyer: 'tm-buyer-01', deliveredDaysAgo: 2 },
    { orderNo: 'TM2002', sku: 'PROJ-2599', buyer: 'tm-buyer-02', tier: 'vip', deliveredDaysAgo: 1 },
    { orderNo: 'TM2003', sku: 'MUG-039', buyer: 'tm-buyer-03', deliveredDaysAgo: 5 },
    { orderNo: 'TM2004', sku: 'LAMP-159', buyer: 'tm-buyer-04', deliveredDaysAgo: 3 },
    { orderNo: 'TM2005', sku: 'BAG-239', buyer: 'tm-buyer-01' },
    { orderNo: 'TM2101', sku: 'COAT-328', buyer: 'tm-buyer-11', deliveredDaysAgo: 4 },
    { orderNo: 'TM2103', sku: 'MUG-039', buyer: 'tm-buyer-13', deliveredDaysAgo: 5 },
    { orderNo: 'TM2104', sku: 'LAMP-159', buyer: 'tm-buyer-14', deliveredDaysAgo: 3 },
    { orderNo: 'TM2105', sku: 'BAG-239', buyer: 'tm-buyer-15', deliveredDaysAgo: 2 },
  ],
}

const hourMs = 3_600_000
const platformOf: Record<string, string> = { 'douyin-shop': 'douyin', 'tmall-flagship': 'tmall' }

/**
 * What the demonstration's stores know of goods, orders and parcels, in the order it is to be imported. Order days are counted
 * back from `nowMs`, so that a first look finds returns still in time.
 */
export function demoStoreData(storeId: string, nowMs: number): [StoreDataKind, Items][] {
  const ago = (hours: number): string => new Date(nowMs - hours * hourMs).toISOString()
  const orders = bought[storeId] ?? []
  const priced = orders.map((order) => ({ ...order, price: articles.find(({ sku }) => sku === order.sku)?.price ?? 0 }))
  const filled: [StoreDataKind, Items][] = [
    ['products', articles.map(({ onHand: _, ...article }) => ({ ...article, lowest30d: article.price, ...supply }))],
    ['stock', articles.map(({ sku, onHand }) => ({ sku, onHand }))],
    ['orders', priced.map((order) => orderItem(order, platformOf[storeId] ?? 'taobao', ago))],
    ['parcels', [...orders.map((order) => parcelItem(order, ago)), ...returnParcels(storeId, ago)]],
  ]
  return filled.filter(([, items]) => items.length > 0)
}

const supply = { supplyMode: 'own', supplier: '宁波海泰贸易', restockDays: 3, praiseRate: 97.5 }

function orderItem(order: Bought & { price: number }, platform: string, ago: (hours: number) => string): Items[number] {
  const deliveredHours = (order.deliveredDaysAgo ?? 0) * 24
  return {
    orderNo: order.orderNo,
    platform,
    buyerKey: order.buyer,
    buyerTier: order.tier ?? 'regular',
    lines: [{ sku: order.sku, qty: 1, paid: order.price }],
    paid: order.price,
    freight: 0,
    paidAt: ago(deliveredHours + 80),
    shippedAt: ago(deliveredHours + 60),
    ...(order.deliveredDaysAgo === undefined ? {} : { deliveredAt: ago(deliveredHours) }),
  }
}

function parcelItem({ orderNo, deliveredDaysAgo }: Bought, ago: (hours: number) => string): Items[number] {
  const waybill = `SF${orderNo}`
  const parcel = { waybill, carrier: '顺丰', direction: 'outbound', orderNo }
  if (deliveredDaysAgo === undefined) return { ...parcel, lastScanAt: ago(5) }
  return { ...parcel, lastScanAt: ago(deliveredDaysAgo * 24), receivedAt: ago(deliveredDaysAgo * 24) }
}

/** Returns that are on their way: seen by the courier, not yet in the warehouse. */
function returnParcels(storeId: string, ago: (hours: number) => string): Items {
  if (storeId !== 'tmall-flagship') return []
  const scans = [{ at: ago(4), place: '杭州转运中心', text: '已发出' }]
  const sent = { carrier: '圆通', direction: 'return', freight: 1200, scans }
  return ['2004', '2104'].map((no) => ({ ...sent, waybill: `YTRETURN${no}`, orderNo: `TM${no}` }))
}
