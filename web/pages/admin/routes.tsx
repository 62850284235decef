import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'

const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin',
  beforeLoad: withTexts('admin'),
  component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
})

const dutyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/duty',
  beforeLoad: withTexts('admin'),
  component: lazyRouteComponent(() => import('./duty-page.tsx'), 'DutyPage'),
})

const storesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/stores',
  beforeLoad: withTexts('admin'),
  component: lazyRouteComponent(() => import('./stores-page.tsx'), 'StoresPage'),
})

const numbersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/numbers',
  validateSearch: (search: Record<string, unknown>): { storeId?: string; sopId?: string } => ({
    ...(typeof search['storeId'] === 'string' ? { storeId: search['storeId'] } : {}),
    ...(typeof search['sopId'] === 'string' ? { sopId: search['sopId'] } : {}),
  }),
  beforeLoad: withTexts('admin'),
  component: lazyRouteComponent(() => import('./numbers-page.tsx'), 'NumbersPage'),
})

const logRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/log',
  beforeLoad: withTexts('admin'),
  component: lazyRouteComponent(() => import('./log-page.tsx'), 'LogPage'),
})

const breakGlassRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/emergencies',
  beforeLoad: withTexts('admin'),
  component: lazyRouteComponent(() => import('./break-glass-page.tsx'), 'BreakGlassPage'),
})

/** Pages of whoever keeps people, stores and numbers in order. */
export const adminRoutes = [peopleRoute, dutyRoute, storesRoute, numbersRoute, logRoute, breakGlassRoute]
