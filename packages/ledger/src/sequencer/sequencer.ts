// Takes entries into the log. An entry is acknowledged once it is durable; on each beat what waits is sealed into the
// tree. Order of work: the batch is durable, the new signed checkpoint is compared and swapped in the lock, tiles are
// written, the checkpoint is published. So a crash between any two leaves what the next start can finish, and of two
// writers one alone gets a root for a size into the lock.
//
// What this cannot see by itself is a whole old copy, put back with its lock: it would sign another root for a size that
// was signed before. Checkpoints that are kept elsewhere show it: those of witnesses, and those given as `seen`.

import { bytesOf, equalBytes, joined } from '../log/bytes.ts'
import { type Checkpoint, openCheckpoint, readCheckpoint, signCheckpoint } from '../log/checkpoint.ts'
import { LogFault } from '../log/fault.ts'
import { type Hash, leafHash } from '../log/hash.ts'
import { verifyConsistency } from '../log/merkle.ts'
import { type NoteSigner, noteVerifier, type VerifierKey } from '../log/note.ts'
import { proveConsistency } from '../log/prove.ts'
import {
  checkpointPath,
  encodeBundle,
  levelSize,
  levelsOf,
  maximumEntry,
  readEntries,
  tileOf,
  tilePath,
  tileWidth,
} from '../log/tiles.ts'
import type { Lock, LogStore, Resource } from '../store/store.ts'
import { Edge, type Filled, readEdge } from './edge.ts'
import { decodeLock, encodeLock, type LockRecord } from './lock-record.ts'

export interface SequencerSetup {
  readonly store: LogStore
  readonly signer: NoteSigner & { readonly key: VerifierKey }
  /** Exactly so many entries are added on each beat. Absent: all that wait, and none if none do. */
  readonly perBeat?: {
    readonly count: number
    /** Made on `beat`: as what came in the beat before it. */
    fill(count: number, beat: number): Promise<Uint8Array[]>
    place(below: number): number
  }
  /** Asked for cosignatures before a checkpoint is published; refuses by LogFault `unwitnessed`. Absent: published at once. */
  readonly witness?: (checkpoint: string, log: LogStore) => Promise<string>
  /** Checkpoints of this log kept elsewhere: it must continue each of them. */
  readonly seen?: readonly string[]
  /** More than this many bytes waiting, and `append` refuses with `busy`. */
  readonly mostWaitingBytes?: number
  /** Awaited once a checkpoint is published. */
  readonly onPublished?: (checkpoint: string) => Promise<void>
  readonly onSealed?: (sealed: readonly SealedEntry[]) => void
  /** More entries wait than the beat takes. */
  readonly onBehind?: (waiting: number) => void
}

export interface SealedEntry {
  readonly index: number
  readonly entry: Uint8Array
  /** The number under which it was acknowledged; undefined for what the log itself added. */
  readonly number: number | undefined
}

export interface Sequencer {
  /** Resolves once the entry is durable, with its number in the order of acknowledgement. */
  append(entry: Uint8Array): Promise<number>
  /** One beat: seals what waits into the tree and writes its tiles. Undefined if there was nothing to do. */
  seal(beat: number): Promise<Checkpoint | undefined>
  /** Publishes the checkpoint that was sealed last, once witnesses have cosigned it as the policy asks. */
  publish(): Promise<Checkpoint>
  /** Signed last; published or not. */
  readonly sealed: Checkpoint
  readonly published: Checkpoint | undefined
  /** The beat sealed last. */
  readonly beat: number
  readonly waiting: number
  /** Acknowledged and not sealed, in order, from the time before this start too. */
  readonly waitingEntries: readonly { readonly number: number; readonly entry: Uint8Array }[]
  /** Why it takes no more; undefined while all is well. */
  readonly fault: LogFault | undefined
  /** Waits for what is under way. */
  close(): Promise<void>
}

interface Waiting {
  readonly number: number
  readonly entry: Uint8Array
  readonly leaf: Hash
}

interface Asked {
  readonly entry: Uint8Array
  readonly done: (number: number) => void
  readonly failed: (fault: LogFault) => void
}

/** @throws LogFault `contradiction` where what is stored cannot all be true; `damaged` or `missing` where it is spoilt. */
export async function openSequencer(setup: SequencerSetup): Promise<Sequencer> {
  const { store, signer, perBeat, mostWaitingBytes = 256 * 1024 * 1024 } = setup
  const origin = signer.name
  const verifiers = { origin, log: [noteVerifier(signer.key)] }
  let { lock, record, edge, published, waiting, next } = await restored(setup)
  let sealed = openCheckpoint(record.checkpoint, verifiers)
  let fault: LogFault | undefined
  let waitingBytes = waiting.reduce((sum, { entry }) => sum + entry.length, 0)
  let asked: Asked[] = []
  let staging: Promise<void> | undefined
  /** Steps that change the lock or the tiles follow each other. */
  let turn: Promise<unknown> = Promise.resolve()

  /** After a write that failed nothing is known of what is on the disk: only a new start, which reads it, goes on. */
  function stop(cause: unknown): LogFault {
    fault ??=
      cause instanceof LogFault && cause.kind !== 'unwitnessed'
        ? cause
        : new LogFault(
            'stopped',
            `the log has stopped: ${cause instanceof Error ? cause.message : String(cause)}. Start it again; it verifies what is stored before it goes on`,
            { cause },
          )
    for (const { failed } of asked) failed(fault)
    asked = []
    return fault
  }

  function append(entry: Uint8Array): Promise<number> {
    if (fault !== undefined) return Promise.reject(fault)
    if (entry.length > maximumEntry)
      return Promise.reject(new LogFault('malformed', `an entry has at most ${maximumEntry} bytes`))
    if (waitingBytes + entry.length > mostWaitingBytes)
      return Promise.reject(new LogFault('busy', 'more entries wait than the log takes: keep yours and try again'))
    waitingBytes += entry.length
    return new Promise((done, failed) => {
      asked.push({ entry: Uint8Array.from(entry), done, failed })
      staging ??= stage()
    })
  }

  /** All that came while the last batch was being written goes into the next. */
  async function stage(): Promise<void> {
    await Promise.resolve()
    while (asked.length > 0 && fault === undefined) {
      const batch = asked
      asked = []
      const first = next
      next += batch.length
      try {
        const isOurs = await within(() =>
          store.addWaiting({ first, entries: batch.map(({ entry }) => entry) }, lock?.generation),
        )
        if (!isOurs) throw new LogFault('taken', 'another writer has gone on with this log: this one stops')
      } catch (cause) {
        const why = stop(cause)
        for (const { failed } of batch) failed(why)
        break
      }
      for (const [at, { entry, done }] of batch.entries()) {
        waiting.push({ number: first + at, entry, leaf: leafHash(entry) })
        done(first + at)
      }
    }
    staging = undefined
  }

  /** The lock must not change between a batch's two looks at it. */
  function within<T>(act: () => Promise<T>): Promise<T> {
    const mine = turn.then(act)
    turn = mine.catch(() => undefined)
    return mine
  }

  async function seal(beat: number): Promise<Checkpoint | undefined> {
    return within(async () => {
      if (fault !== undefined) throw fault
      const taken = perBeat === undefined ? waiting.slice() : waiting.slice(0, perBeat.count)
      if (waiting.length > taken.length) setup.onBehind?.(waiting.length - taken.length)
      const missing = perBeat === undefined ? 0 : perBeat.count - taken.length
      if (taken.length + missing === 0) return undefined
      try {
        return await sealNow(
          taken,
          missing === 0 || perBeat === undefined ? [] : await placed(perBeat, missing, beat),
          beat,
        )
      } catch (cause) {
        throw stop(cause)
      }
    })
  }

  async function sealNow(taken: readonly Waiting[], fillers: LockRecord['fillers'], beat: number): Promise<Checkpoint> {
    await isAsAcknowledged(taken)
    const from = edge.size
    const first = taken[0]?.number ?? record.taken.end
    const end = taken.length === 0 ? first : (taken.at(-1)?.number ?? first) + 1
    const added = interleaved(taken, fillers)
    const grown = edge.copy()
    const tiles = filledBy(
      grown,
      added.map(({ entry }) => entry),
    )
    const checkpoint = signCheckpoint({ origin, ...grown.head() }, signer)
    // Our own signature is verified before anybody else sees it.
    const opened = openCheckpoint(checkpoint, verifiers)
    const nextRecord: LockRecord = { checkpoint, from, earlier: record.from, taken: { first, end }, beat, fillers }
    const replaced = await store.replaceLock(lock, encodeLock(nextRecord))
    if (replaced === undefined) throw new LogFault('taken', 'another writer has gone on with this log: this one stops')
    lock = replaced
    record = nextRecord
    edge = grown
    sealed = opened
    await store.write(tiles.map(resourceOf))
    await dropPartials(store, nextRecord)
    waiting = waiting.slice(taken.length)
    waitingBytes -= taken.reduce((sum, { entry }) => sum + entry.length, 0)
    await store.dropWaiting(end)
    setup.onSealed?.(added.map(({ entry, number }, at) => ({ index: from + at, entry, number })))
    return opened
  }

  /** What goes into the tree is read back from where it is durable: one flipped bit in memory would be signed for ever. */
  async function isAsAcknowledged(taken: readonly Waiting[]): Promise<void> {
    const stored = new Map((await unsealed(store, 0)).map(({ number, entry }) => [number, entry]))
    for (const { number, entry, leaf } of taken) {
      const bytes = stored.get(number)
      if (bytes === undefined)
        throw new LogFault('missing', `the acknowledged entry ${number} is not where it was stored`)
      if (!equalBytes(leafHash(bytes), leaf) || !equalBytes(leafHash(entry), leaf))
        throw new LogFault('damaged', `the acknowledged entry ${number} is not any more as it came: nothing is signed`)
    }
  }

  async function publish(): Promise<Checkpoint> {
    if (fault !== undefined) throw fault
    const { checkpoint } = record
    const cosigned = setup.witness === undefined ? checkpoint : await witnessed(setup.witness, checkpoint)
    return within(async () => {
      if (fault !== undefined) throw fault
      const opened = readCheckpoint(cosigned)
      // Another may have been published while witnesses were asked.
      if (published !== undefined && published.size > opened.size) return published
      try {
        await store.write([{ path: checkpointPath, bytes: bytesOf(cosigned) }])
      } catch (cause) {
        throw stop(cause)
      }
      published = opened
      await setup.onPublished?.(cosigned)
      return opened
    })
  }

  async function witnessed(
    ask: (checkpoint: string, log: LogStore) => Promise<string>,
    checkpoint: string,
  ): Promise<string> {
    try {
      return await ask(checkpoint, store)
    } catch (cause) {
      // A witness that has seen more of this log than it holds: it is an old copy, or there are two.
      if (cause instanceof LogFault && cause.kind === 'contradiction') throw stop(cause)
      throw cause
    }
  }

  return {
    append,
    seal,
    publish,
    get sealed() {
      return sealed
    },
    get published() {
      return published
    },
    get beat() {
      return record.beat
    },
    get waiting() {
      return waiting.length
    },
    get waitingEntries() {
      return waiting.map(({ number, entry }) => ({ number, entry }))
    },
    get fault() {
      return fault
    },
    async close() {
      await staging
      await turn
      fault ??= new LogFault('stopped', 'the log was closed')
    },
  }
}

interface Restored {
  lock: Lock
  record: LockRecord
  edge: Edge
  published: Checkpoint | undefined
  waiting: Waiting[]
  next: number
}

/** What is stored, held against itself; what a crash left undone is finished. */
async function restored({ store, signer, seen = [] }: SequencerSetup): Promise<Restored> {
  const origin = signer.name
  const verifiers = { origin, log: [noteVerifier(signer.key)] }
  const publishedBytes = await store.read(checkpointPath)
  const published = publishedBytes && openCheckpoint(publishedBytes, verifiers)
  let lock = await store.readLock()
  if (lock === undefined) {
    if (published !== undefined)
      throw new LogFault(
        'contradiction',
        `a checkpoint of ${published.size} entries is published, and the log knows of none: its own folder is missing or of another log`,
      )
    const record = {
      checkpoint: signCheckpoint({ origin, ...new Edge().head() }, signer),
      from: 0,
      earlier: 0,
      taken: { first: 0, end: 0 },
      beat: 0,
      fillers: [],
    }
    lock = await store.replaceLock(undefined, encodeLock(record))
    if (lock === undefined) throw new LogFault('taken', 'another writer has begun this log')
  }
  const record = decodeLock(lock.record)
  const sealed = openCheckpoint(record.checkpoint, verifiers)
  if (published !== undefined && published.size > sealed.size)
    throw new LogFault(
      'contradiction',
      `${published.size} entries are published, and the log itself knows of ${sealed.size}: it is an old copy. Put back the newer one`,
    )
  const waiting = await unsealed(store, 0)
  const edge = await replayed(store, record, sealed, waiting)
  for (const each of [
    ...(published === undefined ? [] : [published]),
    ...seen.map((note) => openCheckpoint(note, verifiers)),
  ])
    await isContinued(store, each, sealed)
  await store.dropWaiting(record.taken.end)
  const left = waiting.filter(({ number }) => number >= record.taken.end)
  return {
    lock,
    record,
    edge,
    published,
    waiting: left.map(({ number, entry }) => ({ number, entry, leaf: leafHash(entry) })),
    next: (left.at(-1)?.number ?? record.taken.end - 1) + 1,
  }
}

async function isContinued(store: LogStore, earlier: Checkpoint, sealed: Checkpoint): Promise<void> {
  if (earlier.size > sealed.size)
    throw new LogFault(
      'contradiction',
      `a checkpoint of ${earlier.size} entries was seen, and the log itself knows of ${sealed.size}: it is an old copy`,
    )
  const proof = earlier.size === 0 ? [] : await proveConsistency((path) => store.read(path), earlier.size, sealed.size)
  if (earlier.size === 0 || verifyConsistency(proof, earlier, sealed)) return
  throw new LogFault(
    'contradiction',
    `of the first ${earlier.size} entries another root was signed: two histories. Nothing is signed`,
  )
}

/** The tiles of the last step are written again if its entries are still there; then the edge is read, and must be right. */
async function replayed(
  store: LogStore,
  record: LockRecord,
  sealed: Checkpoint,
  waiting: readonly Numbered[],
): Promise<Edge> {
  const read = (path: string) => store.read(path)
  const { first, end } = record.taken
  const taken = waiting.filter(({ number }) => number >= first && number < end)
  const isAllThere = taken.length === end - first && sealed.size - record.from === taken.length + record.fillers.length
  if (isAllThere && sealed.size > record.from) {
    const before = await edgeBefore(store, record, sealed)
    if (before !== undefined) {
      const grown = before.copy()
      const tiles = filledBy(
        grown,
        interleaved(taken, record.fillers).map(({ entry }) => entry),
      )
      if (!equalBytes(grown.head().root, sealed.root))
        throw new LogFault(
          'contradiction',
          `the entries that wait do not make the root that was signed for ${sealed.size}`,
        )
      await store.write(tiles.map(resourceOf))
      await dropPartials(store, record)
    }
  }
  return readEdge(read, sealed)
}

/** The edge as it was before the last step; its root is not known, but the tiles after it must make the signed one. */
async function edgeBefore(store: LogStore, { from }: LockRecord, sealed: Checkpoint): Promise<Edge | undefined> {
  const edge = new Edge()
  if (from === 0) return edge
  const read = (path: string) => store.read(path)
  const levels: Hash[][] = []
  try {
    for (let level = 0; Math.floor(from / tileWidth ** level) > 0; level++) {
      const width = Math.floor(from / tileWidth ** level) % tileWidth
      const tile = width === 0 ? undefined : tileOf(level, Math.floor(from / tileWidth ** (level + 1)), from)
      const bytes = tile && (await read(tilePath(tile)))
      if (tile !== undefined && bytes === undefined) return undefined
      levels.push(
        bytes === undefined ? [] : Array.from({ length: width }, (_, at) => bytes.slice(at * 32, (at + 1) * 32)),
      )
    }
    const bundle = tileOf('entries', Math.floor(from / tileWidth), from)
    edge.restore(from, bundle === undefined ? [] : await readEntries(read, bundle), levels)
  } catch (fault) {
    // The step may be done already, and these partial tiles tidied away; then the edge that is read next is right or not.
    if (fault instanceof LogFault && sealed.size > from) return undefined
    throw fault
  }
  return edge
}

interface Numbered {
  readonly number: number
  readonly entry: Uint8Array
}

/** Of batches that overlap the later begins where an earlier one, never acknowledged, went too far. */
async function unsealed(store: LogStore, from: number): Promise<Numbered[]> {
  const batches = await store.waiting()
  return batches.flatMap(({ first, entries }, position) => {
    const until = batches[position + 1]?.first ?? Number.POSITIVE_INFINITY
    return entries
      .map((entry, at) => ({ number: first + at, entry }))
      .filter(({ number }) => number >= from && number < until)
  })
}

function interleaved(
  taken: readonly Numbered[],
  fillers: LockRecord['fillers'],
): { entry: Uint8Array; number: number | undefined }[] {
  const places = new Map(fillers.map(({ place, entry }) => [place, entry]))
  const rest = taken.values()
  return Array.from({ length: taken.length + fillers.length }, (_, place) => {
    const filler = places.get(place)
    if (filler !== undefined) return { entry: filler, number: undefined }
    const { value } = rest.next()
    if (value === undefined) throw new LogFault('damaged', 'the lock of the log names places that are not there')
    return { entry: value.entry, number: value.number }
  })
}

/** Fillers stand anywhere among the others: to know one is not to know the rest. */
async function placed(
  { count, fill, place }: NonNullable<SequencerSetup['perBeat']>,
  missing: number,
  beat: number,
): Promise<LockRecord['fillers']> {
  const places = Array.from({ length: count }, (_, at) => at)
  for (let at = places.length - 1; at > 0; at--) {
    const other = place(at + 1)
    const [a = 0, b = 0] = [places[at], places[other]]
    places[at] = b
    places[other] = a
  }
  const chosen = places.slice(0, missing).sort((a, b) => a - b)
  const entries = await fill(missing, beat)
  return chosen.map((at, position) => ({ place: at, entry: entries[position] ?? new Uint8Array() }))
}

/**
 * Partial tiles stay for one step after the full one is durable, for who reads by the checkpoint before; later ones take its
 * beginning, as the specification has it. In a step one tile of each level can go: the others came full at once.
 */
async function dropPartials(store: LogStore, { from, earlier }: LockRecord): Promise<void> {
  for (const level of ['entries', ...levelsOf(from)] as const) {
    const index = Math.floor(levelSize(level === 'entries' ? 0 : level, earlier) / tileWidth)
    const tile = tileOf(level, index, from)
    if (tile?.width === tileWidth) await store.dropPartials(tilePath(tile))
  }
}

function filledBy(edge: Edge, entries: readonly Uint8Array[]): Filled[] {
  const full = entries.flatMap((entry) => edge.append(entry))
  return [...full, ...edge.partial()]
}

function resourceOf({ tile, parts }: Filled): Resource {
  return { path: tilePath(tile), bytes: tile.level === 'entries' ? encodeBundle(parts) : joined(parts) }
}
