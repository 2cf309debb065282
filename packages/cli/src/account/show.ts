import {
  bracketOf,
  certificateOf,
  type EntriesVerification,
  type Entry,
  type Json,
  leafHash,
  type OpenedEntry,
  type Opening,
  readAccountFolder,
  readCheckpoint,
  type VerifierKey,
  verifyEntries,
  verifyLog,
} from '@treve/ledger'
import { openGiven } from '../files.ts'
import { optionsOf } from '../options.ts'
import { counted } from '../table.ts'
import type { Io } from '../verb.ts'
import { entryAt } from './check.ts'
import { type Command, wordsOf } from './command.ts'
import { logAt } from './folders.ts'
import { anyFile, utf8Given, verifierKeyGiven } from './given.ts'
import { openingsOf, ownOpenings } from './openings.ts'

export const showCommand: Command = {
  name: 'show',
  usage: 'show DIR|URL INDEX [--key VKEY] [--openings FILE] [--raw] [--json]',
  summary: 'one entry, readable, with what is opened of it and whose word it is; --raw: its bytes, as they were signed',
  async run(args, io) {
    const verb = 'account show'
    const options = optionsOf(
      verb,
      args,
      {
        key: { type: 'string' },
        openings: { type: 'string' },
        raw: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values } = options
    const words = wordsOf(verb, options.positionals, ['DIR or URL', 'INDEX'], io)
    if (words === undefined) return 2
    const place = await logAt(words[0], io.folder)
    const log = await logKeyOf(values.key, place.own)
    if (log === undefined) {
      io.err(`treve ${verb}: --key VKEY: the verifier key of the log, from whoever you trust for it, is expected.\n`)
      return 2
    }
    const { size } = readCheckpoint(place.note)
    const index = /^(0|[1-9][0-9]*)$/.test(words[1]) ? Number(words[1]) : Number.NaN
    const bytes = await entryAt(place.read, index, size)
    if (bytes === undefined) {
      io.err(`treve ${verb}: ${words[1]}: an index below ${size} is expected: so many are published.\n`)
      return 2
    }
    if (values.raw === true) {
      io.out(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
      return 0
    }
    const openings = await openingsGiven(values.openings, place.own, io)
    if (openings === undefined) return 2
    const verified = await verifyLog({ read: place.read, log })
    const [fault] = verified.faults
    if (fault !== undefined) {
      io.err(`${words[0]} does not verify: ${fault.message}\n`)
      return 1
    }
    const found = await verifyEntries({
      read: place.read,
      checkpoint: verified,
      log,
      openings,
      mayHoldMore: place.own !== undefined && values.openings === undefined,
    })
    const opened = found.entries[index]
    const problems = found.problems.filter((each) => each.index === index)
    for (const { text } of problems) io.err(`entry ${index}: ${text}\n`)
    if (opened === undefined) {
      io.err(`treve ${verb}: the entries of this log cannot be read as those of an account.\n`)
      return 1
    }
    const shown = shownOf(opened, bytes, found)
    io.out(values.json === true ? `${JSON.stringify(shown, null, 1)}\n` : textOf(shown, words[0], size))
    return problems.length === 0 ? 0 : 1
  },
}

interface Shown {
  readonly index: number
  readonly id: string
  readonly class: string
  readonly at: string
  readonly leaf_hash: string
  readonly clear: Entry['clear']
  /** Whose word it is; null where that is sealed to whoever looks, or was erased. */
  readonly certified_by: readonly (Certifier | null)[]
  readonly standing: OpenedEntry['standing']
  /** Its clock is a statement; this is what the log bears out. */
  readonly made: { readonly after_size: number | null; readonly before_size: number }
  readonly opened: Readonly<Record<string, Json>>
  readonly says_nothing: readonly string[]
  readonly sealed: readonly string[]
  readonly erased: readonly { readonly slot: string; readonly by_entry: number | null }[]
}

interface Certifier {
  readonly organisation: string
  readonly key: string
  readonly registered_by_entry: number | null
}

const certificates = ['key_cert', 'key_cert2']

function shownOf(opened: OpenedEntry, bytes: Uint8Array, { account, entries }: EntriesVerification): Shown {
  const { index, entry, values, erased, standing } = opened
  const slots = Object.keys(entry.sealed).filter((slot) => slot in values)
  const said = slots.filter((slot) => values[slot] !== null)
  const certified = certificates.slice(0, entry.vkey2 === undefined ? 1 : 2)
  return {
    index,
    id: entry.id,
    class: entry.class,
    at: entry.at,
    leaf_hash: Buffer.from(leafHash(bytes)).toString('hex'),
    clear: entry.clear,
    certified_by:
      entry.class === 'key'
        ? []
        : certified.map((slot) => {
            const certificate = certificateOf(values[slot])
            if (certificate === undefined) return null
            const { organisation, key } = certificate
            return { organisation, key, registered_by_entry: account?.keys.get(key)?.from ?? null }
          }),
    standing,
    made: madeOf(opened),
    opened: Object.fromEntries(
      said.filter((slot) => !certificates.includes(slot)).map((slot) => [slot, values[slot] ?? null]),
    ),
    says_nothing: slots.filter((slot) => values[slot] === null),
    sealed: Object.keys(entry.sealed).filter((slot) => !(slot in values) && !erased.includes(slot)),
    erased: erased.map((slot) => ({
      slot,
      by_entry:
        entries.find((each) => each.entry.clear.entry === index && each.entry.clear.slot === slot)?.index ?? null,
    })),
  }
}

function madeOf(opened: OpenedEntry): Shown['made'] {
  const { afterSize, beforeSize } = bracketOf(opened)
  return { after_size: afterSize ?? null, before_size: beforeSize }
}

const standings: Readonly<Record<OpenedEntry['standing'], string>> = {
  sound: '',
  suspect: ', whose key was compromised: it corroborates nothing',
  unverified: ', whose key had been revoked: it corroborates nothing until it is adopted',
}

function textOf(shown: Shown, where: string, size: number): string {
  const line = (head: string, text: string) => `  ${head.padEnd(10)}  ${text}`
  const { index, clear, certified_by: certified, opened, sealed, erased } = shown
  return [
    `Entry ${index} of ${counted(size, 'entry', 'entries')}: ${String(opened.type ?? clear.type ?? 'its type is sealed')}`,
    line('id', shown.id),
    line('class', `${shown.class}, written at ${shown.at} by its sender's clock`),
    line('made', madeText(shown.made)),
    line('clear', JSON.stringify(clear)),
    ...[...new Set(certified.map((each) => line('word of', certifierText(each, shown.standing))))],
    ...Object.entries(opened).map(([slot, value]) => line(slot, JSON.stringify(value))),
    ...(sealed.length === 0 ? [] : [line('sealed', sealed.join(', '))]),
    ...erased.map(({ slot, by_entry: by }) => line('erased', `${slot}${by === null ? '' : `, by entry ${by}`}`)),
    line('leaf hash', shown.leaf_hash),
    `To check it: treve account show ${where} ${index} --raw gives the bytes that were signed; the leaf hash is SHA-256 of a`,
    'byte of value 0 and those bytes. treve account prove leads from it to a checkpoint, treve account check checks that.',
    '',
  ].join('\n')
}

function madeText({ after_size: after, before_size: before }: Shown['made']): string {
  const end = `before the first checkpoint of ${counted(before, 'entry', 'entries')} or more`
  return after === null ? end : `after its sender had seen ${counted(after, 'entry', 'entries')}, and ${end}`
}

function certifierText(certifier: Certifier | null, standing: OpenedEntry['standing']): string {
  if (certifier === null) return 'not known: the certificate is sealed or was erased'
  const { organisation, key, registered_by_entry: from } = certifier
  return `${organisation}${standings[standing]} (its key ${key}${from === null ? '' : `, registered by entry ${from}`})`
}

async function logKeyOf(key: string | undefined, own: string | undefined): Promise<VerifierKey | undefined> {
  if (key !== undefined) return verifierKeyGiven('--key', key)
  return own === undefined ? undefined : (await readAccountFolder(own)).logKey.key
}

/** Undefined after a message. */
async function openingsGiven(
  name: string | undefined,
  own: string | undefined,
  io: Io,
): Promise<readonly Opening[] | undefined> {
  if (name === undefined) return own === undefined ? [] : ownOpenings(own)
  const given = await openGiven(name, io, anyFile)
  if (given === undefined) return undefined
  const openings = openingsOf(utf8Given(given))
  if (openings === undefined) io.err(`${name}: one opening a line is expected, as treve account open prints them.\n`)
  return openings
}
