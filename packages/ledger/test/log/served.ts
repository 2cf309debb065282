// A small log as it is served, in memory, for tests.

import {
  bytesOf,
  checkpointPath,
  encodeBundle,
  noteSigner,
  parsePrivateKey,
  type Reader,
  signCheckpoint,
  TreeHashes,
  tilePath,
  tilesOf,
} from '../../src/index.ts'
import { joined } from '../../src/log/bytes.ts'

/** Made with golang.org/x/mod/sumdb/note; never for use. */
export const testKey = 'PRIVATE+KEY+example.com/pause-log+40db2c0d+AY7/2fEcISwyaMyDfYCHAFeUlIlFo5hJkoP6yVVEKVHU'
export const logSigner = noteSigner(parsePrivateKey(testKey))

/** Entry i of the vectors: small, but 3 is empty and 5 as large as an entry may be. */
export function vectorEntry(i: number): Uint8Array {
  if (i === 3) return new Uint8Array(0)
  if (i === 5) return new Uint8Array(65_535).fill(0xab)
  return bytesOf(`{"n":${i},"t":"delivery"}`)
}

export interface Served {
  readonly files: Map<string, Uint8Array>
  readonly tree: TreeHashes
  readonly checkpoint: string
  readonly read: Reader
}

export function served(entries: readonly Uint8Array[]): Served {
  const tree = new TreeHashes()
  for (const entry of entries) tree.append(entry)
  const checkpoint = signCheckpoint({ origin: logSigner.name, ...tree.head() }, logSigner)
  const files = new Map([[checkpointPath, bytesOf(checkpoint)]])
  for (const tile of tilesOf(entries.length)) {
    const from = tile.index * 256
    const bytes =
      tile.level === 'entries' ? encodeBundle(entries.slice(from, from + tile.width)) : joined(tree.tile(tile))
    files.set(tilePath(tile), bytes)
  }
  return { files, tree, checkpoint, read: async (path) => files.get(path) }
}
