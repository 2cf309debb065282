// The entry by which an account is opened to the public: what two people are to sign, and their entry as it comes, signed by
// keys that are on no server. It is handed on only while all that the release needs is so.

import { isOpens, type Opening, parseEntry, Refusal } from '@treve/ledger'
import { formatInstant, type Instant } from '@treve/model'
import { object, required, text } from '@treve/model/schema'
import type { Refused } from '../coordination/index.ts'
import {
  opensOther,
  type ReleaseSigned,
  releaseFault,
  releaseSigned,
  signaturesOf,
  toSign,
} from '../coordination/publishing/index.ts'
import { problem, refusal } from '../problem.ts'
import { storedAccounts } from '../storage/index.ts'
import { handOver, idIn, idParameter, readInputOf, takenAnswers } from './commands.ts'
import type { LivePause } from './live.ts'
import { isSame, toBeOpened } from './opened.ts'
import { jsonAnswer, type Operation, pauseParameter } from './operation.ts'
import type { Services } from './services.ts'

const path = '/api/v1/pauses/{pause}/release'
const who = { mayAsk: 'sign_release' } as const
const string = { type: 'string' } as const

const toSignSchema = {
  type: 'object',
  required: ['log', 'pause', 'mode', 'beat_s', 'now', 'clear', 'keys', 'signed'],
  properties: {
    log: string,
    pause: string,
    mode: { enum: ['exercise', 'live'] },
    beat_s: { type: 'integer' },
    now: string,
    clear: {
      type: 'object',
      required: ['type', 'last_close', 'delay_s'],
      properties: {
        type: string,
        last_close: string,
        delay_s: { type: 'integer' },
        opens: {
          type: 'object',
          required: ['slots', 'sha256'],
          properties: { slots: { type: 'integer' }, sha256: string },
          description: 'The list of what is opened of what is sealed; once it is due.',
        },
      },
    },
    shows: {
      type: 'object',
      required: ['entries', 'in_the_clear', 'sealed'],
      description: 'What the public would read of the entries so far, once it is due.',
      properties: {
        entries: { type: 'integer' },
        in_the_clear: {
          type: 'array',
          items: {
            type: 'object',
            required: ['kind', 'entries'],
            properties: { kind: string, entries: { type: 'integer' } },
          },
        },
        sealed: { type: 'integer' },
      },
    },
    keys: {
      type: 'array',
      items: { type: 'object', required: ['key', 'organisation'], properties: { key: string, organisation: string } },
    },
    signed: {
      type: 'array',
      items: {
        type: 'object',
        required: ['by'],
        properties: { by: string, key: string, ready: string, half: string },
      },
    },
  },
}

const signedInput = object({
  signed: required(text(100_000), {
    sensitivity: 'high',
    doc: 'JSON: `bytes`, the line of the entry with both signatures, in base64; `openings`, of all its slots.',
  }),
})

export const releaseOperations: readonly Operation[] = [
  {
    id: 'getRelease',
    method: 'get',
    path,
    summary:
      'What two people are to sign so that the account is opened to the public, the keys that are registered, and what each of them has made of it so far.',
    parameters: [pauseParameter],
    answers: { 200: jsonAnswer('Of which account, and what the entry says in the clear.', toSignSchema) },
    who,
    async answer({ context, services, path: { pause = '' } }) {
      const known = services?.live.of(pause)
      if (services === undefined || known === undefined) return problem(context, 'pause_unknown')
      const stored = (await storedAccounts(services.database)).find(({ number }) => number === known.account)
      const clear = toSign(known.state)
      if (stored === undefined || clear === undefined) return problem(context, 'not_found')
      const { log, mode, beatSeconds } = stored.settings
      const keys = [...known.state.publishing.keys].map(([key, organisation]) => ({ key, organisation }))
      const signed = signaturesOf(known.state).map(({ at: _, ...made }) => made)
      const now = formatInstant(Math.floor(services.nowIn(known)) as Instant, known.zone)
      const told = await toBeOpened(services.database, known, Math.floor(services.nowIn(known)) as Instant)
      const head = { log, pause, mode, beat_s: beatSeconds, now, keys, signed }
      if (told === undefined) return context.json({ ...head, clear })
      const { opens, size, sealed, inTheClear } = told
      const kinds = [...inTheClear].map(([kind, entries]) => ({ kind, entries }))
      const shows = { entries: size, in_the_clear: kinds, sealed }
      return context.json({ ...head, clear: { ...clear, opens }, shows })
    },
  },
  {
    id: 'listOpened',
    method: 'get',
    path: `${path}/opened`,
    summary:
      'The list of what the release opens of what is sealed, one slot a line: its SHA-256 is what two people sign. Once it is due.',
    parameters: [pauseParameter],
    answers: { 200: { description: 'JSON lines.', media: 'application/x-ndjson', schema: { type: 'string' } } },
    who,
    async answer({ context, services, path: { pause = '' } }) {
      const known = services?.live.of(pause)
      if (services === undefined || known === undefined) return problem(context, 'pause_unknown')
      const told = await toBeOpened(services.database, known, Math.floor(services.nowIn(known)) as Instant)
      if (told === undefined) return problem(context, 'not_found')
      return context.body(told.list, 200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })
    },
  },
  {
    id: 'enterRelease',
    method: 'post',
    path,
    summary:
      'Enters what two people have signed: the account is opened to the public. Refused until the last window has closed, all are clear, the delay has passed, and both have said so here (sign_release).',
    parameters: [pauseParameter, idParameter],
    input: { type: signedInput, mostBytes: 256 * 1024 },
    answers: takenAnswers,
    who,
    async answer({ context, services, path: { pause = '' } }) {
      const known = services?.live.of(pause)
      if (services === undefined || known === undefined) return problem(context, 'pause_unknown')
      const clientId = idIn(context)
      if (clientId === undefined) return problem(context, 'id_missing')
      const read = await readInputOf(context, signedInput, known.zone)
      if ('refused' in read) return read.refused
      const came = cameSigned(read.input.signed)
      if (came === undefined)
        return refusal(context, {
          code: 'entry_unusable',
          text: 'This is no entry that releases an account, with its openings: sign what GET of this address says.',
        })
      const now = Math.floor(services.nowIn(known)) as Instant
      const refused =
        releaseFault(known.state, came.release, now) ?? (await listFault(services, known, came.release, now))
      if (refused !== undefined) return refusal(context, { ...refused, text: refused.detail })
      const { bytes, openings } = came
      return handOver(services, context, { clientId, pause, content: { kind: 'entry', bytes, openings } })
    },
  },
]

/** Its list is the one that follows from the account: what stood before the last close is in the log long since. */
async function listFault(
  { database }: Services,
  known: LivePause,
  { id, clear: { opens } }: ReleaseSigned,
  now: Instant,
): Promise<Refused | undefined> {
  // It comes again, and is answered as it was.
  if (known.state.publishing.released?.entry === id) return undefined
  const told = await toBeOpened(database, known, now)
  return told !== undefined && isOpens(opens) && isSame(told.opens, opens) ? undefined : opensOther()
}

interface Came {
  readonly release: ReleaseSigned
  readonly bytes: string
  readonly openings: readonly Opening[]
}

/** Whether openings and signatures are those of the entry is judged where it is entered. */
function cameSigned(signed: string): Came | undefined {
  try {
    const { bytes, openings } = JSON.parse(signed) as { readonly bytes?: unknown; readonly openings?: unknown }
    if (typeof bytes !== 'string' || !Array.isArray(openings) || !openings.every(isOpening)) return undefined
    const entry = parseEntry(Uint8Array.from(Buffer.from(bytes, 'base64')))
    if (entry.class !== 'public' || entry.clear.type !== 'released') return undefined
    return { release: releaseSigned(entry, openings), bytes, openings }
  } catch (fault) {
    if (fault instanceof Refusal || fault instanceof SyntaxError || fault instanceof TypeError) return undefined
    throw fault
  }
}

function isOpening(value: unknown): value is Opening {
  if (typeof value !== 'object' || value === null) return false
  const { id, slot, salt, value: held } = value as Record<string, unknown>
  return typeof id === 'string' && typeof slot === 'string' && typeof salt === 'string' && held !== undefined
}
