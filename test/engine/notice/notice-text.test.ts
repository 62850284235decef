import { expect, it } from 'vitest'
import type { NoticeFacts } from '#engine/notice/notice-text.ts'
import { noticeContext, noticeText } from '#engine/notice/notice-text.ts'

const facts: NoticeFacts = {
  notice: 'step.opened',
  step: { zh: '受理申请', en: 'Accept' },
  run: { zh: '退换货', en: 'Returns' },
  correlationKey: 'AS-7',
  actor: '安娜',
  reason: null,
  remark: null,
  dueAt: '2027-03-10T10:00:00.000Z',
  level: null,
  to: null,
  returned: false,
  zone: 'Asia/Shanghai',
}
const says = (more: Partial<NoticeFacts>) => noticeText({ ...facts, ...more })

it.each<[Partial<NoticeFacts>, string, string]>([
  [{}, '新任务：受理申请', 'New task: Accept'],
  [{ notice: 'step.reminded' }, '「受理申请」将于 03-10 18:00 到期', '“Accept” is due at 03-10 18:00'],
  [{ notice: 'step.overdue' }, '「受理申请」已超时（应于 03-10 18:00 完成）', '“Accept” is overdue since 03-10 18:00'],
  [{ notice: 'step.nudged' }, '安娜催你处理「受理申请」', '安娜 asks for “Accept”'],
  [
    { notice: 'step.assigned', to: { name: '李四', isReader: true } },
    '安娜把「受理申请」交给了你',
    '安娜 handed “Accept” over to you',
  ],
  [
    { notice: 'step.assigned', to: { name: '李四', isReader: false } },
    '安娜把「受理申请」转给了李四',
    '安娜 handed “Accept” over to 李四',
  ],
  [
    { notice: 'approval.rejected', returned: true, reason: '缺照片' },
    '安娜退回了「受理申请」：缺照片',
    '安娜 returned “Accept”: 缺照片',
  ],
  [{ notice: 'approval.rejected' }, '安娜驳回了「受理申请」', '安娜 rejected “Accept”'],
  [{ notice: 'comment.added', remark: '看一下' }, '安娜提到了你：看一下', '安娜 mentioned you: 看一下'],
  [
    { notice: 'run.cancelled', step: null, reason: '订单作废' },
    '安娜取消了「退换货」：订单作废',
    '安娜 cancelled “Returns”: 订单作废',
  ],
  [
    { notice: 'step.escalated', level: 2 },
    '「受理申请」超时，已升级给上级处理',
    '“Accept” is overdue and has gone to the superior',
  ],
])('%o reads in both languages', (more, zh, en) => {
  expect(says(more)).toEqual({ zh, en })
})

it('names playbook and case', () => {
  expect(noticeContext(facts)).toEqual({ zh: '退换货 · AS-7', en: 'Returns · AS-7' })
  expect(noticeContext({ ...facts, correlationKey: null }).zh).toBe('退换货')
})
