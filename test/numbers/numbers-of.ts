import { isMap, isPair, isScalar, parseDocument, visit } from 'yaml'

/** A number written in a definition, and the definition with only this number changed. */
export interface WrittenNumber {
  /** 1-based. */
  line: number
  /** Where it stands, e.g. `params.low_value.money` or `rr-refund.form.refund_no.maxLength`. */
  place: string
  was: string
  becomes: string
  changed: string
}

/** What people read or what names something: a digit in it is no number of the playbook. */
const words: ReadonlySet<string> = new Set([
  'zh',
  'en',
  'id',
  'rule',
  'row',
  'sop',
  'version',
  'stage',
  'field',
  'query',
])

const kinds = ['task', 'approval', 'decision', 'automation', 'wait', 'cue', 'milestone']

const clock = String.raw`(?<![\w.:])(?<hour>\d{1,2}):(?<minute>\d{2})(?![\w:])`
const duration = String.raw`(?<![\w.])(?<size>\d+)(?<unit>wd|d|h|m|s)(?!\w)`
const plain = String.raw`(?<![\w.])(?<number>\d+(?:\.\d+)?)(?![\w.:])`
const numbers = new RegExp(`${clock}|${duration}|${plain}`, 'g')

/** Every number, duration, clock and amount of a definition, in the order of the text, each with its change. */
export function numbersOf(text: string): WrittenNumber[] {
  const found: WrittenNumber[] = []
  visit(parseDocument(text), {
    Scalar(key, node, path) {
      if (key === 'key' || !node.range) return
      const keys = path.flatMap((part) => (isPair(part) && isScalar(part.key) ? [String(part.key.value)] : []))
      if (words.has(keys.at(-1) ?? '')) return
      const steps = path.flatMap((part) => (isMap(part) ? kinds.map((kind) => part.get(kind)) : []))
      const step = steps.findLast((id) => typeof id === 'string')
      const place = typeof step === 'string' ? [step, ...keys.slice(keys.lastIndexOf('steps') + 1)] : keys
      const [start, end] = node.range
      for (const match of text.slice(start, end).matchAll(numbers)) {
        const from = start + match.index
        const becomes = changeOf(match.groups ?? {})
        found.push({
          line: text.slice(0, from).split('\n').length,
          place: place.join('.'),
          was: match[0],
          becomes,
          changed: text.slice(0, from) + becomes + text.slice(from + match[0].length),
        })
      }
    },
  })
  return found
}

/** The next hour, twice the duration, one more. */
function changeOf(parts: { [name: string]: string | undefined }): string {
  const { hour, minute, size, unit, number } = parts
  if (hour !== undefined) return `${String((Number(hour) + 1) % 24).padStart(2, '0')}:${minute}`
  if (size !== undefined) return `${Number(size) * 2 || 1}${unit}`
  const decimals = number?.split('.')[1]?.length ?? 0
  return (Number(number) + 1).toFixed(decimals)
}
