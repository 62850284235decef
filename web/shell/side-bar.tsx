import { Link } from '@tanstack/react-router'
import { rolesOf, useMe } from '../api/me.ts'
import { Icon } from '../kit/icon/icon.tsx'
import { useText } from '../text/use-text.ts'
import type { Place } from './navigation.ts'
import { placesOf } from './navigation.ts'

/** The places of the reader, beside the page. */
export function SideBar() {
  const t = useText('shell')
  const places = placesOf(rolesOf(useMe()))
  return (
    <nav className="side-bar" aria-label={t('navigation')}>
      <ul>
        {places.map((place) => (
          <li key={place.path}>
            <PlaceLink place={place} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The few places a thumb needs, and the rest behind the palette. */
export function BottomBar() {
  const t = useText('shell')
  const places = placesOf(rolesOf(useMe())).filter(({ onPhone }) => onPhone)
  return (
    <nav className="bottom-bar" aria-label={t('navigation')}>
      <ul>
        {places.map((place) => (
          <li key={place.path}>
            <PlaceLink place={place} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function PlaceLink({ place }: { place: Place }) {
  const t = useText('shell')
  return (
    <Link to={place.path} className="place-link" activeProps={{ 'aria-current': 'page' }}>
      <Icon name={place.icon} />
      <span>{t(`places.${place.textKey}`)}</span>
    </Link>
  )
}
