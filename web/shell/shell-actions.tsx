import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import { rolesOf, useMe } from '../api/me.ts'
import { chooseLanguage } from '../text/texts.ts'
import { useLanguage, useText } from '../text/use-text.ts'
import type { Action } from './actions.ts'
import { useActions } from './actions.ts'
import { KeysSheet } from './keys-sheet.tsx'
import { placesOf } from './navigation.ts'
import { onOpenPalette } from './open-palette.ts'
import { useSignOut } from './use-sign-out.ts'

const Palette = lazy(() => import('./palette.tsx'))

/** What can be done on every page: going places, the palette, the keys. */
export function ShellActions() {
  const t = useText('shell')
  const me = useMe()
  const navigate = useNavigate()
  const language = useLanguage()
  const signOut = useSignOut()
  const [shown, show] = useState<'palette' | 'keys' | null>(null)
  onOpenPalette.current = () => show('palette')
  const actions = useMemo<readonly Action[]>(
    () => [
      ...placesOf(rolesOf(me)).map(({ path, textKey, key }) => ({
        id: `go ${path}`,
        label: t('goTo', { place: t(`places.${textKey}`) }),
        keys: `g ${key}`,
        run: () => void navigate({ to: path }),
      })),
      { id: 'palette', label: t('palette.title'), keys: 'mod+k', whileTyping: true, run: () => show('palette') },
      { id: 'keys', label: t('keys.title'), keys: '?', run: () => show('keys') },
      {
        id: 'language',
        label: t('switchLanguage'),
        run: () => void chooseLanguage(language === 'zh' ? 'en' : 'zh'),
      },
      { id: 'sign-out', label: t('signOut'), run: signOut },
    ],
    [t, me, navigate, language, signOut],
  )
  useActions(actions)
  return (
    <>
      {shown === 'keys' && <KeysSheet onClose={() => show(null)} />}
      {shown === 'palette' && (
        <Suspense fallback={null}>
          <Palette onClose={() => show(null)} />
        </Suspense>
      )}
    </>
  )
}
