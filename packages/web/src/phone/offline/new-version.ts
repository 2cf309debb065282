// Registers the service worker, and tells when a newer version of the pages is there and waits to be taken.

const address = '/phone/service-worker.js'

export interface NewVersion {
  take(): void
}

/** Calls back when a version waits; returns how to stop listening. */
export function watchVersions(found: (version: NewVersion) => void): () => void {
  const { serviceWorker } = navigator
  if (serviceWorker === undefined) return () => undefined
  let isWatching = true
  let isTaken = false
  const tell = (waiting: ServiceWorker | null) => {
    if (!isWatching || waiting === null || serviceWorker.controller === null) return
    found({
      take() {
        isTaken = true
        waiting.postMessage('take-over')
      },
    })
  }
  const onController = () => {
    if (isTaken) location.reload()
  }
  serviceWorker.addEventListener('controllerchange', onController)
  serviceWorker.register(address, { scope: '/phone/' }).then(
    (registration) => {
      tell(registration.waiting)
      registration.addEventListener('updatefound', () => {
        const { installing } = registration
        installing?.addEventListener('statechange', () => {
          if (installing.state === 'installed') tell(installing)
        })
      })
    },
    // No network, or a browser that keeps none: the pages work as long as there is one.
    () => undefined,
  )
  return () => {
    isWatching = false
    serviceWorker.removeEventListener('controllerchange', onController)
  }
}
