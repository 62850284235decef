/** Way from the top of the document to a place in it. */
export type Path = readonly (string | number)[]

/** One thing a definition's author should know. Errors stop the publishing, warnings do not. */
export interface Finding {
  /** Stable code of the rule, e.g. `UNKNOWN_STEP`. */
  rule: string
  severity: 'error' | 'warning'
  /** 1-based. */
  line: number
  column: number
  message: string
  /** The way out; empty when the message says it all. */
  hint: string
}

/** Where a path stands in the text; `key` points at the name of an entry instead of its value. */
export type Locate = (path: Path, at?: 'key' | 'value') => { line: number; column: number }
