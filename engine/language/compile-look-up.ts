import type { LookUp } from '../model/form.ts'
import { lookUpPaths } from '../model/store-data.ts'
import type { Compiling } from './compiling.ts'
import { report } from './compiling.ts'
import { sources } from './document/form-document.ts'
import type { FieldDocument, FormDocument } from './document/form-document.ts'
import type { Path } from './finding.ts'
import { didYouMean } from './suggest.ts'

type Written = NonNullable<FieldDocument['from']>

/** What tells one entry of a source from another: a field of this type, or one whose name ends so. */
const keys: Record<string, (name: string, field: FieldDocument) => boolean> = {
  order: (_, field) => field.type === 'order',
  product: (_, field) => field.type === 'sku',
  stock: (_, field) => field.type === 'sku',
  parcel: (name) => name.endsWith('waybill') || name.endsWith('tracking_no'),
  afterSaleCase: (name) => name.endsWith('after_sale_no'),
}

/**
 * A look-up into the store's data. Its key is the field named, else the only fitting field of the same form (or row), else of the
 * launch form. Errors: UNKNOWN_SOURCE, UNKNOWN_FIELD, UNKNOWN_FACT, KEY_UNCLEAR.
 */
export function lookUpOf(c: Compiling, written: Written, siblings: FormDocument, path: Path): LookUp | null {
  const look = typeof written === 'string' ? written : written.look
  const dot = look.indexOf('.')
  const source = look.slice(0, dot)
  const rest = look.slice(dot + 1)
  if (!isSource(source)) {
    report(c, 'UNKNOWN_SOURCE', path, `The store has no data named '${source}'.`, didYouMean(source, sources))
    return null
  }
  if (source === 'facts') {
    const name = rest.split('.')[0] ?? ''
    if (!c.names.facts.has(name))
      report(c, 'UNKNOWN_FACT', path, `No fact is named '${name}'.`, didYouMean(name, c.names.facts.keys()))
    return { source, key: '', path: rest }
  }
  if (!lookUpPaths[source].includes(rest))
    report(c, 'UNKNOWN_PATH', path, `'${source}' has no '${rest}'.`, didYouMean(rest, lookUpPaths[source]))
  const launch = c.document.launch ?? {}
  if (typeof written !== 'string') {
    if (!(written.by in siblings) && !(written.by in launch))
      report(
        c,
        'UNKNOWN_FIELD',
        path,
        `There is no field '${written.by}'.`,
        didYouMean(written.by, Object.keys({ ...launch, ...siblings })),
      )
    return { source, key: written.by, path: rest }
  }
  const key = keyIn(siblings, source) ?? keyIn(launch, source)
  if (key === undefined) {
    report(
      c,
      'KEY_UNCLEAR',
      path,
      `No single field tells which ${source} is meant.`,
      `Write from: { look: ${look}, by: <field> }.`,
    )
    return null
  }
  return { source, key, path: rest }
}

function isSource(source: string): source is LookUp['source'] {
  return (sources as readonly string[]).includes(source)
}

function keyIn(form: FormDocument, source: string): string | undefined {
  const fits = keys[source]
  const found = Object.entries(form).filter(([name, field]) => fits?.(name, field) === true)
  return found.length === 1 ? found[0]?.[0] : undefined
}
