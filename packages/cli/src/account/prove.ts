import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { checkpointPath, formatProof, LogFault, proveInclusion, readCheckpoint, textOf } from '@treve/ledger'
import { optionsOf } from '../options.ts'
import { type Command, wordsOf } from './command.ts'
import { placeOf } from './folders.ts'

export const proveCommand: Command = {
  name: 'prove',
  usage: 'prove DIR|URL INDEX [-o FILE]',
  summary: 'a receipt for one entry, a .tlog-proof that is checked offline',
  async run(args, io) {
    const verb = 'account prove'
    const options = optionsOf(verb, args, { output: { type: 'string', short: 'o' } }, io)
    if (options === undefined) return 2
    const words = wordsOf(verb, options.positionals, ['DIR', 'INDEX'], io)
    if (words === undefined) return 2
    const { read } = await placeOf(words[0], io.folder)
    const note = await read(checkpointPath)
    const checkpoint = note && textOf(note)
    if (checkpoint === undefined) throw new LogFault('missing', 'no checkpoint is published there')
    const { size } = readCheckpoint(checkpoint)
    const index = /^(0|[1-9][0-9]*)$/.test(words[1]) ? Number(words[1]) : Number.NaN
    if (!(index < size)) {
      io.err(`treve ${verb}: ${words[1]}: an index below ${size} is expected: so many entries are published.\n`)
      return 2
    }
    const proof = formatProof({ index, hashes: await proveInclusion(read, index, size), checkpoint })
    const { output } = options.values
    if (output === undefined) io.out(proof)
    else await writeFile(resolve(io.folder, output), proof)
    return 0
  },
}
