import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'

const playbooksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/playbooks',
  beforeLoad: withTexts('playbooks'),
  component: lazyRouteComponent(() => import('./playbooks-page.tsx'), 'PlaybooksPage'),
})

/** Pages of whoever reads and writes playbooks. */
export const playbookRoutes = [playbooksRoute]
