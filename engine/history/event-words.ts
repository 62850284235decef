import type { RunEventType } from '../model/run-event.ts'
import type { Text } from '../model/text.ts'

/** What happened, in words an auditor needs no glossary for. A kind of event without words does not compile. */
export const eventWords: Record<RunEventType, Text> = {
  'run.launched': { zh: '启动', en: 'Started' },
  'run.paused': { zh: '暂停', en: 'Paused' },
  'run.resumed': { zh: '恢复', en: 'Resumed' },
  'run.ending': { zh: '收尾中', en: 'About to end' },
  'run.cancelled': { zh: '取消', en: 'Cancelled' },
  'run.completed': { zh: '办结', en: 'Finished' },
  'steps.planned': { zh: '排定步骤', en: 'Steps planned' },
  'facts.requested': { zh: '查询数据', en: 'Data asked for' },
  'facts.recorded': { zh: '记录数据', en: 'Data recorded' },
  'step.opened': { zh: '步骤开始', en: 'Step opened' },
  'step.claimed': { zh: '领取', en: 'Taken' },
  'step.released': { zh: '放回', en: 'Put back' },
  'step.assigned': { zh: '转交', en: 'Handed over' },
  'step.submitBlocked': { zh: '提交被规则拦下', en: 'Submission stopped by a rule' },
  'step.submitted': { zh: '提交待批', en: 'Submitted for approval' },
  'step.completed': { zh: '完成', en: 'Done' },
  'step.revised': { zh: '更正', en: 'Corrected' },
  'step.returned': { zh: '退回', en: 'Returned' },
  'step.reopened': { zh: '重新打开', en: 'Opened again' },
  'step.staled': { zh: '作废待确认', en: 'No longer valid' },
  'step.cancelled': { zh: '步骤取消', en: 'Step cancelled' },
  'step.skippedByRule': { zh: '按规则跳过', en: 'Skipped by a rule' },
  'step.skippedByPerson': { zh: '人工跳过', en: 'Skipped by a person' },
  'step.reminded': { zh: '提醒', en: 'Reminded' },
  'step.nudged': { zh: '催办', en: 'Urged on' },
  'step.overdue': { zh: '逾期', en: 'Overdue' },
  'step.escalated': { zh: '升级', en: 'Escalated' },
  'approval.opened': { zh: '送审', en: 'Sent for approval' },
  'approval.given': { zh: '批准', en: 'Approved' },
  'approval.rejected': { zh: '驳回', en: 'Rejected' },
  'act.refused': { zh: '操作被拒', en: 'Act refused' },
  'values.set': { zh: '记下数值', en: 'Values set' },
  'branch.taken': { zh: '走分支', en: 'Branch taken' },
  'due.changed': { zh: '期限变更', en: 'Due date changed' },
  'anchor.moved': { zh: '基准日变更', en: 'Key date moved' },
  'comment.added': { zh: '备注', en: 'Remark' },
  'evidence.added': { zh: '上传凭证', en: 'Evidence added' },
  'external.received': { zh: '收到外部消息', en: 'Message from outside' },
  'automation.asked': { zh: '自动处理开始', en: 'Automation started' },
  'automation.succeeded': { zh: '自动处理成功', en: 'Automation succeeded' },
  'automation.failed': { zh: '自动处理失败', en: 'Automation failed' },
  'child.asked': { zh: '请求启动关联剧本', en: 'Another playbook asked for' },
  'child.started': { zh: '关联剧本已启动', en: 'Another playbook started' },
  'child.notPublished': { zh: '关联剧本未发布，转人工', en: 'Playbook not published, by hand' },
  'child.ended': { zh: '关联剧本结束', en: 'Other playbook ended' },
  'incident.raised': { zh: '发生异常', en: 'Incident' },
  'incident.resolved': { zh: '异常已处理', en: 'Incident resolved' },
  'notice.sent': { zh: '发出通知', en: 'Notice sent' },
}

/** The words of an event type; one this house does not know yet is shown as it is named. */
export function wordsOfEvent(type: string): Text {
  return eventWords[type as RunEventType] ?? { zh: type, en: type }
}
