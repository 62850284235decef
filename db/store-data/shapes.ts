import type { ItemReader } from './item-reader.ts'
import type { StoreDataKind, StoreDataShape } from './store-data-kind.ts'

const product: StoreDataShape = {
  table: 'product',
  key: 'sku',
  columns: {
    sku: { type: 'text' },
    title: { type: 'text' },
    category: { type: 'text' },
    supplier: { type: 'text' },
    supplyMode: { type: 'text', otherwise: `'own'` },
    price: { type: 'bigint' },
    listPrice: { type: 'bigint' },
    lowest30d: { type: 'bigint' },
    cost: { type: 'bigint' },
    salesHistory: { type: 'integer', otherwise: '0' },
    dailyAverage: { type: 'float8', otherwise: '0' },
    restockDays: { type: 'integer' },
    praiseRate: { type: 'float8' },
    noReturn: { type: 'boolean', otherwise: 'false' },
  },
  neededWhenNew: ['title', 'price'],
  read: (item) => ({
    sku: item.key('sku'),
    title: item.text('title'),
    category: item.text('category'),
    supplier: item.text('supplier'),
    supplyMode: item.choice('supplyMode', ['own', 'dropship']),
    price: item.money('price'),
    listPrice: item.money('listPrice'),
    lowest30d: item.money('lowest30d'),
    cost: item.money('cost'),
    salesHistory: item.whole('salesHistory'),
    dailyAverage: item.decimal('dailyAverage'),
    restockDays: item.whole('restockDays'),
    praiseRate: item.decimal('praiseRate'),
    noReturn: item.flag('noReturn'),
  }),
}

const stock: StoreDataShape = {
  table: 'stock',
  key: 'sku',
  columns: {
    sku: { type: 'text' },
    onHand: { type: 'integer' },
    locked: { type: 'integer', otherwise: '0' },
    seconds: { type: 'integer', otherwise: '0' },
  },
  neededWhenNew: ['onHand'],
  read: (item) => ({
    sku: item.key('sku'),
    onHand: item.whole('onHand'),
    locked: item.whole('locked'),
    seconds: item.whole('seconds'),
  }),
}

const order: StoreDataShape = {
  table: 'shop_order',
  key: 'orderNo',
  columns: {
    orderNo: { type: 'text' },
    platform: { type: 'text' },
    buyerKey: { type: 'text' },
    buyerTier: { type: 'text' },
    lines: { type: 'jsonb' },
    paid: { type: 'bigint' },
    freight: { type: 'bigint', otherwise: '0' },
    freightInsurance: { type: 'boolean', otherwise: 'false' },
    paidAt: { type: 'timestamptz' },
    shippedAt: { type: 'timestamptz' },
    deliveredAt: { type: 'timestamptz' },
  },
  neededWhenNew: ['platform', 'lines'],
  read: (item) => {
    const lines = item.list('lines', (line) => ({
      sku: line.key('sku'),
      qty: line.whole('qty') ?? 1,
      paid: line.money('paid') ?? 0,
    }))
    return {
      orderNo: item.key('orderNo'),
      platform: item.text('platform'),
      buyerKey: item.text('buyerKey'),
      buyerTier: item.text('buyerTier'),
      lines,
      paid: item.money('paid') ?? lines?.reduce((sum, line) => sum + line.paid, 0) ?? null,
      freight: item.money('freight'),
      freightInsurance: item.flag('freightInsurance'),
      paidAt: item.instant('paidAt'),
      shippedAt: item.instant('shippedAt'),
      deliveredAt: item.instant('deliveredAt'),
    }
  },
}

const parcel: StoreDataShape = {
  table: 'parcel',
  key: 'waybill',
  columns: {
    waybill: { type: 'text' },
    carrier: { type: 'text' },
    direction: { type: 'text', otherwise: `'outbound'` },
    orderNo: { type: 'text' },
    freight: { type: 'bigint' },
    scans: { type: 'jsonb', otherwise: `'[]'::jsonb` },
    lastScanAt: { type: 'timestamptz' },
    receivedAt: { type: 'timestamptz' },
  },
  neededWhenNew: [],
  read: (item) => {
    const scans = item.list('scans', readScan)
    return {
      waybill: item.key('waybill'),
      carrier: item.text('carrier'),
      direction: item.choice('direction', ['outbound', 'return']),
      orderNo: item.text('orderNo'),
      freight: item.money('freight'),
      scans,
      lastScanAt: item.instant('lastScanAt') ?? latest(scans ?? []),
      receivedAt: item.instant('receivedAt'),
    }
  },
}

const readScan = (scan: ItemReader): { at: string | null; place: string; text: string } => ({
  at: scan.instant('at'),
  place: scan.text('place') ?? '',
  text: scan.text('text') ?? '',
})

function latest(scans: { at: string | null }[]): string | null {
  const instants = scans.flatMap(({ at }) => at ?? [])
  return instants.toSorted((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null
}

const afterSaleCase: StoreDataShape = {
  table: 'after_sale_case',
  key: 'afterSaleNo',
  columns: {
    afterSaleNo: { type: 'text' },
    kind: { type: 'text', otherwise: `'return'` },
    orderNo: { type: 'text' },
    sku: { type: 'text' },
    reason: { type: 'text' },
    wanted: { type: 'text' },
    platformCaseNo: { type: 'text' },
    appliedAt: { type: 'timestamptz' },
    refundedAt: { type: 'timestamptz' },
    refunded: { type: 'bigint' },
  },
  neededWhenNew: ['orderNo', 'appliedAt'],
  read: (item) => ({
    afterSaleNo: item.key('afterSaleNo'),
    kind: item.choice('kind', ['return', 'complaint']),
    orderNo: item.text('orderNo'),
    sku: item.text('sku'),
    reason: item.text('reason'),
    wanted: item.text('wanted'),
    platformCaseNo: item.text('platformCaseNo'),
    appliedAt: item.instant('appliedAt'),
    refundedAt: item.instant('refundedAt'),
    refunded: item.money('refunded'),
  }),
}

/** What an item of each kind may hold and where it goes. */
export const shapes: Record<StoreDataKind, StoreDataShape> = {
  products: product,
  stock,
  orders: order,
  parcels: parcel,
  'after-sale-cases': afterSaleCase,
}
