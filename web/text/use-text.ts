import type { TFunction } from 'i18next'
import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Text } from '#engine/model/text.ts'
import type { Namespace } from './resources.ts'
import type { Language } from './texts.ts'

/** The texts of one file, as `t('key')`. */
export function useText<N extends Namespace>(namespace: N): TFunction<N> {
  return useTranslation(namespace).t as TFunction<N>
}

function onLanguage(listener: () => void): () => void {
  i18next.on('languageChanged', listener)
  return () => i18next.off('languageChanged', listener)
}

const languageNow = (): Language => (i18next.language === 'en' ? 'en' : 'zh')

/** The language that is shown. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, languageNow)
}

/** A playbook's own text in the language that is shown. */
export function usePick(): (text: Text) => string {
  const language = useLanguage()
  return (text) => text[language]
}
