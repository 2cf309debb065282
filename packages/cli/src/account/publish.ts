import { join, relative, resolve } from 'node:path'
import {
  checkpointPath,
  copyServed,
  formatVerifierKey,
  type OpenedEntry,
  type Opening,
  readAccountFolder,
  readerAt,
  readSealedValues,
  verifyEntries,
  verifyLog,
  waitingEntries,
} from '@treve/ledger'
import { optionsOf } from '../options.ts'
import { type Command, wordsOf } from './command.ts'
import { isThere, placeOf } from './folders.ts'

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
    if (!relative(path, to).startsWith('..')) {
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
    const { account, entries } = await verifyEntries({ read, checkpoint: log, log: logKey.key })
    const stop = account?.publishingStoppedBy
    const stoppedBy = stop === undefined ? await stopThatWaits(path) : `by entry ${stop}`
    if (stoppedBy !== undefined) {
      io.err(
        `treve ${verb}: publishing was stopped (${stoppedBy}): nothing was written. Two people release it again (treve account release).\n`,
      )
      return 1
    }
    const shown = settings.mode === 'exercise' || account?.released !== undefined ? 'auditors' : reader
    if (shown === 'public' && (await isThere(join(to, 'tile')))) {
      io.err(`treve ${verb}: ${values.to} holds tiles, from a copy for others: name an empty folder for the public.\n`)
      return 2
    }
    const count = await copyServed(read, log.size, to, {
      tiles: shown !== 'public',
      entries: shown === 'auditors',
      vkey: formatVerifierKey(logKey.key),
      openings: account?.released === undefined ? undefined : await releasedOpenings(path, entries, account.released),
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

/** One action stops publishing at once, and does not wait for the beat. */
async function stopThatWaits(folder: string): Promise<string | undefined> {
  const types = (await waitingEntries(folder)).map(({ clear }) => clear.type)
  const last = types.findLast((type) => type === 'publishing_stopped' || type === 'released')
  return last === 'publishing_stopped' ? 'by an entry that waits for its beat' : undefined
}

/** What two people released: openings of the slots they named, in entries before the release. */
async function releasedOpenings(
  folder: string,
  entries: readonly OpenedEntry[],
  { at, slots }: { readonly at: number; readonly slots: readonly string[] },
): Promise<Opening[]> {
  const ids = new Set(entries.slice(0, at).map(({ entry }) => entry.id))
  const openings: Opening[] = []
  for await (const opening of readSealedValues(join(folder, 'sealed')))
    if (ids.has(opening.id) && slots.includes(opening.slot)) openings.push(opening)
  return openings
}
