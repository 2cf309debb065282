import {
  LogFault,
  parseProof,
  type Reader,
  readCheckpoint,
  readEntries,
  tileOf,
  tileWidth,
  verifyProof,
} from '@treve/ledger'
import { openGiven } from '../files.ts'
import { optionsOf } from '../options.ts'
import { counted } from '../table.ts'
import { type Command, wordsOf } from './command.ts'
import { logAt } from './folders.ts'
import { anyFile, policyGiven, utf8Given, verifierKeyGiven } from './given.ts'

export const checkCommand: Command = {
  name: 'check',
  usage: 'check FILE.tlog-proof --key VKEY [--policy FILE] --entry FILE | --account DIR|URL [--entry INDEX]',
  summary: 'check a receipt, offline: that the entry is in the log whose checkpoint it carries',
  async run(args, io) {
    const verb = 'account check'
    const options = optionsOf(
      verb,
      args,
      {
        key: { type: 'string' },
        policy: { type: 'string' },
        entry: { type: 'string' },
        account: { type: 'string' },
        json: { type: 'boolean' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values } = options
    const words = wordsOf(verb, options.positionals, ['FILE.tlog-proof'], io)
    if (words === undefined) return 2
    if (values.key === undefined) {
      io.err(`treve ${verb}: --key VKEY: the verifier key of the log, from whoever you trust for it.\n`)
      return 2
    }
    if (values.entry === undefined && values.account === undefined) {
      io.err(
        `treve ${verb}: of which entry? --entry FILE with its bytes (treve account show … --raw), or --account DIR|URL.\n`,
      )
      return 2
    }
    const log = verifierKeyGiven('--key', values.key)
    const policy = values.policy === undefined ? undefined : await policyGiven(values.policy, io)
    if (values.policy !== undefined && policy === undefined) return 2
    const given = await openGiven(words[0], io, anyFile)
    if (given === undefined) return 2
    const proof = parseProof(utf8Given(given))
    const entry = await entryGiven()
    if (entry === undefined) return 2
    let fault: LogFault | undefined
    try {
      verifyProof(proof, entry, { log, ...(policy === undefined ? {} : { policy }) })
    } catch (cause) {
      if (!(cause instanceof LogFault)) throw cause
      fault = cause
    }
    const { size } = readCheckpoint(proof.checkpoint)
    const cosigned = policy?.witnesses.length ?? 0
    const notChecked = policy === undefined ? ['cosignatures of witnesses: no policy was given'] : []
    if (values.json === true)
      io.out(
        `${JSON.stringify({ verified: fault === undefined, index: proof.index, size, origin: log.name, not_checked: notChecked, problem: fault?.message ?? null }, null, 1)}\n`,
      )
    else if (fault !== undefined) io.err(`NOT verified: ${fault.message}\n`)
    else {
      io.out(`Verified: entry ${proof.index} is among the ${counted(size, 'entry', 'entries')} of ${log.name}\n`)
      if (cosigned > 0) io.out(`  cosigned as the policy asks: it knows ${counted(cosigned, 'witness', 'witnesses')}\n`)
      for (const each of notChecked) io.out(`  not checked: ${each}\n`)
    }
    return fault === undefined ? 0 : 1

    async function entryGiven(): Promise<Uint8Array | undefined> {
      if (values.account === undefined) return (await openGiven(values.entry ?? '', io, anyFile))?.bytes
      const written = values.entry ?? String(proof.index)
      const index = /^(0|[1-9][0-9]*)$/.test(written) ? Number(written) : Number.NaN
      const { read, note } = await logAt(values.account, io.folder)
      const found = await entryAt(read, index, readCheckpoint(note).size)
      if (found === undefined) io.err(`treve ${verb}: --account ${values.account} has no entry ${written}.\n`)
      return found
    }
  },
}

/** The bytes of one entry; undefined beyond the end. */
export async function entryAt(read: Reader, index: number, size: number): Promise<Uint8Array | undefined> {
  if (!(index < size)) return undefined
  const tile = tileOf('entries', Math.floor(index / tileWidth), size)
  return tile && (await readEntries(read, tile))[index % tileWidth]
}
