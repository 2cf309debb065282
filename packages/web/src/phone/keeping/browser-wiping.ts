// The steps of wiping, in a browser.

import { deleteDatabase, putValues } from './database.ts'
import type { Wiping } from './purge.ts'

const ours = /^treve\./

export function browserWiping(database: IDBDatabase | undefined): Wiping {
  return {
    async keys() {
      if (database !== undefined) await putValues(database, [['lock', 'lock', undefined]])
    },
    async storage() {
      database?.close()
      await deleteDatabase()
    },
    async files() {
      for (const name of await caches.keys()) if (name.startsWith('treve-phone')) await caches.delete(name)
    },
    async worker() {
      const registration = await navigator.serviceWorker?.getRegistration('/phone/')
      await registration?.unregister()
    },
    async preferences() {
      for (const key of Object.keys(localStorage)) if (ours.test(key)) localStorage.removeItem(key)
      sessionStorage.clear()
    },
  }
}
