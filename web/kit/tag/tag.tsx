import type { ReactNode } from 'react'
import './tag.css'

/** One or two words about a thing. The words say it; the colour only repeats them. */
export function Tag({
  tone = 'plain',
  children,
}: {
  tone?: 'plain' | 'info' | 'good' | 'warn' | 'bad'
  children: ReactNode
}) {
  return <span className={`tag tag-${tone}`}>{children}</span>
}
