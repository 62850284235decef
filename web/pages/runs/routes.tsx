import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'

const runsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/runs',
  beforeLoad: withTexts('runs'),
  component: lazyRouteComponent(() => import('./runs-page.tsx'), 'RunsPage'),
})

/** Pages of whoever launches and steers runs. */
export const runRoutes = [runsRoute]
