import type { JsonValue, Text } from './text.ts'

/** Field types of a form; money is fen, percent is a number in percent (4 means 4 %), files are evidence ids. */
export type FieldType =
  | 'text'
  | 'int'
  | 'decimal'
  | 'money'
  | 'percent'
  | 'bool'
  | 'enum'
  | 'date'
  | 'datetime'
  | 'url'
  | 'file'
  | 'files'
  | 'list'
  | 'rows'
  | 'record'
  | 'person'
  | 'sku'
  | 'order'

/** Where a value comes from when no one has to type it: a path into the store's data, e.g. `order.paid`. */
export interface LookUp {
  source: 'order' | 'product' | 'stock' | 'parcel' | 'afterSaleCase' | 'facts'
  key: string
  path: string
}

export interface Field {
  name: string
  type: FieldType
  title: Text
  required: boolean
  /** Required (and shown) only while this expression is true. */
  requiredIf?: string
  /** Values of an enum, or of the entries of a list of enums. */
  of?: string[]
  /** Type of the entries of a `list`. */
  item?: FieldType
  /** Columns of `rows`, members of a `record`. */
  columns?: Field[]
  min?: number
  max?: number
  above?: number
  atLeast?: number
  atMost?: number
  maxLength?: number
  /** Accepted kinds of a file: img, pdf, video. */
  accept?: string[]
  pii?: boolean
  /** Constant used when nothing is answered. */
  preset?: JsonValue
  /** Expression whose value is proposed; a person may correct it with a reason. */
  proposed?: string
  /** Expression whose value is the answer; it cannot be typed. */
  computed?: string
  lookUp?: LookUp
}

export type Grade = 'block' | 'warn' | 'info'

/** A rule over the answers of a form. It speaks when `unless` is false: `unless` states what must hold. */
export interface Check {
  /** Rule id or a short name, e.g. `R-BANNED`; part of the error's code field. */
  id: string
  grade: Grade
  /** Expression that must be true for the rule to be silent. */
  must: string
  /** Evaluated only while true; absent = always. */
  if?: string
  says: Text
  /** Field the finding points at. */
  field?: string
  /** Roles that must approve, in this order, when a `warn` is submitted with a reason. */
  approvers?: string[]
}

/** One finding of the checks over typed answers: the `errors[]` entry of FORM_BLOCKED and REASON_NEEDED. */
export interface FormFinding {
  grade: Grade
  pointer: string
  code: string
  detail: string
  says?: Text
  approvers?: string[]
}
