import { LinkButton } from '../../kit/button/link-button.tsx'
import { useText } from '../../text/use-text.ts'

/** The ways between the pages of administration. */
export function AdminPlaces() {
  const t = useText('admin')
  return (
    <>
      <LinkButton to="/admin" icon="people">
        {t('places.people')}
      </LinkButton>
      <LinkButton to="/admin/duty" icon="calendar">
        {t('places.duty')}
      </LinkButton>
      <LinkButton to="/admin/stores" icon="store">
        {t('places.stores')}
      </LinkButton>
      <LinkButton to="/admin/numbers" icon="edit">
        {t('places.numbers')}
      </LinkButton>
      <LinkButton to="/admin/robots" icon="comment">
        {t('places.robots')}
      </LinkButton>
      <LinkButton to="/admin/outbox" icon="bell">
        {t('places.outbox')}
      </LinkButton>
      <LinkButton to="/admin/erasures" icon="lock">
        {t('places.erasures')}
      </LinkButton>
      <LinkButton to="/admin/emergencies" icon="warn">
        {t('places.emergencies')}
      </LinkButton>
      <LinkButton to="/admin/log" icon="clock">
        {t('places.log')}
      </LinkButton>
    </>
  )
}
