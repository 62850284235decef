import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'

const erasuresRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/erasures',
  beforeLoad: withTexts('personal', 'forms'),
  component: lazyRouteComponent(() => import('./erasures-page.tsx'), 'ErasuresPage'),
})

/** The page of whoever decides about erasing personal data. */
export const personalRoutes = [erasuresRoute]
