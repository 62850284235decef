import type { ReactNode } from 'react'
import type { IconName } from '../icon/icon.tsx'
import { Icon } from '../icon/icon.tsx'
import { KeyHint } from '../key-hint/key-hint.tsx'
import { WithTip } from '../tip/tip.tsx'
import { tell } from '../toast/toasts.ts'
import './button.css'

export interface ButtonProps {
  children?: ReactNode
  onPress?: () => void
  /** `primary` at most once per page. */
  tone?: 'plain' | 'primary' | 'danger' | 'quiet'
  icon?: IconName | undefined
  /** Name of a button that shows only its icon; shown as a tip too. */
  label?: string
  /** Why this cannot be done now. The button stays reachable and says so on hover, focus and tap. */
  refusal?: string | null | undefined
  /** Its act is under way. */
  busy?: boolean
  type?: 'button' | 'submit'
  /** Keys that do the same, as in `a` or `mod+Enter`. */
  keys?: string
  pressed?: boolean
  expanded?: boolean
  id?: string
}

/** A button; one that cannot be pressed says why. */
export function Button(props: ButtonProps) {
  const {
    children,
    onPress,
    tone = 'plain',
    icon,
    label,
    busy = false,
    type = 'button',
    keys,
    pressed,
    expanded,
  } = props
  const refusal = props.refusal ?? null
  const press = () => {
    if (refusal !== null) return tell({ tone: 'info', text: refusal })
    if (!busy) onPress?.()
  }
  const button = (
    <button
      id={props.id}
      type={refusal === null ? type : 'button'}
      className={`button button-${tone}${children === undefined ? ' button-bare' : ''}`}
      aria-disabled={refusal !== null || busy || undefined}
      aria-busy={busy || undefined}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      onClick={type === 'submit' && refusal === null && !busy ? undefined : press}
    >
      {icon && <Icon name={icon} />}
      {children !== undefined && <span className="button-words">{children}</span>}
      {keys !== undefined && <KeyHint keys={keys} />}
    </button>
  )
  const tip = refusal ?? label ?? null
  return tip === null ? button : <WithTip tip={tip}>{button}</WithTip>
}
