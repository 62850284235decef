import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'

const meRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/me',
  beforeLoad: withTexts('me', 'admin', 'messages'),
  component: lazyRouteComponent(() => import('./me-page.tsx'), 'MePage'),
})

const rightsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/me/rights',
  beforeLoad: withTexts('me'),
  component: lazyRouteComponent(() => import('./rights-page.tsx'), 'RightsPage'),
})

/** Pages about the reader. */
export const meRoutes = [meRoute, rightsRoute]
