import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { AuditFilter } from '../../api/audit.ts'
import { shellRoute } from '../../shell/shell-route.tsx'
import { withTexts } from '../../text/texts.ts'

const texts = ['storeId', 'sopId', 'runId', 'personId', 'person', 'type', 'stepId', 'fromAt', 'toAt', 'q'] as const
const amounts = ['amountFrom', 'amountTo'] as const

function readFilter(search: Record<string, unknown>): AuditFilter {
  const filter: AuditFilter = {}
  for (const name of texts) {
    const value = search[name]
    if (typeof value === 'string' && value !== '') filter[name] = value
  }
  if (search['seenBefore'] === true) filter.seenBefore = true
  for (const name of amounts) {
    const value = search[name]
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) filter[name] = value
  }
  return filter
}

const searchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit',
  validateSearch: readFilter,
  beforeLoad: withTexts('audit'),
  component: lazyRouteComponent(() => import('./search-page.tsx'), 'SearchPage'),
})

const historyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit/runs/$runId',
  validateSearch: (search: Record<string, unknown>): { seq?: number } =>
    typeof search['seq'] === 'number' ? { seq: search['seq'] } : {},
  beforeLoad: withTexts('audit', 'personal'),
  component: lazyRouteComponent(() => import('./history-page.tsx'), 'HistoryPage'),
})

const pairsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit/pairs',
  beforeLoad: withTexts('audit'),
  component: lazyRouteComponent(() => import('./pairs-page.tsx'), 'PairsPage'),
})

const samplesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit/samples',
  beforeLoad: withTexts('audit'),
  component: lazyRouteComponent(() => import('./samples-page.tsx'), 'SamplesPage'),
})

const sampleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit/samples/$sampleId',
  beforeLoad: withTexts('audit'),
  component: lazyRouteComponent(() => import('./sample-page.tsx'), 'SamplePage'),
})

const proofsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit/proofs',
  beforeLoad: withTexts('audit'),
  component: lazyRouteComponent(() => import('./proofs-page.tsx'), 'ProofsPage'),
})

const thenRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit/then',
  beforeLoad: withTexts('audit'),
  component: lazyRouteComponent(() => import('./then-page.tsx'), 'ThenPage'),
})

/** Pages of whoever looks at what was done. */
export const auditRoutes = [searchRoute, historyRoute, pairsRoute, samplesRoute, sampleRoute, proofsRoute, thenRoute]
