import { resolve } from 'node:path'
import { openAccountFolder } from '@treve/ledger'
import { optionsOf } from '../options.ts'
import type { Command } from './command.ts'
import { checkOwnPolicy } from './given.ts'
import { world } from './world.ts'

export const openCommand: Command = {
  name: 'open',
  usage: 'open DIR INDEX|--all [--slot SLOT]',
  summary: 'print openings, one a line: salt and value of sealed slots, for whoever may see them',
  async run(args, io) {
    const verb = 'account open'
    const options = optionsOf(
      verb,
      args,
      { slot: { type: 'string' }, all: { type: 'boolean' }, json: { type: 'boolean' } },
      io,
    )
    if (options === undefined) return 2
    const [folder, index, more] = options.positionals
    if (folder === undefined || more !== undefined || (index === undefined) !== (options.values.all === true)) {
      io.err(`treve ${verb}: name the folder, and the index of an entry or --all.\n`)
      return 2
    }
    if (!(await checkOwnPolicy(resolve(io.folder, folder), io))) return 2
    const opened = await openAccountFolder(resolve(io.folder, folder), world)
    try {
      const { account } = opened
      const { size } = account.state
      if (index !== undefined && !(/^[0-9]+$/.test(index) && Number(index) < size)) {
        io.err(`treve ${verb}: ${index}: an index below ${size} is expected.\n`)
        return 2
      }
      const indices = index === undefined ? Array.from({ length: size }, (_, at) => at) : [Number(index)]
      let found = 0
      for (const each of indices) {
        const openings = await account.openingsOf(each)
        for (const opening of openings) {
          if (options.values.slot !== undefined && opening.slot !== options.values.slot) continue
          found += 1
          io.out(`${JSON.stringify(opening)}\n`)
        }
      }
      if (found > 0 || options.values.slot === undefined) return 0
      io.err(`treve ${verb}: no such slot is there to open: it is none of the class, or it was erased.\n`)
      return 1
    } finally {
      await opened.close()
    }
  },
}
