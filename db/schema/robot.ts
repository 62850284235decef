import type { ClockInstant, Defaulted, OptionalInstant } from './column-types.ts'

export type RobotKind = 'dingtalk' | 'feishu' | 'wecom'

/** A chat robot of a store; its address and secret are sealed with the house key. */
export interface RobotTable {
  id: string
  storeId: string
  kind: RobotKind
  name: string
  urlSealed: string
  secretSealed: string | null
  /** The next message goes no earlier: a robot takes 20 in a minute. */
  busyUntil: Defaulted<string>
  removedAt: OptionalInstant
  /** Switched off: nothing is addressed to it. */
  disabledAt: OptionalInstant
  createdBy: string
  createdAt: ClockInstant
}
