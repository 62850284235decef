import type { RunCalendar } from '#engine/model/sop-run.ts'
import type { ClockInstant, Defaulted } from './column-types.ts'

/** A known day of a platform campaign, e.g. 双11. */
export interface CampaignDay {
  name: string
  on: string
}

export interface StoreTable {
  id: string
  name: string
  /** IANA zone the store's days and clock times are read in. */
  zone: string
  calendar: RunCalendar
  /** Hosting per playbook id where the store wants another than the playbook's own. */
  hostingOverrides: Defaulted<Record<string, 'own' | 'desk'>>
  campaignDays: Defaulted<CampaignDay[]>
  createdAt: ClockInstant
}
