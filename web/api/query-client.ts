import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './api-problem.ts'

const freshMs = 15_000
const mostTries = 3
const firstPauseMs = 300

/** What the page has read and may show again; the stream says when something of it has changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Asked even when the device says it is offline: then the page says so instead of waiting in silence.
      networkMode: 'always',
      retryDelay: (failures) => firstPauseMs * 2 ** failures,
      staleTime: freshMs,
      gcTime: 10 * 60_000,
      retry: (failures, error) => failures < mostTries && (!(error instanceof ApiProblem) || error.passing),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})
