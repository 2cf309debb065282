import { resolve } from 'node:path'
import {
  type Draft,
  formatVerifierKey,
  keyIn,
  type OpenedFolder,
  oneUseKey,
  openAccountFolder,
  type Signed,
  sign,
} from '@treve/ledger'
import { optionsOf } from '../options.ts'
import type { Io } from '../verb.ts'
import { sealWhenDue } from './beat.ts'
import { type Command, wordsOf } from './command.ts'
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
  usage: 'release DIR --by KEYFILE --by KEYFILE',
  summary:
    'open a live account to the public: nothing moves any more, all are clear, the delay has passed; two people sign',
  async run(args, io) {
    const verb = 'account release'
    const options = optionsOf(verb, args, { by: { type: 'string', multiple: true } }, io)
    if (options === undefined) return 2
    const words = wordsOf(verb, options.positionals, ['DIR'], io)
    if (words === undefined) return 2
    const { by = [] } = options.values
    if (by.length !== 2) {
      io.err(
        `treve ${verb}: --by KEYFILE is expected twice: two people sign, each with a registered key of their own.\n`,
      )
      return 2
    }
    const opened = await openAccountFolder(resolve(io.folder, words[0]), world)
    try {
      const { account, settings } = opened
      const { id, index } = await account.append(
        await signedByTwo(by, { class: 'public', clear: { type: 'released' } }, opened, io),
      )
      io.out(`${JSON.stringify({ index: index ?? null, id })}\n`)
      await sealWhenDue(account, settings.beatSeconds, io)
      return 0
    } finally {
      await opened.close()
    }
  },
}

/** With a one-use key of each, certified by the key in the file that is theirs. */
async function signedByTwo(
  files: readonly string[],
  draft: Draft,
  { account, settings }: OpenedFolder,
  io: Io,
): Promise<Signed> {
  const people = await Promise.all(files.map((file) => keyIn(resolve(io.folder, file))))
  const keys = people.map((signer) => {
    const organisation = account.state.keys.get(formatVerifierKey(signer.key))?.organisation ?? signer.name
    return oneUseKey(world.random, account.name, { organisation, signer })
  })
  const signed = sign(draft, account.name, {
    seconds: world.now(),
    beatSeconds: settings.beatSeconds,
    random: world.random,
    next: () => keys.shift(),
  })
  if (signed === undefined) throw new Error('two keys were given')
  return signed
}
