// Keeps the phone's pages for when there is no network. What a version needs is fetched whole before that version serves;
// data is never kept here: it is sealed elsewhere.

interface WorkerScope {
  readonly clients: { claim(): Promise<void> }
  readonly registration: { readonly scope: string }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listener: (event: LifeEvent) => void): void
  addEventListener(kind: 'fetch', listener: (event: FetchEvent) => void): void
  addEventListener(kind: 'message', listener: (event: MessageEvent) => void): void
}
interface LifeEvent {
  waitUntil(done: Promise<unknown>): void
}
interface FetchEvent extends LifeEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

/** Put in by the build: what the pages are made of, and a name that changes with it. */
declare const PHONE_FILES: readonly string[]
declare const PHONE_VERSION: string
/** What the pages do without until it is there: fetched when they have all they need. */
declare const PHONE_LATER: readonly string[]

const worker = globalThis as unknown as WorkerScope
const cacheName = `treve-phone-${PHONE_VERSION}`
const page = '/phone/'

worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(cacheName)
      // Past the browser's own cache: else a version could be made of two.
      await cache.addAll(PHONE_FILES.map((path) => new Request(path, { cache: 'reload' })))
    })(),
  )
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith('treve-phone-') && name !== cacheName) await caches.delete(name)
      await worker.clients.claim()
      await fetchLater()
    })(),
  )
})

/** Where the network goes meanwhile, it is kept when the pages ask for it. */
async function fetchLater(): Promise<void> {
  const cache = await caches.open(cacheName)
  await cache.addAll(PHONE_LATER).catch(() => undefined)
}

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (request.method !== 'GET' || origin !== new URL(worker.registration.scope).origin) return
  const path = request.mode === 'navigate' && pathname === page ? page : pathname
  if (PHONE_FILES.includes(path)) event.respondWith(kept(path, request))
  else if (PHONE_LATER.includes(path)) event.respondWith(keptFromNow(path, request))
})

/** Asked for by the page when its bearer takes the new version. */
worker.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void worker.skipWaiting()
})

async function keptFromNow(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  const before = await cache.match(path)
  if (before !== undefined) return before
  const fetched = await fetch(request)
  if (fetched.ok) await cache.put(path, fetched.clone())
  return fetched
}

async function kept(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  return (await cache.match(path)) ?? fetch(request)
}
