import { useQuery } from '@tanstack/react-query'
import { roleTitles } from '#engine/model/roles.ts'
import { houseQuery } from '../../api/house.ts'
import { useMe } from '../../api/me.ts'
import { Button } from '../../kit/button/button.tsx'
import { LinkButton } from '../../kit/button/link-button.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import type { Theme } from '../../shell/theme.ts'
import { useTheme } from '../../shell/theme.ts'
import { useSignOut } from '../../shell/use-sign-out.ts'
import type { Language } from '../../text/texts.ts'
import { chooseLanguage } from '../../text/texts.ts'
import { useLanguage, usePick, useText } from '../../text/use-text.ts'
import { MyAbsence } from './my-absence.tsx'
import { MyMessages } from './my-messages.tsx'
import { Sessions } from './sessions.tsx'
import { Tokens } from './tokens.tsx'
import './me.css'

/** Who is signed in, with which posts where, and how the page looks. */
export function MePage() {
  const t = useText('me')
  const { name, email } = useMe()
  const signOut = useSignOut()
  const house = useQuery(houseQuery).data
  return (
    <Page
      title={name}
      actions={
        <Button icon="out" onPress={signOut}>
          {t('signOut')}
        </Button>
      }
    >
      <p>{email}</p>
      <Posts />
      <MyMessages />
      <MyAbsence />
      <Sessions />
      <Tokens />
      <Looks />
      {house && <p className="me-version">{t('version', { version: house.version })}</p>}
    </Page>
  )
}

function Posts() {
  const t = useText('me')
  const pick = usePick()
  const { stores } = useMe()
  return (
    <Panel title={t('posts')}>
      {stores.length === 0 ? (
        <EmptyState icon="store" title={t('noPosts')}>
          {t('noPostsText')}
        </EmptyState>
      ) : (
        <dl className="me-posts">
          {stores.map(({ storeId, storeName, zone, roles }) => (
            <div key={storeId}>
              <dt>
                {storeName} <small>{zone}</small>
              </dt>
              <dd>
                {roles.map((role) => (
                  <Tag key={role}>{pick(roleTitles[role] ?? { zh: role, en: role })}</Tag>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <LinkButton to="/me/rights">{t('rights.see')}</LinkButton>
    </Panel>
  )
}

function Looks() {
  const t = useText('me')
  const language = useLanguage()
  const [theme, chooseTheme] = useTheme()
  return (
    <Panel title={t('looks')}>
      <Field label={t('language')}>
        <Select<Language>
          value={language}
          choices={[
            { value: 'zh', label: '简体中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(next) => void chooseLanguage(next)}
        />
      </Field>
      <Field label={t('theme.label')}>
        <Select<Theme>
          value={theme}
          choices={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={chooseTheme}
        />
      </Field>
    </Panel>
  )
}
