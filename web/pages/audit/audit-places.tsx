import { LinkButton } from '../../kit/button/link-button.tsx'
import { useText } from '../../text/use-text.ts'

/** The ways between the auditor's pages. */
export function AuditPlaces() {
  const t = useText('audit')
  return (
    <>
      <LinkButton to="/audit" icon="search">
        {t('places.search')}
      </LinkButton>
      <LinkButton to="/audit/pairs" icon="people">
        {t('places.pairs')}
      </LinkButton>
      <LinkButton to="/audit/samples" icon="check">
        {t('places.samples')}
      </LinkButton>
      <LinkButton to="/audit/then" icon="clock">
        {t('places.then')}
      </LinkButton>
      <LinkButton to="/audit/proofs" icon="lock">
        {t('places.proofs')}
      </LinkButton>
    </>
  )
}
