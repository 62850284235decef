import type { ClockInstant, Defaulted, OptionalInstant } from './column-types.ts'

export type ErasureScope = 'run' | 'order' | 'buyer'
export type ErasureState = 'asked' | 'refused' | 'restricted' | 'erased'

/** A wish to erase personal data: asked for by one person, decided by another. */
export interface ErasureTable {
  id: string
  storeId: string
  /** Run it was asked at; `runIds` are all it covers. */
  sopRunId: string
  scope: ErasureScope
  runIds: string[]
  legalBasis: string
  reason: string
  askedBy: string
  askedAt: ClockInstant
  state: Defaulted<ErasureState>
  decidedBy: string | null
  decidedAt: OptionalInstant
  decisionReason: string | null
  /** The law asks for the records until then; only afterwards they go. */
  keepUntil: OptionalInstant
  erasedAt: OptionalInstant
}
