// The built pages: read once into memory, served from there. No path of a request ever reaches the file system.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface WebFile {
  readonly content: Uint8Array<ArrayBuffer>
  readonly type: string
  /** Named by a hash of its content: it never changes. */
  readonly isImmutable: boolean
}

/** By URL path: `/assets/index-3f2a.js`. */
export type WebFiles = ReadonlyMap<string, WebFile>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
}

export const builtPages = fileURLToPath(new URL('../../web/dist', import.meta.url))

/** Empty where nothing was built. */
export function readWebFiles(folder: string = builtPages): WebFiles {
  const files = new Map<string, WebFile>()
  const read = (path: string, url: string) => {
    for (const name of readdirSync(path)) {
      const below = join(path, name)
      if (statSync(below).isDirectory()) read(below, `${url}${name}/`)
      else {
        files.set(`${url}${name}`, {
          content: new Uint8Array(readFileSync(below)),
          type: types[extname(name)] ?? 'application/octet-stream',
          isImmutable: url === '/assets/',
        })
      }
    }
  }
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) read(folder, '/')
  return files
}
