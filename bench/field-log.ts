// A log of field entries in memory, as large as asked, whose bytes follow from a seed; and entries as senders make them.

import { createHash } from 'node:crypto'
import {
  bytesOf,
  encodeBundle,
  formatVerifierKey,
  keyTypes,
  noteSigner,
  oneUseKey,
  type Signed,
  sign,
  signCheckpoint,
  TreeHashes,
  tilePath,
  tilesOf,
  type VerifierKey,
} from '@treve/ledger'

export type RandomOf = (name: string) => (length: number) => Uint8Array

/** Bytes that follow from the seed and a name alone. */
export function randomFrom(seed: number): RandomOf {
  return (name) => {
    let count = 0
    return (length) => {
      const bytes = new Uint8Array(length)
      for (let at = 0; at < length; at += 32)
        bytes.set(
          createHash('sha256')
            .update(`${seed} ${name} ${count++}`)
            .digest()
            .subarray(0, Math.min(32, length - at)),
          at,
        )
      return bytes
    }
  }
}

export const benchAccount = { log: 'example.org/bench', pause: 'bench', mode: 'live' } as const

/** Composed beforehand: it is the senders who compose and sign. */
export function composed(
  own: Parameters<typeof oneUseKey>[2],
  count: number,
  kind: 'notice' | 'field',
  randomOf: RandomOf,
): Signed[] {
  const random = randomOf(`${kind} ${count}`)
  const time = { from: '2016-11-04T08:00:00Z', until: '2016-11-04T08:00:00Z', zone: 'UTC' }
  const source = { organisation: 'Bench', chain: 'bench' }
  return Array.from({ length: count }, (_, at) => {
    const draft =
      kind === 'notice'
        ? ({
            class: 'notice',
            clear: { type: 'notified' },
            sealed: { source, time, party: 'a', notice: { element: `e${at}` } },
          } as const)
        : ({
            class: 'field',
            clear: { type: 'loaded' },
            sealed: { source, time, lines: [{ consignment: 'c', item: 'i', unit: 'g', low: at, best: at, high: at }] },
          } as const)
    const signed = sign(draft, benchAccount, {
      seconds: Date.now() / 1000,
      beatSeconds: 1,
      random,
      next: () => oneUseKey(random, benchAccount, own),
    })
    if (signed === undefined) throw new Error('keys ran dry')
    return signed
  })
}

/** As it is served, by path. */
export function fieldLog(size: number, randomOf: RandomOf): { files: Map<string, Uint8Array>; log: VerifierKey } {
  const signer = noteSigner({ name: benchAccount.log, type: keyTypes.ed25519, seed: randomOf('log')(32) })
  const authority = noteSigner({
    name: `${benchAccount.log}/authority`,
    type: keyTypes.ed25519,
    seed: randomOf('authority')(32),
  })
  const first = sign(
    {
      class: 'key',
      clear: {
        type: 'log_opened',
        treve: 1,
        authority: formatVerifierKey(authority.key),
        organisation: 'Bench',
        beat_s: 1,
        fill: 0,
      },
    },
    benchAccount,
    { seconds: 0, beatSeconds: 1, random: randomOf('audit'), next: () => undefined, lasting: [authority] },
  )
  if (first === undefined) throw new Error('no entry 0')
  const all = [first, ...composed({ organisation: 'Bench', signer: authority }, size - 1, 'field', randomOf)]
  const tree = new TreeHashes()
  for (const { bytes } of all) tree.append(bytes)
  const files = new Map<string, Uint8Array>([
    ['checkpoint', bytesOf(signCheckpoint({ origin: benchAccount.log, ...tree.head() }, signer))],
  ])
  for (const tile of tilesOf(all.length)) {
    const from = tile.index * 256
    files.set(
      tilePath(tile),
      tile.level === 'entries'
        ? encodeBundle(all.slice(from, from + tile.width).map(({ bytes }) => bytes))
        : Uint8Array.from(Buffer.concat(tree.tile(tile))),
    )
  }
  return { files, log: signer.key }
}
