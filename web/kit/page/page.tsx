import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { useText } from '../../text/use-text.ts'
import './page.css'

export interface Crumb {
  label: string
  to: string
}

export interface PageProps {
  title: string
  /** The way here, outermost first, without the page itself. */
  crumbs?: readonly Crumb[]
  /** What may be done with all of it. */
  actions?: ReactNode
  /** Beside the title: a state, a count. */
  aside?: ReactNode
  children: ReactNode
  /** Fills the window and scrolls inside, as lists and boards do. */
  full?: boolean
}

/** A page: its heading takes the focus when one comes here, and its title is the document's. */
export function Page({ title, crumbs = [], actions, aside, children, full = false }: PageProps) {
  const t = useText('shell')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${t('name')}`
  }, [title, t])
  useEffect(() => {
    // Whoever has gone somewhere already, into a field for instance, is left there.
    const at = document.activeElement
    if (at === null || at === document.body || !document.contains(at) || at.closest('nav')) heading.current?.focus()
  }, [])
  return (
    <div className={full ? 'page page-full' : 'page'}>
      <header className="page-head">
        <div className="page-name">
          {crumbs.length > 0 && (
            <nav aria-label={t('crumbs')}>
              <ol className="page-crumbs">
                {crumbs.map(({ label, to }) => (
                  <li key={to}>
                    <Link to={to}>{label}</Link>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {aside}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      <div className="page-body">{children}</div>
    </div>
  )
}
