import type { ReactNode } from 'react'
import type { IconName } from '../icon/icon.tsx'
import { Icon } from '../icon/icon.tsx'
import './note.css'

const icons: Record<NoteTone, IconName> = { info: 'info', good: 'check', warn: 'late', bad: 'warn' }

type NoteTone = 'info' | 'good' | 'warn' | 'bad'

/** A few sentences that stand in the page until their cause is gone. */
export function Note({ tone, children }: { tone: NoteTone; children: ReactNode }) {
  return (
    <div className={`note note-${tone}`}>
      <Icon name={icons[tone]} />
      <div className="note-words">{children}</div>
    </div>
  )
}
