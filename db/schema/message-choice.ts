/** What a person wants to be sent besides the notices in the page; without a row: robots, in Chinese, gathered over 15 minutes. */
export interface MessageChoiceTable {
  personId: string
  mail: boolean
  robot: boolean
  language: 'zh' | 'en'
  /** What is not pressing is gathered over this time; 0 = at once. */
  digestMinutes: number
  /** Quiet hours of their own as HH:MM; without them the store's hours count. */
  quietFrom: string | null
  quietTo: string | null
  /** The zone of these hours; null = the store's. */
  quietZone: string | null
  /** Kinds of notices that are not sent over this way. */
  mailMuted: string[]
  robotMuted: string[]
}
