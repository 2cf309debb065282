// The entry that opens the account of a pause on a server to the public, made where the two who sign have their keys, and not there.

import { mkdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Draft, formatVerifierKey, makeKeyIn } from '@treve/ledger'
import { optionsOf } from '../options.ts'
import { type Command, wordsOf } from './command.ts'
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
  readonly clear: Record<string, string | number>
  readonly keys: readonly { readonly key: string; readonly organisation: string }[]
}

export const signReleaseCommand: Command = {
  name: 'sign-release',
  usage: 'sign-release FILE --by KEYFILE --by KEYFILE',
  summary:
    'sign what opens the account of a pause on a server to the public: FILE is what its /api/v1/pauses/ID/release says; two people sign',
  async run(args, io) {
    const verb = 'account sign-release'
    const options = optionsOf(verb, args, { by: { type: 'string', multiple: true } }, io)
    const words = options && wordsOf(verb, options.positionals, ['FILE'], io)
    if (options === undefined || words === undefined) return 2
    const { by = [] } = options.values
    if (by.length !== 2) {
      io.err(
        `treve ${verb}: --by KEYFILE is expected twice: two people sign, each with a registered key of their own.\n`,
      )
      return 2
    }
    const [file] = words
    const read = file === '-' ? await io.stdin() : await readFile(resolve(io.folder, file))
    const given = toSignIn(new TextDecoder().decode(read))
    if (given === undefined) {
      io.err(`treve ${verb}: ${file}: what a server says of a release is expected: GET /api/v1/pauses/ID/release.\n`)
      return 2
    }
    const { log, pause, mode, clear, keys } = given
    const signed = await signByTwo(
      by,
      { class: 'public', clear } as Draft,
      {
        account: { log, pause, mode },
        beatSeconds: given.beat_s,
        organisationOf: (key) => keys.find((each) => each.key === key)?.organisation,
      },
      io,
    )
    const { id, bytes, openings } = signed
    const told = JSON.stringify({ id, bytes: Buffer.from(bytes).toString('base64'), openings })
    io.out(`${JSON.stringify({ signed: told })}\n`)
    io.err(`Signed: ${pause}, whose last window closed at ${clear.last_close}. POST it to the same address.\n`)
    return 0
  },
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
  const isRelease =
    typeof clear === 'object' &&
    clear?.type === 'released' &&
    typeof clear.last_close === 'string' &&
    typeof clear.delay_s === 'number'
  if (!isOfAccount || !isRelease || !Array.isArray(keys)) return undefined
  if (!keys.every((each) => typeof each?.key === 'string' && typeof each.organisation === 'string')) return undefined
  return told as ToSign
}
