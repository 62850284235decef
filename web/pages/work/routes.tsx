import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'

const inboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox',
  beforeLoad: withTexts('work'),
  component: lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
})

/** Pages of whoever works on tasks. */
export const workRoutes = [inboxRoute]
