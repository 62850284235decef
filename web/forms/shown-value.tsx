import { Money, Percent } from '../kit/values/values.tsx'
import { useLanguage } from '../text/use-text.ts'
import { shortInstant } from '../time/words.ts'
import { useZone } from '../time/zone.ts'
import { useText } from '../text/use-text.ts'
import { useChoiceWords } from './choice-words.ts'
import { ShownPerson } from './person-input.tsx'
import { plainText } from './plain-text.ts'

/** A value as people read it, by the type of its field. */
export function ShownValue({ type, value }: { type: string; value: unknown }) {
  const t = useText('forms')
  const words = useChoiceWords()
  const language = useLanguage()
  const zone = useZone()
  if (value === null || value === undefined || value === '') return <>—</>
  if (typeof value === 'boolean') return <>{words(String(value))}</>
  if (typeof value === 'number') {
    if (type === 'money') return <Money fen={value} />
    return type === 'percent' ? <Percent value={value} /> : <span className="number">{value}</span>
  }
  if (Array.isArray(value))
    return <>{type === 'files' ? t('fileCount', { count: value.length }) : listed(value, words)}</>
  if (typeof value === 'object') return <>{listed(Object.values(value), words)}</>
  if (type === 'file') return <>{t('fileCount', { count: 1 })}</>
  if (type === 'person') return <ShownPerson value={plainText(value)} />
  if (type === 'datetime')
    return <time dateTime={plainText(value)}>{shortInstant(plainText(value), language, zone, Date.now())}</time>
  return <>{type === 'enum' ? words(plainText(value)) : plainText(value)}</>
}

function listed(values: unknown[], words: (value: string) => string): string {
  return values
    .map((one) => (typeof one === 'object' && one !== null ? Object.values(one).join(' ') : words(String(one))))
    .join(' · ')
}
