import { instantText } from './instant-text.ts'

/** How items are written: `json` with numbers, fen and offsets; `csv` with texts, yuan and local times of the store. */
export type ItemForm = 'json' | 'csv'

export interface ItemError {
  pointer: string
  code: 'MISSING_FIELD' | 'UNKNOWN_FIELD' | 'INVALID_TEXT' | 'INVALID_NUMBER' | 'INVALID_AMOUNT' | 'INVALID_DATE' | 'INVALID_CHOICE' | 'INVALID_LIST' | 'DUPLICATE_ITEM' // prettier-ignore
  detail: string
}

const mostText = 200
const mostFen = 100_000_000_00
const truths: Record<string, boolean> = { true: true, 是: true, '1': true, false: false, 否: false, '0': false }

/**
 * Reads one item field by field and gathers everything that is wrong with it. A field that is absent, null or (CSV) empty is
 * null: what is known already stays.
 */
export class ItemReader {
  readonly errors: ItemError[] = []
  private readonly item: Record<string, unknown>
  private readonly form: ItemForm
  private readonly base: string
  private readonly known = new Set<string>()

  constructor(item: unknown, form: ItemForm, base = '') {
    this.form = form
    this.base = base
    const isObject = typeof item === 'object' && item !== null && !Array.isArray(item)
    this.item = isObject ? named(item, form) : {}
    if (!isObject) this.refuse('', 'INVALID_LIST', 'This must be an object with named fields.')
  }

  /** A text without control characters, trimmed, at most 200 characters. */
  text(name: string): string | null {
    const value = this.take(name)
    if (value === null) return null
    if (typeof value !== 'string') return this.refuse(name, 'INVALID_TEXT', `${name} must be a text.`)
    const text = value.trim()
    if (text.length <= mostText && !/[\p{Cc}\p{Cs}]/u.test(text)) return text === '' ? null : text
    return this.refuse(
      name,
      'INVALID_TEXT',
      `${name} must have at most ${mostText} characters, no control characters and no broken ones.`,
    )
  }

  /** The key, which every item needs. */
  key(name: string): string | null {
    const text = this.text(name)
    if (text === null && !this.errors.some(({ pointer }) => pointer === this.pointer(name)))
      this.refuse(name, 'MISSING_FIELD', `${name} is missing; it tells which one is meant.`)
    return text
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | null {
    const text = this.text(name)
    if (text === null) return null
    const found = choices.find((choice) => choice === text)
    return found ?? this.refuse(name, 'INVALID_CHOICE', `${name} must be one of ${choices.join(', ')}, not ${text}.`)
  }

  /** A whole number from 0. */
  whole(name: string): number | null {
    const value = this.number(name)
    if (value === null || (Number.isSafeInteger(value) && value >= 0 && value < 2 ** 31)) return value
    return this.refuse(name, 'INVALID_NUMBER', `${name} must be a whole number from 0, not ${value}.`)
  }

  /** A number from 0. */
  decimal(name: string): number | null {
    const value = this.number(name)
    if (value === null || value >= 0) return value
    return this.refuse(name, 'INVALID_NUMBER', `${name} must be a number from 0, not ${value}.`)
  }

  /** Fen. Written as a whole number of fen in JSON, as yuan with at most two decimals in CSV. */
  money(name: string): number | null {
    const value = this.take(name)
    if (value === null) return null
    const fen = this.form === 'json' ? value : fenOfYuan(value)
    if (typeof fen === 'number' && Number.isSafeInteger(fen) && fen >= 0 && fen <= mostFen) return fen
    const wanted =
      this.form === 'json' ? 'a whole number of fen from 0' : 'yuan from 0 with at most two decimals, such as 39.00'
    return this.refuse(name, 'INVALID_AMOUNT', `${name} must be ${wanted}, not ${shown(value)}.`)
  }

  flag(name: string): boolean | null {
    const value = this.take(name)
    if (value === null || typeof value === 'boolean') return value
    const truth = this.form === 'csv' && typeof value === 'string' ? truths[value.trim().toLowerCase()] : undefined
    return truth ?? this.refuse(name, 'INVALID_CHOICE', `${name} must be true or false, not ${shown(value)}.`)
  }

  /** An instant as the database reads it; without an offset (CSV only) it is the store's local time. */
  instant(name: string): string | null {
    const value = this.take(name)
    if (value === null) return null
    const text = typeof value === 'string' ? instantText(value.trim(), this.form === 'csv') : null
    if (text !== null) return text
    const wanted = this.form === 'json' ? '2027-03-07T15:00:00+08:00' : '2027-03-07 15:00'
    return this.refuse(
      name,
      'INVALID_DATE',
      `${name} must be an instant that exists, such as ${wanted}, not ${shown(value)}.`,
    )
  }

  /** Entries of a list (JSON only), each read by `read`. */
  list<Entry>(name: string, read: (entry: ItemReader) => Entry): Entry[] | null {
    const value = this.take(name)
    if (value === null) return null
    if (!Array.isArray(value)) return this.refuse(name, 'INVALID_LIST', `${name} must be a list.`)
    return value.map((entry, index) => {
      const reader = new ItemReader(entry, this.form, `${this.pointer(name)}/${index}`)
      const result = read(reader)
      this.errors.push(...reader.finish())
      return result
    })
  }

  /** Notes a field that a new entry cannot do without. */
  need(name: string): void {
    this.refuse(name, 'MISSING_FIELD', `${name} is missing; a new entry needs it.`)
  }

  /** All errors, with those of fields nobody asked for. */
  finish(): ItemError[] {
    for (const name of Object.keys(this.item)) {
      if (!this.known.has(name))
        this.refuse(name, 'UNKNOWN_FIELD', `There is no field ${name}; known are ${[...this.known].join(', ')}.`)
    }
    return this.errors
  }

  private take(name: string): unknown {
    this.known.add(name)
    const value = this.item[name]
    return value === undefined || value === null || (this.form === 'csv' && value === '') ? null : value
  }

  private number(name: string): number | null {
    const value = this.take(name)
    if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value
    if (this.form === 'csv' && typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim())) return Number(value)
    return this.refuse(name, 'INVALID_NUMBER', `${name} must be a number, not ${shown(value)}.`)
  }

  private pointer(name: string): string {
    return name === '' ? this.base : `${this.base}/${name}`
  }

  private refuse(name: string, code: ItemError['code'], detail: string): null {
    this.errors.push({ pointer: this.pointer(name), code, detail })
    return null
  }
}

/** CSV headings may be written with underscores. */
function named(item: object, form: ItemForm): Record<string, unknown> {
  if (form === 'json') return item as Record<string, unknown>
  const entries = Object.entries(item).map(([name, value]: [string, unknown]) => {
    return [name.trim().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()), value] as const
  })
  return Object.fromEntries(entries)
}

/** `39.00` → 3900 without a detour over binary fractions. */
function fenOfYuan(value: unknown): number | null {
  const match = typeof value === 'string' ? /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(value.trim()) : null
  return match === null ? null : Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`)
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60)
