// One process at a time writes to a folder. The store's lock decides in any case; this only tells the second at once,
// before it could stop the first. Linux's abstract sockets are let go with their process, however it ends.

import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { LogFault } from '../log/fault.ts'
import { isCode } from './durable.ts'

const triesPerSecond = 20

/** Answers how to let go. Another that holds it is waited for so long; absent: not at all. */
export async function holdFolder(folder: string, patienceSeconds = 0): Promise<() => Promise<void>> {
  for (let tries = Math.ceil(patienceSeconds * triesPerSecond); ; tries--) {
    try {
      return await hold(folder)
    } catch (fault) {
      if (tries <= 0 || !(fault instanceof LogFault) || fault.kind !== 'taken') throw fault
      await wait(1000 / triesPerSecond)
    }
  }
}

async function hold(folder: string): Promise<() => Promise<void>> {
  if (process.platform !== 'linux') return async () => {}
  const name = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
  const server = createServer((socket) => socket.destroy())
  try {
    await listening(server, `\0treve-account-${name}`)
  } catch (fault) {
    if (isCode(fault, 'EADDRINUSE'))
      throw new LogFault('taken', `another process writes to ${folder}: stop it first, or send entries to it`, {
        cause: fault,
      })
    throw fault
  }
  server.unref()
  return () => new Promise((resolve) => server.close(() => resolve()))
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
}
