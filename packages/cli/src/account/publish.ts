import { realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import {
  afterwards,
  checkpointPath,
  copyServed,
  formatVerifierKey,
  isObject,
  isOpened,
  type Json,
  type OpenedEntry,
  type Opening,
  type Release,
  readAccountFolder,
  readerAt,
  readSealedValues,
  verifyEntries,
  verifyLog,
  waitingEntries,
} from '@treve/ledger'
import { parseInstant, utc } from '@treve/model'
import { optionsOf } from '../options.ts'
import { type Command, wordsOf } from './command.ts'
import { isThere, isWithin, placeOf } from './folders.ts'

const readers = ['public', 'witnesses', 'auditors'] as const

export const publishCommand: Command = {
  name: 'publish',
  usage: 'publish DIR --to OUT [--for public|witnesses|auditors]',
  summary: 'write what is published as static files that any web server can serve',
  async run(args, io) {
    const verb = 'account publish'
    const options = optionsOf(
      verb,
      args,
      { to: { type: 'string' }, for: { type: 'string' }, json: { type: 'boolean' } },
      io,
    )
    if (options === undefined) return 2
    const { values } = options
    const words = wordsOf(verb, options.positionals, ['DIR'], io)
    if (words === undefined) return 2
    const reader = readers.find((each) => each === (values.for ?? 'public'))
    if (values.to === undefined || reader === undefined) {
      io.err(`treve ${verb}: --to OUT, and --for ${readers.join(', ')} if not for the public, are expected.\n`)
      return 2
    }
    const path = resolve(io.folder, words[0])
    const to = resolve(io.folder, values.to)
    const { logKey, settings } = await readAccountFolder(path)
    if (isWithin(await placeBelow(to), await realpath(path))) {
      io.err(
        `treve ${verb}: --to ${values.to} is within the account's own folder, with its private keys: name another.\n`,
      )
      return 2
    }
    const place = await placeOf(words[0], io.folder)
    const note = await place.read(checkpointPath)
    if (note === undefined) {
      io.err(`treve ${verb}: no checkpoint is published yet: nothing was written.\n`)
      return 1
    }
    // As it is now, whatever is sealed meanwhile.
    const read = readerAt(place.read, note)
    // What does not verify here is not given to others.
    const log = await verifyLog({ read, log: logKey.key })
    if (!log.isValid) {
      for (const { message } of log.faults) io.err(`treve ${verb}: ${message}\n`)
      io.err(`treve ${verb}: nothing was written: mend the account first (treve account fsck).\n`)
      return 1
    }
    const { account, entries, problems } = await verifyEntries({ read, checkpoint: log, log: logKey.key })
    if (problems.length > 0) {
      for (const { index, text } of problems.slice(0, 20)) io.err(`treve ${verb}: entry ${index}: ${text}\n`)
      io.err(`treve ${verb}: nothing was written: the account does not verify (treve account verify).\n`)
      return 1
    }
    const stop = account?.publishingStoppedBy
    const stoppedBy = stop === undefined ? await stopThatWaits(path) : `by entry ${stop}`
    if (stoppedBy !== undefined) {
      io.err(
        `treve ${verb}: publishing was stopped (${stoppedBy}): nothing was written. Two people release it again (treve account release).\n`,
      )
      return 1
    }
    const releases = account?.releases ?? []
    const movesAgain = releases.length > 0 && (account?.isReleased !== true || (await goesOn(path, entries, releases)))
    if (movesAgain && reader === 'public') {
      io.err(
        `treve ${verb}: since the release the account tells of more: what was published stays, and nothing is added for the public until two people release it again.\n`,
      )
      return 1
    }
    const shown = settings.mode === 'exercise' || (releases.length > 0 && !movesAgain) ? 'auditors' : reader
    if (shown === 'public' && (await isThere(join(to, 'tile')))) {
      io.err(`treve ${verb}: ${values.to} holds tiles, from a copy for others: name an empty folder for the public.\n`)
      return 2
    }
    const count = await copyServed(read, log.size, to, {
      tiles: shown !== 'public',
      entries: shown === 'auditors',
      vkey: formatVerifierKey(logKey.key),
      openings: releases.length === 0 ? undefined : await releasedOpenings(path, entries, releases),
    })
    const withheld = {
      public: 'tiles and entries are withheld until the account is released',
      witnesses: 'entries are withheld until the account is released',
      auditors: undefined,
    }[shown]
    if (values.json === true)
      io.out(`${JSON.stringify({ size: log.size, files: count, shown, withheld: withheld ?? null })}\n`)
    else
      io.out(
        `${count} files in ${values.to}: ${log.size} entries${withheld === undefined ? '' : `; ${withheld}`}. Last written: ${checkpointPath}\n`,
      )
    return 0
  },
}

/** Where it will lie, links followed, though not all of it is there yet. */
async function placeBelow(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    const above = dirname(path)
    return above === path ? path : join(await placeBelow(above), basename(path))
  }
}

/** One action stops publishing at once, and does not wait for the beat. */
async function stopThatWaits(folder: string): Promise<string | undefined> {
  const types = (await waitingEntries(folder)).map(({ clear }) => clear.type)
  const last = types.findLast((type) => type === 'publishing_stopped' || type === 'released')
  return last === 'publishing_stopped' ? 'by an entry that waits for its beat' : undefined
}

const movesNobody: ReadonlySet<Json | undefined> = afterwards

/** Whether entries since the last release tell of what happened after the windows that it covers. */
async function goesOn(folder: string, entries: readonly OpenedEntry[], releases: readonly Release[]): Promise<boolean> {
  const last = releases.at(-1)
  if (last === undefined) return false
  const since = new Map(
    entries
      .slice(last.at)
      .filter(({ entry }) => entry.class === 'field' || entry.class === 'notice')
      .map(({ entry }) => [entry.id, { type: entry.clear.type, until: undefined as number | undefined }]),
  )
  if (since.size === 0) return false
  for await (const { id, slot, value } of readSealedValues(join(folder, 'sealed'))) {
    const found = since.get(id)
    if (found === undefined) continue
    if (slot === 'type') found.type = value
    const until = slot === 'time' && isObject(value) ? parseInstant(String(value.until), utc) : undefined
    if (typeof until === 'number') found.until = until
  }
  // Of what is not known any more it is not said that it moves nobody.
  return [...since.values()].some(
    ({ type, until }) => !movesNobody.has(type) && (until ?? Infinity) > (last.closedAtSeconds ?? Infinity),
  )
}

function opens({ at, slots, opens: list, closedAtSeconds }: Release, of: OpenedEntry, opening: Opening): boolean {
  if (of.index >= at) return false
  if (list === undefined) return slots.includes(opening.slot)
  return closedAtSeconds !== undefined && isOpened(of.entry, opening, closedAtSeconds)
}

/** What two people released: openings of the slots they named, in entries before the release. */
async function releasedOpenings(
  folder: string,
  entries: readonly OpenedEntry[],
  releases: readonly Release[],
): Promise<Opening[]> {
  const known = new Map(entries.map((each) => [each.entry.id, each]))
  const openings: Opening[] = []
  for await (const opening of readSealedValues(join(folder, 'sealed'))) {
    const of = known.get(opening.id)
    if (of !== undefined && releases.some((release) => opens(release, of, opening))) openings.push(opening)
  }
  return openings
}
