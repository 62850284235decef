import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'
import type { IconName } from '../icon/icon.tsx'
import { Icon } from '../icon/icon.tsx'
import './button.css'

interface AnchorProps extends ComponentPropsWithRef<'a'> {
  tone?: 'plain' | 'primary' | 'quiet'
  icon?: IconName
}

function Anchor({ tone = 'plain', icon, children, ...anchor }: AnchorProps) {
  return (
    <a {...anchor} className={`button button-${tone}`}>
      {icon && <Icon name={icon} />}
      <span className="button-words">{children}</span>
    </a>
  )
}

/** A link that looks like a button: it goes somewhere and changes nothing. Takes `to`, `params`, `search` of the router. */
export const LinkButton = createLink(Anchor)
