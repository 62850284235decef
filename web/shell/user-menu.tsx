import { useNavigate } from '@tanstack/react-router'
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { useMe } from '../api/me.ts'
import { Icon } from '../kit/icon/icon.tsx'
import { chooseLanguage } from '../text/texts.ts'
import { useLanguage, useText } from '../text/use-text.ts'
import type { Theme } from './theme.ts'
import { useTheme } from './theme.ts'
import { useSignOut } from './use-sign-out.ts'

const themes: readonly Theme[] = ['system', 'light', 'dark']

/** Who is signed in, and the choices that go with a person: language, theme, sign-out. */
export function UserMenu() {
  const t = useText('shell')
  const me = useMe()
  const language = useLanguage()
  const navigate = useNavigate()
  const [theme, chooseTheme] = useTheme()
  const signOut = useSignOut()
  return (
    <MenuTrigger>
      <Button className="button button-quiet user-button">
        <Icon name="person" />
        <span className="user-name">{me.name}</span>
        <span className="unseen">{t('account')}</span>
      </Button>
      <Popover className="menu-popover" placement="bottom end">
        <Menu className="menu" aria-label={t('account')}>
          <MenuItem className="menu-item" onAction={() => void navigate({ to: '/me' })}>
            <Icon name="person" />
            {t('places.me')}
          </MenuItem>
          <MenuItem
            className="menu-item"
            onAction={() => void chooseLanguage(language === 'zh' ? 'en' : 'zh')}
            lang={language === 'zh' ? 'en' : 'zh-CN'}
          >
            <Icon name="swap" />
            {t('switchLanguage')}
          </MenuItem>
          <Separator className="menu-line" />
          {themes.map((choice) => (
            <MenuItem key={choice} className="menu-item" onAction={() => chooseTheme(choice)}>
              {choice === theme ? <Icon name="check" /> : <span className="menu-gap" />}
              {t(`theme.${choice}`)}
            </MenuItem>
          ))}
          <Separator className="menu-line" />
          <MenuItem className="menu-item" onAction={signOut}>
            <Icon name="out" />
            {t('signOut')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
