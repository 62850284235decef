import i18next from 'i18next'
import { useLanguage, useText } from '../text/use-text.ts'

/** Entries of a playbook's lists in the reader's words; one that has none is shown as it is written. */
export function useChoiceWords(): (value: string) => string {
  useText('choices')
  const language = useLanguage()
  return (value) =>
    i18next.exists(`choices:of.${value}`, { lng: language })
      ? i18next.t(`choices:of.${value}` as 'choices:of.true')
      : value.replaceAll('_', ' ')
}
