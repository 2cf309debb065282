import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { formatProof, proveInclusion, readCheckpoint, textOf } from '@treve/ledger'
import { optionsOf } from '../options.ts'
import { type Command, wordsOf } from './command.ts'
import { logAt } from './folders.ts'

export const proveCommand: Command = {
  name: 'prove',
  usage: 'prove DIR|URL INDEX [-o FILE]',
  summary: 'a receipt for one entry, a .tlog-proof; treve account check checks it offline',
  async run(args, io) {
    const verb = 'account prove'
    const options = optionsOf(verb, args, { output: { type: 'string', short: 'o' }, json: { type: 'boolean' } }, io)
    if (options === undefined) return 2
    const words = wordsOf(verb, options.positionals, ['DIR', 'INDEX'], io)
    if (words === undefined) return 2
    const { read, note } = await logAt(words[0], io.folder)
    const { size } = readCheckpoint(note)
    const index = /^(0|[1-9][0-9]*)$/.test(words[1]) ? Number(words[1]) : Number.NaN
    if (!(index < size)) {
      io.err(`treve ${verb}: ${words[1]}: an index below ${size} is expected: so many are published.\n`)
      return 2
    }
    const proof = formatProof({
      index,
      hashes: await proveInclusion(read, index, size),
      checkpoint: textOf(note) ?? '',
    })
    const { values } = options
    const { output } = values
    if (values.json === true) io.out(`${JSON.stringify({ index, size, proof })}\n`)
    else if (output === undefined) io.out(proof)
    if (output !== undefined) await writeFile(resolve(io.folder, output), proof)
    return 0
  },
}
