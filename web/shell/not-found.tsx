import { EmptyState } from '../kit/note/empty-state.tsx'
import { LinkButton } from '../kit/button/link-button.tsx'
import { Page } from '../kit/page/page.tsx'
import { useText } from '../text/use-text.ts'

/** An address that leads nowhere, or to something the reader may not see. */
export function NotFound() {
  const t = useText('shell')
  return (
    <Page title={t('notFound.title')}>
      <EmptyState
        icon="search"
        title={t('notFound.heading')}
        action={<LinkButton to="/">{t('notFound.home')}</LinkButton>}
      >
        {t('notFound.text')}
      </EmptyState>
    </Page>
  )
}
