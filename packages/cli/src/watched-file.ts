// A file that others write anew while we look: read again whenever it has changed, once it has come to rest. It is asked for
// its state, not waited on: that works on shared folders too, and where it is replaced by another file of its name.

import { readFile, stat } from 'node:fs/promises'

export interface Watcher {
  /** At once, and after each change. */
  tell(bytes: Uint8Array): void
  /** It cannot be read any more. */
  tellMissing(): void
}

const askEveryMilliseconds = 100

/** Until `stop`. */
export async function watchFile(path: string, watcher: Watcher, stop: AbortSignal): Promise<void> {
  let told: string | undefined
  let before: string | undefined
  while (!stop.aborted) {
    try {
      const now = await markOf(path)
      // Half a file is none: it is read when it is as it was a moment ago.
      if (now !== told && (now === before || told === undefined)) {
        const bytes = await readFile(path)
        if ((await markOf(path)) === now && !stop.aborted) {
          told = now
          watcher.tell(bytes)
        }
      }
      before = now
    } catch {
      if (told !== missing) watcher.tellMissing()
      told = missing
      before = undefined
    }
    await pause(stop)
  }
}

const missing = 'missing'

async function markOf(path: string): Promise<string> {
  const { ino, size, mtimeNs } = await stat(path, { bigint: true })
  return `${ino} ${size} ${mtimeNs}`
}

function pause(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      stop.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, askEveryMilliseconds)
    stop.addEventListener('abort', done)
  })
}
