import { Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { useStream } from '../api/stream.ts'
import { Toaster } from '../kit/toast/toaster.tsx'
import { useKeepSending } from '../queue/use-keep-sending.ts'
import { useText } from '../text/use-text.ts'
import { Zone } from '../time/zone.ts'
import { listenForKeys } from './keys.ts'
import { BottomBar, SideBar } from './side-bar.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { ShellActions } from './shell-actions.tsx'
import { useStore } from './store-choice.ts'
import { TopBar } from './top-bar.tsx'
import { PagePending } from './page-pending.tsx'
import './shell.css'

/** The frame round every page: where one is, where one may go, and what is live. */
export function Shell() {
  const t = useText('shell')
  const { zone } = useStore()
  const stream = useStream()
  useKeepSending()
  useEffect(listenForKeys, [])
  useFocusOnPageChange()
  return (
    <Zone value={zone}>
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      <div className="shell">
        <TopBar stream={stream} />
        <SideBar />
        <main id="content" className="content" tabIndex={-1}>
          <Suspense fallback={<PagePending />}>
            <Outlet />
          </Suspense>
        </main>
        <BottomBar />
      </div>
      <ShellActions />
      <SignInAgain />
      <Toaster />
    </Zone>
  )
}

/** Whoever followed a link from the navigation goes on from the page's heading, not from the link. */
function useFocusOnPageChange(): void {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>('#content h1')
    if (path !== undefined && heading && document.activeElement?.closest('nav, [role="dialog"]')) heading.focus()
  }, [path])
}
