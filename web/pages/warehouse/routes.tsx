import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'

const scanRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/warehouse',
  beforeLoad: withTexts('warehouse', 'work', 'forms', 'choices', 'phrases'),
  component: lazyRouteComponent(() => import('./scan-page.tsx'), 'ScanPage'),
})

/** Pages of the warehouse. */
export const warehouseRoutes = [scanRoute]
