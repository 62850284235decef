import { createRouter } from '@tanstack/react-router'
import { queryClient } from '../api/query-client.ts'
import { adminRoutes } from '../pages/admin/routes.tsx'
import { auditRoutes } from '../pages/audit/routes.tsx'
import { hostRoutes, liveRoutes } from '../pages/live/routes.tsx'
import { meRoutes } from '../pages/me/routes.tsx'
import { messageRoutes } from '../pages/messages/routes.tsx'
import { personalRoutes } from '../pages/personal/routes.tsx'
import { playbookRoutes } from '../pages/playbooks/routes.tsx'
import { runRoutes } from '../pages/runs/routes.tsx'
import { warehouseRoutes } from '../pages/warehouse/routes.tsx'
import { workRoutes } from '../pages/work/routes.tsx'
import { PageFailed } from './page-failed.tsx'
import { PagePending } from './page-pending.tsx'
import { firstRunRoute, homeRoute, rootRoute, shellRoute, signInRoute } from './shell-route.tsx'

const tree = rootRoute.addChildren([
  signInRoute,
  firstRunRoute,
  ...hostRoutes,
  shellRoute.addChildren([
    homeRoute,
    ...workRoutes,
    ...warehouseRoutes,
    ...liveRoutes,
    ...runRoutes,
    ...playbookRoutes,
    ...auditRoutes,
    ...adminRoutes,
    ...personalRoutes,
    ...messageRoutes,
    ...meRoutes,
  ]),
])

/** Every page of the house. */
export const router = createRouter({
  routeTree: tree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: PagePending,
  defaultPendingMs: 300,
  defaultErrorComponent: PageFailed,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
