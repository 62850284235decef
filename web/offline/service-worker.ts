export {}

declare const self: ServiceWorkerGlobalScope
/** Put in at the build: another page brings another worker. */
declare const BUILD_ID: string

const cacheName = `zhangfa-${BUILD_ID}`

self.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  // Data is never answered from here: what somebody sees is what the house says now, or that it cannot be reached.
  if (/^\/(api|docs|openapi\.json|healthz|readyz)(\/|$)/.test(pathname)) return
  if (pathname.startsWith('/assets/')) event.respondWith(keptFirst(request))
  else event.respondWith(netFirst(request))
})

async function keep(): Promise<void> {
  const listed = await fetch('/kept-files.json', { cache: 'no-store' })
  const files = (await listed.json()) as string[]
  const cache = await caches.open(cacheName)
  await cache.addAll(files)
}

async function forgetOlder(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith('zhangfa-') && name !== cacheName).map((name) => caches.delete(name)),
  )
}

async function keptFirst(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

/** The page itself is fetched anew while there is a network, so that a new version is seen at once. */
async function netFirst(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch {
    const kept = await caches.match(request.mode === 'navigate' ? '/index.html' : request)
    return kept ?? Response.error()
  }
}
