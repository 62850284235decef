import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'
import { readMessagesSearch, readOutboxSearch } from './search.ts'

const messagesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/messages',
  validateSearch: readMessagesSearch,
  beforeLoad: withTexts('messages'),
  component: lazyRouteComponent(() => import('./messages-page.tsx'), 'MessagesPage'),
})

const robotsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/robots',
  beforeLoad: withTexts('messages', 'admin'),
  component: lazyRouteComponent(() => import('./robots-page.tsx'), 'RobotsPage'),
})

const outboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin/outbox',
  validateSearch: readOutboxSearch,
  beforeLoad: withTexts('messages', 'admin'),
  component: lazyRouteComponent(() => import('./outbox-page.tsx'), 'OutboxPage'),
})

/** What people are told, and the ways it takes out of the house. */
export const messageRoutes = [messagesRoute, robotsRoute, outboxRoute]
