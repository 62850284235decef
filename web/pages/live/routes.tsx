import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute, shellRoute, signedIn } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'

const streamsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/live',
  beforeLoad: withTexts('live'),
  component: lazyRouteComponent(() => import('./streams-page.tsx'), 'StreamsPage'),
})

const deskRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/live/$runId',
  validateSearch: ({ view }: Record<string, unknown>): { view?: 'floor' } => (view === 'floor' ? { view } : {}),
  beforeLoad: withTexts('live'),
  component: lazyRouteComponent(() => import('./desk-page.tsx'), 'DeskPage'),
})

/** Big enough for whoever stands in front of the camera: no frame, no buttons. */
const hostRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/live/$runId/host',
  beforeLoad: async (at) => {
    await signedIn(at)
    await withTexts('live')()
  },
  component: lazyRouteComponent(() => import('./host-page.tsx'), 'HostPage'),
})

/** Pages of whoever is on air, inside the shell; the host's screen stands alone. */
export const liveRoutes = [streamsRoute, deskRoute]
export const hostRoutes = [hostRoute]
