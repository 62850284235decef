/** Everything people are told of: types of events, in the order the page offers them. */
export const noticeKinds = [
  'step.opened',
  'step.assigned',
  'step.reminded',
  'step.nudged',
  'step.overdue',
  'step.escalated',
  'approval.opened',
  'approval.rejected',
  'comment.added',
  'incident.raised',
  'notice.sent',
  'run.cancelled',
] as const

export type NoticeKind = (typeof noticeKinds)[number]
