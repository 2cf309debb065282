import { resolve } from 'node:path'
import {
  checkpointPath,
  cosignedAt,
  keepCheckpoint,
  keptCheckpoints,
  type Verification,
  verifyEntries,
  verifyLog,
} from '@treve/ledger'
import { openGiven } from '../files.ts'
import { optionsOf } from '../options.ts'
import { counted } from '../table.ts'
import { attachmentsGiven } from './attachments-given.ts'
import { type Command, wordsOf } from './command.ts'
import { logAt } from './folders.ts'
import { anyFile, kindOf, policyGiven, utf8Given, verifierKeyGiven } from './given.ts'
import { openingsOf } from './openings.ts'
import { world } from './world.ts'

/** More are counted. */
const mostProblems = 20

export const verifyCommand: Command = {
  name: 'verify',
  usage:
    'verify DIR|URL --key VKEY [--policy FILE] [--kept FOLDER] [--openings FILE] [--attachments FILE] [--released]',
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
        attachments: { type: 'string' },
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
    const key = verifierKeyGiven('--key', values.key)
    const policy = values.policy === undefined ? undefined : await policyGiven(values.policy, io)
    const openingsFile = values.openings === undefined ? undefined : await openGiven(values.openings, io, anyFile)
    if (
      (values.policy !== undefined && policy === undefined) ||
      (values.openings !== undefined && openingsFile === undefined)
    )
      return 2
    const openings = openingsFile === undefined ? [] : openingsOf(utf8Given(openingsFile))
    if (openings === undefined) {
      io.err(
        `treve ${verb}: --openings ${values.openings}: one opening a line is expected, as treve account open prints them.\n`,
      )
      return 2
    }
    const attachments =
      values.attachments === undefined ? [] : await attachmentsGiven('--attachments', values.attachments, io)
    if (attachments === undefined) return 2
    const keptFolder = values.kept === undefined ? undefined : resolve(io.folder, values.kept)
    if (keptFolder !== undefined && (await kindOf(keptFolder)) === 'file') {
      io.err(`treve ${verb}: --kept ${values.kept}: this is a file: name a folder for checkpoints.\n`)
      return 2
    }
    const { read } = await logAt(words[0], io.folder)
    const kept = keptFolder === undefined ? [] : await keptCheckpoints(keptFolder)
    const log = await verifyLog({ read, log: key, kept, ...(policy === undefined ? {} : { policy }) })
    // The hashes must hold before what they cover is looked at.
    const entries =
      log.faults.some(({ kind }) => kind !== 'unwitnessed') || log.size === 0
        ? undefined
        : await verifyEntries({
            read,
            checkpoint: log,
            log: key,
            openings,
            attachments,
            isReleased: values.released === true,
          })
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
        hand_overs: entries?.checked.handOvers ?? 0,
        openings: entries?.checked.openings ?? { open: 0, withheld: 0, erased: 0, missing: 0 },
        attachments: entries?.checked.attachments ?? 0,
      },
      not_checked: [
        ...log.notChecked,
        ...(isOurs || entries === undefined
          ? []
          : ['entries: this log is not one of Treve’s, so no more than its hashes can be checked']),
        ...(isOurs ? unopened(entries.checked.certificates.withheld, entries.checked.unverifiedKeys) : []),
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
        `${isVerified ? 'Verified' : 'NOT verified'}: ${counted(log.size, 'entry', 'entries')}${result.root === null ? '' : `, root ${result.root}`}\n`,
      )
      if (isOurs) {
        const { open, withheld, erased, missing } = result.checked.openings
        io.out(
          `  ${counted(result.checked.signatures, 'signature', 'signatures')}; slots: ${open} opened, ${withheld} withheld, ${erased} erased, ${missing} missing\n`,
        )
        if (result.checked.hand_overs > 0)
          io.out(
            `  ${counted(result.checked.hand_overs, 'hand-over is signed by who gave and who received', 'hand-overs are signed by who gave and who received')}\n`,
          )
        if (values.attachments !== undefined)
          io.out(`  ${counted(result.checked.attachments, 'attachment fits', 'attachments fit')}\n`)
      }
      if (witnesses.length > 0) io.out(`  witnessed by ${cosignatures.length} of ${witnesses.length}\n`)
      for (const each of result.not_checked) io.out(`  not checked: ${each}\n`)
      for (const { text } of problems.slice(0, mostProblems)) io.err(`  ${text}\n`)
      if (isWithheld(log))
        io.err(
          '  Nothing but the checkpoint is served there, and only its signature was checked: of a live account, entries and tiles are withheld until it is released.\n',
        )
      if (problems.length > mostProblems) io.err(`  and ${problems.length - mostProblems} more (--json has them all)\n`)
    }
    return isVerified ? 0 : 1
  },
}

/** Who stands behind a one-use key is sealed: without its opening, nobody has looked. */
function unopened(withheld: number, unverified: number): string[] {
  return [
    ...(withheld === 0
      ? []
      : [
          `certificates: ${withheld === 1 ? '1 is' : `${withheld} are`} sealed or erased, so whose word ${withheld === 1 ? 'it stands' : 'they stand'} for is not known`,
        ]),
    ...(unverified === 0
      ? []
      : [
          `${counted(unverified, 'entry', 'entries')} under a key that was revoked before: nobody has vouched for ${unverified === 1 ? 'it' : 'them'}`,
        ]),
  ]
}

function isWithheld({ faults, root, checked }: Verification): boolean {
  return root !== undefined && checked.tiles === 0 && faults.some(({ kind }) => kind === 'missing')
}
