import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'

const playbooksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/playbooks',
  beforeLoad: withTexts('playbooks'),
  component: lazyRouteComponent(() => import('./playbooks-page.tsx'), 'PlaybooksPage'),
})

const readRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/playbooks/$sopId/$version',
  beforeLoad: withTexts('author'),
  component: lazyRouteComponent(() => import('./read-page.tsx'), 'ReadPage'),
})

const writeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/playbooks/write',
  validateSearch: ({ from }: Record<string, unknown>): { from?: string } => (typeof from === 'string' ? { from } : {}),
  beforeLoad: withTexts('author'),
  component: lazyRouteComponent(() => import('./write-page.tsx'), 'WritePage'),
})

/** Pages of whoever reads and writes playbooks. */
export const playbookRoutes = [playbooksRoute, readRoute, writeRoute]
