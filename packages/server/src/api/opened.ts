// What the release of an account gives to the public, worked out from its log: kinds that stand in the clear, how much stays
// sealed, and the list of what is opened of it, which two people sign by its digest.

import {
  checkpointPath,
  type Entry,
  isOpened,
  type OpenedSlot,
  type Opening,
  type Opens,
  openedList,
  opensOf,
  parseEntry,
  readCheckpoint,
  readEntries,
  textOf,
  tileOf,
} from '@treve/ledger'
import type { Instant } from '@treve/model'
import { releasedList, releaseOf } from '../coordination/publishing/index.ts'
import type { Database } from '../storage/index.ts'
import { unfenced } from '../storage/leadership.ts'
import { logStore } from '../storage/log-store.ts'
import { openingsOfSlot } from '../storage/sealed-store.ts'
import type { LivePause } from './live.ts'

export interface ToThePublic {
  /** Of the log, as far as it was looked at. */
  readonly size: number
  /** How many entries are of a kind that stands in the clear. */
  readonly inTheClear: ReadonlyMap<string, number>
  /** Entries of which not even the kind is told. */
  readonly sealed: number
  /** A line for each slot that is opened; `opens` is its digest. */
  readonly list: string
  readonly opens: Opens
  /** Their openings, one a line. */
  readonly openings: string
}

interface Asked {
  readonly closedAtSeconds: number
  /** Id of an entry: it and what comes after are not looked at. */
  readonly before?: string
}

async function workedOut(
  database: Database,
  account: number,
  { closedAtSeconds, before }: Asked,
): Promise<ToThePublic> {
  const store = logStore(database, account, unfenced)
  const note = await store.read(checkpointPath)
  const size = note === undefined ? 0 : readCheckpoint(textOf(note) ?? '').size
  const inTheClear = new Map<string, number>()
  const rows: OpenedSlot[] = []
  const openings: string[] = []
  let index = 0
  let sealed = 0
  for (let bundle = 0; ; bundle++) {
    const tile = tileOf('entries', bundle, size)
    if (tile === undefined) break
    const entries = (await readEntries((path) => store.read(path), tile)).map(parseEntry)
    const end = entries.findIndex(({ id }) => id === before)
    const looked = end < 0 ? entries : entries.slice(0, end)
    const types = await typesOf(database, account, looked)
    for (const entry of looked) {
      const { type } = entry.clear
      const opening = types.get(entry.id)
      if (typeof type === 'string') inTheClear.set(type, (inTheClear.get(type) ?? 0) + 1)
      else if (opening !== undefined && isOpened(entry, opening, closedAtSeconds)) {
        const { id, slot, value } = opening
        rows.push({ index, id, slot, value })
        openings.push(`${JSON.stringify(opening)}\n`)
      } else sealed += 1
      index += 1
    }
    if (end >= 0) break
  }
  const list = openedList(rows)
  return { size: index, inTheClear, sealed, list, opens: opensOf(rows), openings: openings.join('') }
}

async function typesOf(
  database: Database,
  account: number,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, Opening>> {
  const ids = entries.filter(({ clear }) => clear.type === undefined).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const openings = await openingsOfSlot(database, { account, ids, slot: 'type' })
  return new Map(openings.map((each) => [each.id, each]))
}

interface Known {
  readonly of: string
  readonly told: Promise<ToThePublic>
}

// Of each account what was worked out last: for those who sign until the log grows, for the public until it is released anew.
const known = new WeakMap<Database, Map<string, Known>>()

async function once(
  database: Database,
  { account, reader, of }: { readonly account: number; readonly reader: string; readonly of: string },
  asked: Asked,
): Promise<ToThePublic> {
  const all = known.get(database) ?? new Map<string, Known>()
  known.set(database, all)
  const place = `${account} ${reader}`
  const found = all.get(place)
  const now = found?.of === of ? found : { of, told: workedOut(database, account, asked) }
  all.set(place, now)
  return now.told.catch((fault: unknown) => {
    if (all.get(place) === now) all.delete(place)
    throw fault
  })
}

/** What would be opened if two people sign now; undefined where no window tells when that may be, and before it is due. */
export async function toBeOpened(
  database: Database,
  { account, state }: LivePause,
  now: Instant,
): Promise<ToThePublic | undefined> {
  const release = releaseOf(state)
  // Also in the beat of a stop: what those who sign were shown stays what it is.
  if (release === undefined || now < release.lastClose + state.publishing.delaySeconds) return undefined
  const note = await logStore(database, account, unfenced).read(checkpointPath)
  const size = note === undefined ? 0 : readCheckpoint(textOf(note) ?? '').size
  const of = `${size} ${release.lastClose}`
  return once(database, { account, reader: 'signing', of }, { closedAtSeconds: release.lastClose })
}

/** One opening a line; undefined unless it is, to the byte, what two people have signed. */
export async function openedNow(
  database: Database,
  { account, state, position }: LivePause,
): Promise<string | undefined> {
  const released = releasedList(state)
  if (released === undefined) return undefined
  const { entry, lastClose, opens } = released
  const told = await once(
    database,
    // Anew after each event: one may have erased what was opened, and then nothing is given that two people did not sign.
    { account, reader: 'public', of: `${entry} ${position}` },
    { closedAtSeconds: lastClose, before: entry },
  )
  return isSame(told.opens, opens) ? told.openings : undefined
}

export function isSame(one: Opens, other: Opens): boolean {
  return one.slots === other.slots && one.sha256 === other.sha256
}
