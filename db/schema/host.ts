import type { ClockInstant, Defaulted } from './column-types.ts'

export type HostState = 'open' | 'sealed' | 'ended'

/** A workflow that carries one run (`own`) or many of one store and playbook (`desk`). */
export interface HostTable {
  /** Own: the run id. Desk: `desk/<store>/<sop>/<n>`. */
  hostId: string
  workflowId: string
  kind: 'own' | 'desk'
  storeId: string
  sop: string
  /** Desks of a store and playbook are numbered from 1; 0 for `own`. */
  n: number
  state: Defaulted<HostState>
  openedAt: ClockInstant
}
