// What is typed, and what is sent and not answered, is kept on this device until it is done, also through a reload. It is
// of one reader: whoever signs in after them finds nothing of it.

import { useCallback, useState } from 'react'

const own = 'treve:'
/** Whose it is. */
const readerKey = `${own}reader`

/** Of this pause, under this name. */
export function keyOf(pause: string, ...names: readonly (string | number)[]): string {
  return [`${own}${pause}`, ...names].join(':')
}

/** A device may have no room for it, or forbid it; then it is kept for as long as the page is open. */
export function keep(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // see above
  }
}

/** As it was kept; undefined where nothing is. */
export function keptAt(key: string): unknown {
  try {
    const found = sessionStorage.getItem(key)
    return found === null ? undefined : JSON.parse(found)
  } catch {
    return undefined
  }
}

export function forget(key: string): void {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Nothing could be kept either.
  }
}

export function keysKept(): readonly string[] {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(own) && key !== readerKey)
  } catch {
    return []
  }
}

/** From now on it is this reader’s; false where another’s was kept here. */
export function keepFor(reader: string): boolean {
  const isSame = keptAt(readerKey) === reader
  keep(readerKey, reader)
  return isSame
}

export function useKept<T>(key: string, beginning: T): readonly [T, (next: T) => void, () => void] {
  // Written below, by this page.
  const [value, setValue] = useState<T>(() => (keptAt(key) as T | undefined) ?? beginning)
  const set = useCallback(
    (next: T) => {
      setValue(next)
      keep(key, next)
    },
    [key],
  )
  return [value, set, useCallback(() => forget(key), [key])]
}
