import i18next from 'i18next'
import { useText } from '../text/use-text.ts'

/** Where a value came from, e.g. `order.paid`, in the reader's words. */
export function useSourceWords(): (source: string) => string {
  const t = useText('forms')
  return (source) => {
    const root = source.split('.')[0] ?? ''
    return i18next.exists(`forms:sources.${root}`) ? t(`sources.${root}` as 'sources.order') : source
  }
}
