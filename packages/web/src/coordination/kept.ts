// What is typed is kept on this device until it is done, also through a reload.

import { useCallback, useState } from 'react'

export function useKept<T>(key: string, beginning: T): readonly [T, (next: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => {
    try {
      const found = sessionStorage.getItem(key)
      // Written below, by this page.
      return found === null ? beginning : (JSON.parse(found) as T)
    } catch {
      return beginning
    }
  })
  const set = useCallback(
    (next: T) => {
      setValue(next)
      try {
        sessionStorage.setItem(key, JSON.stringify(next))
      } catch {
        // A device may have no room for it; then it is kept for as long as the page is open.
      }
    },
    [key],
  )
  const forget = useCallback(() => sessionStorage.removeItem(key), [key])
  return [value, set, forget]
}
