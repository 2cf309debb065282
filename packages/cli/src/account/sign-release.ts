// The entry that opens the account of a pause on a server to the public, made where the two who sign have their keys, and not there.

import { mkdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  type AccountName,
  type Draft,
  digestOfText,
  formatVerifierKey,
  halfIn,
  isOpens,
  isReleaseShown,
  type JsonObject,
  makeKeyIn,
  nextStep,
  noteSigner,
  readyIn,
  type Signed,
  signedText,
} from '@treve/ledger'
import { parseInstant, utc } from '@treve/model'
import { optionsOf } from '../options.ts'
import type { Io } from '../verb.ts'
import { type Command, wordsOf } from './command.ts'
import { privateKeyTextGiven } from './given.ts'
import { signByTwo } from './two-people.ts'
import { world } from './world.ts'

export const newKeyCommand: Command = {
  name: 'new-key',
  usage: 'new-key FOLDER NAME',
  summary: 'make a key of your own under FOLDER/keys, and tell its verifier key, which is registered with the account',
  async run(args, io) {
    const verb = 'account new-key'
    const options = optionsOf(verb, args, {}, io)
    const words = options && wordsOf(verb, options.positionals, ['FOLDER', 'NAME'], io)
    if (words === undefined) return 2
    const [folder, name] = words
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) {
      io.err(`treve ${verb}: ${name}: a name of letters, digits, dots and dashes is expected, such as protection-1.\n`)
      return 2
    }
    await mkdir(resolve(io.folder, folder, 'keys'), { recursive: true, mode: 0o700 })
    const { key } = await makeKeyIn(resolve(io.folder, folder), name, name, world.random)
    io.out(`${formatVerifierKey(key)}\n`)
    io.err(`The key itself is in ${folder}/keys/${name}.key. It is yours alone, and belongs on no server.\n`)
    return 0
  },
}

interface ToSign {
  readonly log: string
  readonly pause: string
  readonly mode: 'exercise' | 'live'
  readonly beat_s: number
  /** By the clock of an exercise, which may be of another day. */
  readonly now?: string
  readonly clear: JsonObject
  readonly keys: readonly { readonly key: string; readonly organisation: string }[]
  /** What those who sign have made of it so far. */
  readonly signed?: readonly Made[]
}

interface Made {
  readonly key?: string
  readonly ready?: string
  readonly half?: string
}

export const signReleaseCommand: Command = {
  name: 'sign-release',
  usage: 'sign-release FILE --by KEYFILE [--with FILE | --by KEYFILE]',
  summary:
    'sign what opens the account of a pause on a server to the public: FILE is what its /api/v1/pauses/ID/release says; two people sign, each where their key is: --with what the other’s run printed, unless FILE holds it',
  async run(args, io) {
    const verb = 'account sign-release'
    const options = optionsOf(verb, args, { by: { type: 'string', multiple: true }, with: { type: 'string' } }, io)
    const words = options && wordsOf(verb, options.positionals, ['FILE'], io)
    if (options === undefined || words === undefined) return 2
    const { by = [], with: other } = options.values
    const [first, second] = by
    if (first === undefined || by.length > 2 || (second !== undefined && other !== undefined)) {
      io.err(
        `treve ${verb}: --by KEYFILE is expected: the registered key of who signs here. The other of the two signs in a run of their own, and --with FILE is what that printed; or --by stands twice, where both keys are here.\n`,
      )
      return 2
    }
    const [file] = words
    const given = toSignIn(await textIn(file, io))
    if (given === undefined) {
      io.err(
        `treve ${verb}: ${file}: what a server says of a release once it is due is expected, with the list of what it opens and nothing besides: GET /api/v1/pauses/ID/release.\n`,
      )
      return 2
    }
    const { log, pause, mode, clear, keys } = given
    const account: AccountName = { log, pause, mode }
    const organisationOf = (key: string) => keys.find((each) => each.key === key)?.organisation
    if (second !== undefined) {
      const draft: Draft = { class: 'public', clear }
      const signed = await signByTwo([first, second], draft, { account, beatSeconds: given.beat_s, organisationOf }, io)
      return isSigned(signed, given, io)
    }
    const key = await privateKeyTextGiven('--by', first, io)
    const own = formatVerifierKey(noteSigner(key).key)
    const made = other === undefined ? (given.signed ?? []) : [madeIn(await textIn(other, io))]
    if (made.some((each) => each === undefined)) {
      io.err(`treve ${verb}: --with ${other}: what the run of the other has printed is expected.\n`)
      return 2
    }
    const others = made.flatMap((each) =>
      each === undefined || each.key === own
        ? []
        : [{ ready: readyIn(each.ready ?? ''), half: halfIn(each.half ?? '') }],
    )
    const told = given.now === undefined || mode === 'live' ? undefined : parseInstant(given.now, utc)
    const step = nextStep(
      { key, organisation: organisationOf(own) ?? key.name },
      others,
      { account, clear, beatSeconds: given.beat_s },
      { seconds: typeof told === 'number' ? told : world.now(), random: world.random },
    )
    if ('signed' in step) return isSigned(step.signed, given, io)
    const { ready, half } = { ready: undefined, half: undefined, ...step }
    const digest = half === undefined ? '' : ` Its SHA-256: ${digestOfText(half.text)}.`
    const input = {
      key: own,
      ...(ready === undefined ? {} : { ready: JSON.stringify(ready) }),
      ...(half === undefined ? {} : { half: JSON.stringify(half) }),
    }
    io.out(`${JSON.stringify(input)}\n`)
    io.err(
      half === undefined
        ? `Ready to sign ${pause}, whose last window closed at ${clear.last_close}: nothing is signed yet.${opened(clear)} Hand this to the other (--with), or give it to the server with sign_release.\n`
        : `Signed by one of two: ${pause}, whose last window closed at ${clear.last_close}.${opened(clear)}${digest} Hand this to the other, who signs second (--with), or give it to the server with sign_release.\n`,
    )
    return 0
  },
}

function isSigned(signed: Signed, { pause, clear }: ToSign, io: Io): 0 {
  io.out(`${JSON.stringify({ signed: signedText(signed) })}\n`)
  io.err(
    `Signed: ${pause}, whose last window closed at ${clear.last_close}.${opened(clear)} POST it to the same address.\n`,
  )
  return 0
}

/** Of what is sealed: what the entry opens, by the list that the server gives beside it. */
function opened({ opens }: JsonObject): string {
  if (!isOpens(opens)) return ''
  return ` Of what is sealed it opens that ${opens.slots} entries are fillers, and nothing else (SHA-256 of the list: ${opens.sha256}).`
}

async function textIn(file: string, io: Io): Promise<string> {
  return new TextDecoder().decode(file === '-' ? await io.stdin() : await readFile(resolve(io.folder, file)))
}

function madeIn(text: string): Made | undefined {
  try {
    const { key, ready, half } = (JSON.parse(text) ?? {}) as Record<string, unknown>
    if (typeof key !== 'string') return undefined
    if (typeof ready === 'string' && readyIn(ready) !== undefined) return { key, ready }
    if (typeof half === 'string' && halfIn(half) !== undefined) return { key, half }
  } catch {
    return undefined
  }
  return undefined
}

/** Undefined for anything else, and for what is no release: nothing else is signed here. */
function toSignIn(text: string): ToSign | undefined {
  let told: Partial<ToSign> | null
  try {
    told = JSON.parse(text) as Partial<ToSign> | null
  } catch {
    return undefined
  }
  if (typeof told !== 'object' || told === null) return undefined
  const { log, pause, mode, beat_s: beat, clear, keys } = told
  const isOfAccount =
    typeof log === 'string' &&
    typeof pause === 'string' &&
    (mode === 'live' || mode === 'exercise') &&
    Number.isInteger(beat)
  const isRelease = typeof clear === 'object' && isReleaseShown(clear ?? null)
  if (!isOfAccount || !isRelease || !Array.isArray(keys)) return undefined
  if (!keys.every((each) => typeof each?.key === 'string' && typeof each.organisation === 'string')) return undefined
  if (told.signed !== undefined && !Array.isArray(told.signed)) return undefined
  return told as ToSign
}
