import { useRemembered } from './remembered.ts'

export type Theme = 'system' | 'light' | 'dark'

/** The chosen theme; `system` follows the device. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [chosen, remember] = useRemembered('theme')
  const theme = chosen === 'light' || chosen === 'dark' ? chosen : 'system'
  return [
    theme,
    (next) => {
      remember(next === 'system' ? null : next)
      if (next === 'system') delete document.documentElement.dataset['theme']
      else document.documentElement.dataset['theme'] = next
    },
  ]
}
