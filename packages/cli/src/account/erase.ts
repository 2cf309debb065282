import { resolve } from 'node:path'
import { formatVerifierKey, keyIn, oneUseKey, openAccountFolder, sign } from '@treve/ledger'
import { optionsOf } from '../options.ts'
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
      const people = await Promise.all(by.map((file) => keyIn(resolve(io.folder, file))))
      const keys = people.map((signer) => {
        const organisation = account.state.keys.get(formatVerifierKey(signer.key))?.organisation ?? signer.name
        return oneUseKey(world.random, account.name, { organisation, signer })
      })
      const signed = sign(
        { class: 'erasure', clear: { type: 'erased', entry: Number(words[1]), slot: words[2], ground } },
        account.name,
        { seconds: world.now(), beatSeconds: settings.beatSeconds, random: world.random, next: () => keys.shift() },
      )
      if (signed === undefined) throw new Error('two keys were given')
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
