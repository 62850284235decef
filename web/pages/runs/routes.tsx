import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'
import { readBoardSearch, readLaunchSearch, readReportSearch, readRunSearch } from './search.ts'

const boardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/runs',
  validateSearch: readBoardSearch,
  beforeLoad: withTexts('runs'),
  component: lazyRouteComponent(() => import('./board/board-page.tsx'), 'BoardPage'),
})

const launchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/runs/launch',
  validateSearch: readLaunchSearch,
  beforeLoad: withTexts('runs', 'launch'),
  component: lazyRouteComponent(() => import('./launch/launch-page.tsx'), 'LaunchPage'),
})

const reportRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/runs/report',
  validateSearch: readReportSearch,
  beforeLoad: withTexts('runs', 'report'),
  component: lazyRouteComponent(() => import('./report/report-page.tsx'), 'ReportPage'),
})

const runRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/runs/$runId',
  validateSearch: readRunSearch,
  beforeLoad: withTexts('runs', 'run', 'personal'),
  component: lazyRouteComponent(() => import('./run/run-page.tsx'), 'RunPage'),
})

/** Pages of whoever launches and steers runs. */
export const runRoutes = [boardRoute, launchRoute, reportRoute, runRoute]
