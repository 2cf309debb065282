import { resolve } from 'node:path'
import {
  checkpointPath,
  copyServed,
  formatVerifierKey,
  type OpenedEntry,
  readAccountFolder,
  verifyEntries,
  verifyLog,
} from '@treve/ledger'
import { optionsOf } from '../options.ts'
import { type Command, wordsOf } from './command.ts'
import { placeOf } from './folders.ts'

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
    const { logKey, settings } = await readAccountFolder(path)
    const { read } = await placeOf(words[0], io.folder)
    // What does not verify here is not given to others.
    const log = await verifyLog({ read, log: logKey.key })
    if (!log.isValid) {
      for (const { message } of log.faults) io.err(`treve ${verb}: ${message}\n`)
      io.err(`treve ${verb}: nothing was written: mend the account first (treve account fsck).\n`)
      return 1
    }
    const { entries } = await verifyEntries({ read, checkpoint: log })
    const shown = settings.mode === 'exercise' || entries.some(isRelease) ? 'auditors' : reader
    const count = await copyServed(read, log.size, resolve(io.folder, values.to), {
      tiles: shown !== 'public',
      entries: shown === 'auditors',
      vkey: formatVerifierKey(logKey.key),
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

/** Of a live account nothing but the checkpoint is public before its release, which two people sign off. */
function isRelease({ entry }: OpenedEntry): boolean {
  return entry.clear.type === 'released'
}
