import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'

const scanRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/warehouse',
  beforeLoad: withTexts('warehouse', 'work', 'forms', 'choices'),
  component: lazyRouteComponent(() => import('./scan-page.tsx'), 'ScanPage'),
})

const handoverRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/handover',
  validateSearch: ({ day }: Record<string, unknown>): { day?: string } =>
    typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : {},
  beforeLoad: withTexts('warehouse', 'work', 'choices'),
  component: lazyRouteComponent(() => import('./handover-page.tsx'), 'HandoverPage'),
})

const gridRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/grid',
  validateSearch: ({ sop, step }: Record<string, unknown>): { sop?: string; step?: string } =>
    typeof sop === 'string' && typeof step === 'string' ? { sop, step } : {},
  beforeLoad: withTexts('warehouse', 'work', 'forms', 'choices'),
  component: lazyRouteComponent(() => import('./grid-page.tsx'), 'GridPage'),
})

/** Pages of the warehouse, and the sheet of one step over many runs. */
export const warehouseRoutes = [scanRoute, handoverRoute, gridRoute]
