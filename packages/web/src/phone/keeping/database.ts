// IndexedDB, in promises. What is in `lock` stands in the clear; the rest is sealed before it comes here.

export const databaseName = 'treve-phone'
export const stores = { lock: 'lock', records: 'records', photos: 'photos' } as const
export type StoreName = keyof typeof stores

export function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(databaseName, 1)
    asked.onupgradeneeded = () => {
      for (const name of Object.values(stores)) asked.result.createObjectStore(name)
    }
    asked.onsuccess = () => {
      // Another window of this phone may wipe it: nothing here stands in the way.
      asked.result.onversionchange = () => asked.result.close()
      resolve(asked.result)
    }
    asked.onerror = () => reject(asked.error ?? new Error('the phone’s storage does not open'))
  })
}

export function getValue(database: IDBDatabase, store: StoreName, key: string): Promise<unknown> {
  return answerOf(database.transaction(store, 'readonly').objectStore(store).get(key))
}

export async function allValues(database: IDBDatabase, store: StoreName): Promise<readonly [string, unknown][]> {
  const kept = database.transaction(store, 'readonly').objectStore(store)
  const [keys, values] = await Promise.all([answerOf(kept.getAllKeys()), answerOf<unknown[]>(kept.getAll())])
  return keys.map((key, at) => [String(key), values[at]])
}

export function countOf(database: IDBDatabase, store: StoreName): Promise<number> {
  return answerOf(database.transaction(store, 'readonly').objectStore(store).count())
}

/** All of it or nothing; settles when the browser has it on the disk. Undefined removes. */
export function putValues(
  database: IDBDatabase,
  values: readonly (readonly [store: StoreName, key: string, value: unknown])[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(Object.values(stores), 'readwrite', { durability: 'strict' })
    for (const [store, key, value] of values) {
      if (value === undefined) transaction.objectStore(store).delete(key)
      else transaction.objectStore(store).put(value, key)
    }
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error ?? new Error('the phone’s storage took it not'))
    transaction.onabort = () => reject(transaction.error ?? new Error('the phone’s storage took it not'))
  })
}

export function deleteDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.deleteDatabase(databaseName)
    asked.onsuccess = () => resolve()
    asked.onerror = () => reject(asked.error ?? new Error('the phone’s storage is not deleted'))
    asked.onblocked = () => reject(new Error('another window holds the phone’s storage'))
  })
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the phone’s storage does not answer'))
  })
}
