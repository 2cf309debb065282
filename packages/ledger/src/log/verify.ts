// What anybody can check of a log without trusting it: V1 the checkpoint, V2 every entry and tile up to the root,
// V3 that it continues what was seen before.

import { equalBytes } from './bytes.ts'
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts'
import { LogFault } from './fault.ts'
import { type Hash, leafHash } from './hash.ts'
import { type NoteSignature, noteVerifier, type VerifierKey } from './note.ts'
import type { Policy } from './policy.ts'
import {
  checkpointPath,
  decodeBundle,
  decodeTile,
  type Reader,
  readTile,
  type Tile,
  tilePath,
  tilesOf,
} from './tiles.ts'
import { TreeHashes } from './tree.ts'

export interface VerifyRequest {
  readonly read: Reader
  readonly log: VerifierKey
  readonly policy?: Policy
  /** Checkpoints kept from before, as they were published. */
  readonly kept?: readonly string[]
}

export type Consistency = 'checked' | 'not checked' | 'contradicted'

export interface Verification {
  /** Nothing that was checked is wrong. What was not checked is in `notChecked`. */
  readonly isValid: boolean
  readonly size: number
  readonly root: Hash | undefined
  /** Names of keys whose signatures on the checkpoint hold. */
  readonly signedBy: readonly string[]
  /** The signatures themselves. */
  readonly cosignatures: readonly NoteSignature[]
  readonly consistency: Consistency
  readonly checked: { readonly entries: number; readonly tiles: number; readonly checkpoints: number }
  readonly notChecked: readonly string[]
  readonly faults: readonly LogFault[]
}

export async function verifyLog({ read, log, policy, kept = [] }: VerifyRequest): Promise<Verification> {
  const faults: LogFault[] = []
  const notChecked: string[] = []
  const note = async <T>(act: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof LogFault)) throw error
      faults.push(error)
      return undefined
    }
  }
  const verifiers = {
    origin: log.name,
    log: [noteVerifier(log)],
    others: policy?.witnesses.map(({ verifier }) => verifier) ?? [],
  }
  const checkpoint = await note(async () => {
    const bytes = await read(checkpointPath)
    if (bytes === undefined) throw new LogFault('missing', 'there is no checkpoint')
    return openCheckpoint(bytes, verifiers)
  })
  if (policy === undefined) notChecked.push('cosignatures of witnesses: no policy was given')
  else if (checkpoint !== undefined && !policy.isMetBy(checkpoint.note.verified))
    faults.push(new LogFault('unwitnessed', 'the checkpoint has not the cosignatures that the policy asks for'))
  const tree = new TreeHashes()
  const tiles = checkpoint === undefined ? 0 : await verifyTiles(read, checkpoint, tree, note)
  const isWhole = checkpoint !== undefined && tree.size === checkpoint.size
  let checkpoints = 0
  let consistency: Consistency = 'not checked'
  if (kept.length === 0) notChecked.push('consistency: no checkpoint was kept from before')
  else if (isWhole) {
    for (const each of kept) {
      const isConsistent = await note(() => isContinued(openCheckpoint(each, verifiers), tree))
      if (isConsistent === undefined) consistency = 'contradicted'
      else checkpoints += 1
    }
    if (checkpoints === kept.length) consistency = 'checked'
  } else notChecked.push('consistency: the entries could not all be read')
  return {
    isValid: faults.length === 0,
    size: checkpoint?.size ?? 0,
    root: checkpoint?.root,
    signedBy: checkpoint?.note.verified.map(({ name }) => name) ?? [],
    cosignatures: checkpoint?.note.verified ?? [],
    consistency,
    checked: { entries: tree.size, tiles, checkpoints },
    notChecked,
    faults,
  }
}

/** Entries to leaves, to every tile, to the root; how many tiles are right. */
async function verifyTiles(
  read: Reader,
  checkpoint: OpenedCheckpoint,
  tree: TreeHashes,
  note: <T>(act: () => T | Promise<T>) => Promise<T | undefined>,
): Promise<number> {
  let right = 0
  for (const tile of tilesOf(checkpoint.size)) {
    const isRight = await note(async () => {
      const bytes = await readTile(read, tile)
      if (bytes === undefined) throw new LogFault('missing', `${tilePath(tile)} is missing`)
      if (tile.level === 'entries') {
        const leaves = within(tile, () => decodeBundle(bytes, tile.width)).map(leafHash)
        for (const leaf of leaves) tree.appendLeaf(leaf)
      } else if (tree.size === checkpoint.size) {
        const stored = within(tile, () => decodeTile(bytes, tile.width))
        const wrong = tree.tile(tile).findIndex((hash, at) => !equalBytes(hash, stored[at] ?? new Uint8Array()))
        if (wrong !== -1)
          throw new LogFault('damaged', `${tilePath(tile)}: hash ${wrong} of it is not that of the entries under it`)
      }
      return true
    })
    if (isRight === true) right += 1
    else if (tile.level === 'entries') return right
  }
  await note(() => {
    if (!equalBytes(tree.root(), checkpoint.root))
      throw new LogFault('contradiction', `the ${checkpoint.size} entries do not hash to the root that was signed`)
  })
  return right
}

/** A fault of decoding, with the tile it was met in. */
function within<T>(tile: Tile, decode: () => T): T {
  try {
    return decode()
  } catch (error) {
    if (error instanceof LogFault) throw new LogFault(error.kind, `${tilePath(tile)}: ${error.message}`)
    throw error
  }
}

function isContinued(kept: OpenedCheckpoint, tree: TreeHashes): true {
  if (kept.size > tree.size)
    throw new LogFault('contradiction', `the log had ${kept.size} entries and now shows ${tree.size}`)
  if (!equalBytes(tree.rootAt(kept.size), kept.root))
    throw new LogFault('contradiction', `of the first ${kept.size} entries another root was signed before`)
  return true
}
