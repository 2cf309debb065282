import { resolve } from 'node:path'
import {
  checkpointPath,
  cosignedAt,
  keepCheckpoint,
  keptCheckpoints,
  parsePolicy,
  parseVerifierKey,
  verifyEntries,
  verifyLog,
} from '@treve/ledger'
import { openGiven } from '../files.ts'
import { optionsOf } from '../options.ts'
import { type Command, wordsOf } from './command.ts'
import { placeOf } from './folders.ts'
import { openingsOf } from './openings.ts'
import { world } from './world.ts'

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify DIR|URL --key VKEY [--policy FILE] [--kept FOLDER] [--openings FILE] [--released]',
  summary: 'check signature, witnesses, every entry and hash, and that it continues what was kept; needs no trust',
  async run(args, io) {
    const verb = 'account verify'
    const options = optionsOf(
      verb,
      args,
      {
        key: { type: 'string' },
        policy: { type: 'string' },
        kept: { type: 'string' },
        openings: { type: 'string' },
        released: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values } = options
    const words = wordsOf(verb, options.positionals, ['DIR or URL'], io)
    if (words === undefined) return 2
    if (values.key === undefined) {
      io.err(
        `treve ${verb}: --key VKEY: the verifier key of the log, from whoever you trust for it (treve account vkey prints it).\n`,
      )
      return 2
    }
    const key = parseVerifierKey(values.key)
    const policyFile = values.policy === undefined ? undefined : await openGiven(values.policy, io)
    const openingsFile = values.openings === undefined ? undefined : await openGiven(values.openings, io)
    if (
      (values.policy !== undefined && policyFile === undefined) ||
      (values.openings !== undefined && openingsFile === undefined)
    )
      return 2
    const policy = policyFile && parsePolicy(new TextDecoder().decode(policyFile.bytes))
    const openings = openingsFile === undefined ? [] : openingsOf(new TextDecoder().decode(openingsFile.bytes))
    if (openings === undefined) {
      io.err(
        `treve ${verb}: --openings ${values.openings}: one opening a line is expected, as treve account open prints them.\n`,
      )
      return 2
    }
    const { read } = await placeOf(words[0], io.folder)
    const keptFolder = values.kept === undefined ? undefined : resolve(io.folder, values.kept)
    const kept = keptFolder === undefined ? [] : await keptCheckpoints(keptFolder)
    const log = await verifyLog({ read, log: key, kept, ...(policy === undefined ? {} : { policy }) })
    // The hashes must hold before what they cover is looked at.
    const entries =
      log.faults.some(({ kind }) => kind !== 'unwitnessed') || log.size === 0
        ? undefined
        : await verifyEntries({ read, checkpoint: log, log: key, openings, isReleased: values.released === true })
    const problems = [
      ...log.faults.map(({ kind, message }) => ({ code: kind, text: message })),
      ...(entries?.problems ?? []).map(({ index, code, text }) => ({
        code,
        text: index < 0 ? text : `entry ${index}: ${text}`,
        ...(index < 0 ? {} : { index }),
      })),
    ]
    const isVerified = problems.length === 0
    const witnesses = policy?.witnesses ?? []
    const cosignatures = log.cosignatures.filter(({ name }) => witnesses.some(({ key: each }) => each.name === name))
    const times = cosignatures.map(({ signature }) => cosignedAt(signature) ?? 0)
    const isOurs = entries?.account !== undefined
    const result = {
      verified: isVerified,
      size: log.size,
      root: log.root === undefined ? null : Buffer.from(log.root).toString('hex'),
      checked: {
        log: log.faults.length === 0,
        consistency: log.consistency,
        entries: isOurs,
        signatures: entries?.checked.signatures ?? 0,
        certificates: entries?.checked.certificates ?? { checked: 0, withheld: 0 },
        unverified_keys: entries?.checked.unverifiedKeys ?? 0,
        suspect_keys: entries?.checked.suspectKeys ?? 0,
        openings: entries?.checked.openings ?? { open: 0, withheld: 0, erased: 0, missing: 0 },
      },
      not_checked: [
        ...log.notChecked,
        ...(isOurs || entries === undefined
          ? []
          : ['entries: this log is not one of Treve’s, so no more than its hashes can be checked']),
      ],
      witnessed: {
        k: cosignatures.length,
        n: witnesses.length,
        age_s: times.length === 0 ? null : Math.max(0, Math.floor(world.now() - Math.max(...times))),
      },
      problems,
    }
    if (isVerified && keptFolder !== undefined) {
      const note = await read(checkpointPath)
      if (note !== undefined) await keepCheckpoint(keptFolder, log.size, note)
    }
    if (values.json === true) io.out(`${JSON.stringify(result, null, 1)}\n`)
    else {
      io.out(
        `${isVerified ? 'Verified' : 'NOT verified'}: ${log.size} entries${result.root === null ? '' : `, root ${result.root}`}\n`,
      )
      if (isOurs) {
        const { open, withheld, erased, missing } = result.checked.openings
        io.out(
          `  ${result.checked.signatures} signatures; slots: ${open} opened, ${withheld} withheld, ${erased} erased, ${missing} missing\n`,
        )
      }
      io.out(
        witnesses.length === 0
          ? '  unwitnessed: no policy was given\n'
          : `  witnessed by ${cosignatures.length} of ${witnesses.length}\n`,
      )
      for (const each of result.not_checked) io.out(`  not checked: ${each}\n`)
      for (const { text } of problems) io.err(`  ${text}\n`)
    }
    return isVerified ? 0 : 1
  },
}
