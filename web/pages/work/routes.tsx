import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'
import type { InboxSearch } from './inbox-search.ts'
import { readInboxSearch } from './inbox-search.ts'

const inboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox',
  validateSearch: (search: Record<string, unknown>): InboxSearch => readInboxSearch(search),
  beforeLoad: withTexts('work'),
  component: lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
})

const taskRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tasks/$taskId',
  beforeLoad: withTexts('work', 'forms', 'choices'),
  component: lazyRouteComponent(() => import('./task-page.tsx'), 'TaskPage'),
})

const waitingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/waiting',
  beforeLoad: withTexts('work', 'forms', 'choices'),
  component: lazyRouteComponent(() => import('./waiting-page.tsx'), 'WaitingPage'),
})

const pasteRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/paste',
  beforeLoad: withTexts('work', 'forms', 'choices'),
  component: lazyRouteComponent(() => import('./paste-page.tsx'), 'PastePage'),
})

/** Pages of whoever works on tasks. */
export const workRoutes = [inboxRoute, taskRoute, waitingRoute, pasteRoute]
