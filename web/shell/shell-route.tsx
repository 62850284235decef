import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { rolesOf, whoIsHere } from '../api/me.ts'
import { homeOf } from './navigation.ts'
import { NotFound } from './not-found.tsx'

export interface RouteContext {
  queryClient: QueryClient
}

export const rootRoute = createRootRouteWithContext<RouteContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
})

/** Everything behind the sign-in; pages are its children. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell.tsx'), 'Shell'),
  notFoundComponent: NotFound,
  beforeLoad: signedIn,
})

/** Sends whoever is not signed in to do so first, and back afterwards; for a route's `beforeLoad`. */
export async function signedIn({
  context,
  location,
}: {
  context: RouteContext
  location: { href: string }
}): Promise<void> {
  if ((await whoIsHere(context.queryClient)) !== null) return
  redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href }, throw: true })
}

/** `/` is wherever one's day starts. */
export const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await whoIsHere(context.queryClient)
    if (me !== null) redirect({ to: homeOf(rolesOf(me)), throw: true })
  },
})

export const firstRunRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/first-run',
  component: lazyRouteComponent(() => import('./first-run-page.tsx'), 'FirstRunPage'),
})

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    // Only places of this house, or a sign-in could send people elsewhere.
    typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {},
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
})
