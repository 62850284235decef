import i18next from 'i18next'
import type { BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Namespace } from './resources.ts'

export type Language = 'zh' | 'en'
const languages: readonly Language[] = ['zh', 'en']
const storedAs = 'zhangfa.language'

/** Files are fetched when a page first needs them, in the language that is shown. */
const textFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const file = import(`./${language}/${namespace}.json`) as Promise<{ default: Record<string, string> }>
    file.then(
      (texts) => done(null, texts.default),
      (error: Error) => done(error, false),
    )
  },
}

/** Chinese unless chosen otherwise; needed by everything that is drawn. */
export async function openTexts(): Promise<void> {
  i18next.on('languageChanged', tellDocument)
  await i18next
    .use(textFiles)
    .use(initReactI18next)
    .init({
      lng: rememberedLanguage(),
      fallbackLng: false,
      supportedLngs: [...languages],
      ns: ['shell', 'kit', 'problems'],
      defaultNS: 'shell',
      interpolation: { escapeValue: false },
      returnNull: false,
      react: { useSuspense: true },
    })
}

/** Brings the texts of an area before its page is shown; for a route's `beforeLoad`. */
export const withTexts =
  (...namespaces: Namespace[]) =>
  async (): Promise<void> =>
    i18next.loadNamespaces(namespaces)

/** Shows everything in another language, now and on later visits. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(storedAs, language)
  await i18next.changeLanguage(language)
}

function rememberedLanguage(): Language {
  return localStorage.getItem(storedAs) === 'en' ? 'en' : 'zh'
}

function tellDocument(language: string): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}
