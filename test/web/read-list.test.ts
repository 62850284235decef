import { expect, test } from 'vitest'
import { readList } from '#web/pages/work/read-list.ts'

test('a copied list is read by its headings', () => {
  const text = '售后单号,订单号,商品,金额,原因,申请时间\n"A,1",D1,SKU-9 红色,"1,299.00元",不想要了,2027/3/10 9:05\n'
  expect(readList(text, 'Asia/Shanghai')).toEqual({
    rows: [
      {
        afterSaleNo: 'A,1',
        inputs: {
          after_sale_no: 'A,1',
          order_no: 'D1',
          sku: 'SKU-9',
          item_paid: 129_900,
          reason: 'dislike',
          applied_at: '2027-03-10T09:05:00+08:00',
        },
      },
    ],
    unknownColumns: [],
  })
})

test('full-width signs are read, and a title is no code', () => {
  const text =
    '退款编号\t订单编号\t宝贝标题\t退款金额\t申请时间\nＴ１\t６９００\t防晒衣女冰丝UPF50+\t￥１２９．００\t２０２７－０３－１０　０９：０５'
  const { rows } = readList(text, 'Asia/Shanghai')
  expect(rows[0]?.inputs).toEqual({
    after_sale_no: 'T1',
    order_no: '6900',
    item_paid: 12_900,
    applied_at: '2027-03-10T09:05:00+08:00',
  })
})
