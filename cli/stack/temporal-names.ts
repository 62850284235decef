/** Namespace of the embedded server; an outside one is named in TEMPORAL_NAMESPACE. */
export const temporalNamespace = 'zhangfa'

/** What workflows can be found by in Temporal's own UI. None of them names a person, a phone or an order. */
export const searchAttributes = {
  SopId: 'Keyword',
  StoreId: 'Keyword',
  Hosting: 'Keyword',
  RunStatus: 'Keyword',
  Stage: 'Keyword',
  DueAt: 'Datetime',
} as const
