/** A signed distance in time. Days counted from an anchor fall at 18:00 unless `clock` says otherwise; from any other instant they keep the clock. */
export type Offset =
  | { unit: 'ms'; value: number }
  | { unit: 'days'; value: number }
  | { unit: 'workingDays'; value: number }
  /** Expression that yields a duration text such as `24h`, e.g. `params.refund_sla`. */
  | { unit: 'expression'; value: string; sign: 1 | -1 }

/** What an instant is counted from. */
export type TimeBase =
  | { kind: 'anchor'; name: string }
  /** The opening of the step itself. */
  | { kind: 'open' }
  /** The business instant of a step: its `at` field when it has one, else its completion. */
  | { kind: 'step'; stepId: string }
  /** An expression that yields an ISO instant. */
  | { kind: 'value'; expression: string }

export interface TimePoint {
  base: TimeBase
  offset: Offset | null
  /** 'HH:MM' in the store's zone, only with whole days. */
  clock: string | null
}

/** First case whose condition holds (null = else); none = no instant. */
export interface TimeRule {
  cases: { if: string | null; at: TimePoint }[]
}
