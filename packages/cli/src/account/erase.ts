import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  checkpointPath,
  type Draft,
  isOpened,
  type JsonObject,
  type OpenedFolder,
  type OpenedSlot,
  type Opening,
  openAccountFolder,
  opensOf,
  parseEntry,
  readCheckpoint,
  readEntries,
  readSealedValues,
  type Signed,
  textOf,
  tileOf,
} from '@treve/ledger'
import { formatInstant, type Instant, parseInstant, type TimeZone, utc } from '@treve/model'
import { optionsOf } from '../options.ts'
import type { Io } from '../verb.ts'
import { sealWhenDue } from './beat.ts'
import { type Command, wordsOf } from './command.ts'
import { isWithin, placeOf } from './folders.ts'
import { secondsOf } from './seconds.ts'
import { signByTwo } from './two-people.ts'
import { world } from './world.ts'

export const eraseCommand: Command = {
  name: 'erase',
  usage: 'erase DIR INDEX SLOT --ground GROUND --by KEYFILE --by KEYFILE',
  summary: 'destroy salt and value of one slot; two people sign, each with a registered key of their own',
  async run(args, io) {
    const verb = 'account erase'
    const options = optionsOf(verb, args, { ground: { type: 'string' }, by: { type: 'string', multiple: true } }, io)
    if (options === undefined) return 2
    const words = wordsOf(verb, options.positionals, ['DIR', 'INDEX', 'SLOT'], io)
    if (words === undefined) return 2
    const { ground, by = [] } = options.values
    if (ground === undefined || by.length !== 2) {
      io.err(
        `treve ${verb}: --ground (request_of_person, danger, retention_over, recorded_in_error, order_of_court), and --by twice, are expected.\n`,
      )
      return 2
    }
    const opened = await openAccountFolder(resolve(io.folder, words[0]), world)
    try {
      const { account, settings } = opened
      const signed = await signedByTwo(
        by,
        { class: 'erasure', clear: { type: 'erased', entry: Number(words[1]), slot: words[2], ground } },
        opened,
        io,
      )
      const { id, index } = await account.erase(signed)
      io.out(`${JSON.stringify({ index: index ?? null, id })}\n`)
      io.err('Erased here. Copies of the keys folder elsewhere still hold it: erase there too.\n')
      await sealWhenDue(account, settings.beatSeconds, io)
      return 0
    } finally {
      await opened.close()
    }
  },
}

export const releaseCommand: Command = {
  name: 'release',
  usage: 'release DIR --by KEYFILE --by KEYFILE [--closed INSTANT] [--delay 24h] [--slots type,…]',
  summary:
    'open a live account to the public: the last window has closed, all are clear, the delay has passed; two people sign for it',
  async run(args, io) {
    const verb = 'account release'
    const options = optionsOf(
      verb,
      args,
      {
        by: { type: 'string', multiple: true },
        closed: { type: 'string' },
        delay: { type: 'string' },
        slots: { type: 'string' },
      },
      io,
    )
    if (options === undefined) return 2
    const words = wordsOf(verb, options.positionals, ['DIR'], io)
    if (words === undefined) return 2
    const { by = [], closed, delay, slots } = options.values
    const stated = delay === undefined ? undefined : secondsOf(delay)
    if (delay !== undefined && stated === undefined) {
      io.err(`treve ${verb}: --delay ${delay}: a duration such as 24h or 90min is expected.\n`)
      return 2
    }
    if (by.length !== 2) {
      io.err(
        `treve ${verb}: --by KEYFILE is expected twice: two people sign, each with a registered key of their own.\n`,
      )
      return 2
    }
    const path = resolve(io.folder, words[0])
    const own = await realpath(path).catch(() => path)
    const within = by.map(async (file) => isWithin(await realpath(resolve(io.folder, file)).catch(() => ''), own))
    if ((await Promise.all(within)).every((each) => each)) {
      io.err(
        `treve ${verb}: both keys lie in the folder of the account, where one person has them: each of the two keeps their own elsewhere.\n`,
      )
      return 2
    }
    const opened = await openAccountFolder(path, world)
    try {
      const { account, settings } = opened
      const delaySeconds = stated ?? account.state.opened?.releaseDelaySeconds ?? 86_400
      const lastClose = closed ?? closeOf(opened)
      if (lastClose === undefined) {
        io.err(
          `treve ${verb}: --closed INSTANT: when the last window of the pause closed. No terms in the account say it.\n`,
        )
        return 2
      }
      if (slots !== undefined && settings.mode === 'live') {
        io.err(
          `treve ${verb}: --slots ${slots}: of a live account no slot is opened, only which entries are fillers: what was sealed tells of few people, of one, or of who saw them. Totals that may be told are an entry of their own (totals_agreed).\n`,
        )
        return 2
      }
      const opens =
        settings.mode === 'live'
          ? await fillersOf(path, (await placeOf(words[0], io.folder)).read, lastClose)
          : { slots: (slots ?? 'type').split(',') }
      const clear = { type: 'released', last_close: lastClose, delay_s: delaySeconds, ...opens }
      const { id, index } = await account.append(await signedByTwo(by, { class: 'public', clear }, opened, io))
      io.out(`${JSON.stringify({ index: index ?? null, id })}\n`)
      await sealWhenDue(account, settings.beatSeconds, io)
      return 0
    } finally {
      await opened.close()
    }
  },
}

/** As on a server: of every filler from before the last close, that it is one. */
async function fillersOf(
  folder: string,
  read: Parameters<typeof readEntries>[0],
  lastClose: string,
): Promise<JsonObject> {
  const closed = parseInstant(lastClose, utc)
  const note = await read(checkpointPath)
  if (typeof closed !== 'number' || note === undefined) return {}
  const { size } = readCheckpoint(textOf(note) ?? '')
  const types = new Map<string, Opening>()
  for await (const opening of readSealedValues(join(folder, 'sealed')))
    if (opening.slot === 'type') types.set(opening.id, opening)
  const rows: OpenedSlot[] = []
  let index = 0
  for (let bundle = 0; ; bundle++) {
    const tile = tileOf('entries', bundle, size)
    if (tile === undefined) return { opens: { ...opensOf(rows) } }
    for (const entry of (await readEntries(read, tile)).map(parseEntry)) {
      const opening = types.get(entry.id)
      if (opening !== undefined && isOpened(entry, opening, closed))
        rows.push({ index, id: entry.id, slot: 'type', value: opening.value })
      index += 1
    }
  }
}

/** Of the latest window that terms in the account name. */
function closeOf({ account, settings }: OpenedFolder): string | undefined {
  const { closesAtSeconds } = account.state
  return closesAtSeconds === undefined
    ? undefined
    : formatInstant(closesAtSeconds as Instant, settings.zone as TimeZone)
}

function signedByTwo(
  files: readonly string[],
  draft: Draft,
  { account, settings }: OpenedFolder,
  io: Io,
): Promise<Signed> {
  return signByTwo(
    files,
    draft,
    {
      account: account.name,
      beatSeconds: settings.beatSeconds,
      organisationOf: (key) => account.state.keys.get(key)?.organisation,
    },
    io,
  )
}
