import { join, resolve } from 'node:path'
import {
  checkpointPath,
  type Damage,
  fsck,
  LogFault,
  noteVerifier,
  type OpenedCheckpoint,
  openCheckpoint,
  openFileStore,
  openSequencer,
  type Reader,
  readAccountFolder,
  type VerifierKey,
} from '@treve/ledger'
import { optionsOf } from '../options.ts'
import { counted } from '../table.ts'
import { type Command, wordsOf } from './command.ts'
import { placeOf } from './folders.ts'
import { checkOwnPolicy } from './given.ts'

export const fsckCommand: Command = {
  name: 'fsck',
  usage: 'fsck DIR [--mirror DIR|URL] [--mend]',
  summary: 'find what is missing or damaged of checkpoint and tiles; mend it from a mirror, or tiles from the entries',
  async run(args, io) {
    const verb = 'account fsck'
    const options = optionsOf(
      verb,
      args,
      { mirror: { type: 'string' }, mend: { type: 'boolean' }, json: { type: 'boolean' } },
      io,
    )
    if (options === undefined) return 2
    const { values } = options
    const words = wordsOf(verb, options.positionals, ['DIR'], io)
    if (words === undefined) return 2
    const path = resolve(io.folder, words[0])
    if (!(await checkOwnPolicy(path, io))) return 2
    const { logKey } = await readAccountFolder(path)
    const store = await openFileStore({ served: join(path, 'log'), own: join(path, 'own') })
    const mirror = values.mirror === undefined ? undefined : await placeOf(values.mirror, io.folder)
    const read = (each: string) => store.read(each)
    const own = await checkpointIn(read, logKey.key)
    const found = own.head === undefined && mirror !== undefined ? await checkpointIn(mirror.read, logKey.key) : own
    const damages: Damage[] =
      own.head === undefined
        ? [{ path: checkpointPath, kind: own.bytes === undefined ? 'missing' : 'damaged', mend: found.bytes }]
        : []
    if (found.head === undefined) {
      io.err(
        `treve ${verb}: ${own.bytes === undefined ? 'the checkpoint is missing' : `the checkpoint is damaged (${own.why})`}${mirror === undefined ? ': give --mirror a copy of what was served' : ', and the mirror has none that this log signed'}. Nothing can be held against it.\n`,
      )
      return 1
    }
    const { head } = found
    damages.push(...(await fsck(head, mirror === undefined ? [read] : [read, mirror.read])))
    const isMending = mirror !== undefined || values.mend === true
    const mended = damages.flatMap(({ path: at, mend }) => (mend === undefined ? [] : [{ path: at, bytes: mend }]))
    if (isMending && mended.length > 0) await store.write(mended)
    const left = isMending ? damages.filter(({ mend }) => mend === undefined) : damages
    const mendable = isMending ? 0 : mended.length
    // The same looks as at a start: lock against checkpoint, right edge, what waits.
    let contradiction: string | undefined
    if (left.length === 0)
      await openSequencer({ store, signer: logKey }).then(
        (each) => each.close(),
        (fault: Error) => {
          contradiction = fault.message
        },
      )
    const isSound = left.length === 0 && contradiction === undefined
    if (values.json === true)
      io.out(
        `${JSON.stringify({ ok: isSound, size: head.size, damages: damages.map(({ path: at, kind, mend }) => ({ path: at, kind, mended: isMending && mend !== undefined })), contradiction: contradiction ?? null }, null, 1)}\n`,
      )
    else {
      for (const { path: at, kind, mend } of damages)
        io.out(`${at}: ${kind}${mend !== undefined && isMending ? ', mended' : ''}\n`)
      if (contradiction !== undefined) io.err(`${contradiction}\n`)
      if (mendable > 0) io.err(`${mendable} of them can be made anew from the entries: add --mend.\n`)
      if (left.length > mendable)
        io.err(
          `${left.length - mendable} cannot be mended from here${mirror === undefined ? ': give --mirror a copy of what was served' : ''}.\n`,
        )
      io.out(isSound ? `Sound: ${counted(head.size, 'entry', 'entries')}.\n` : 'NOT sound.\n')
    }
    return isSound ? 0 : 1
  },
}

interface Found {
  readonly bytes: Uint8Array | undefined
  /** Undefined where there is none that the log signed. */
  readonly head: OpenedCheckpoint | undefined
  readonly why: string
}

async function checkpointIn(read: Reader, log: VerifierKey): Promise<Found> {
  const bytes = await read(checkpointPath)
  if (bytes === undefined) return { bytes, head: undefined, why: 'missing' }
  try {
    return { bytes, head: openCheckpoint(bytes, { origin: log.name, log: [noteVerifier(log)] }), why: '' }
  } catch (fault) {
    if (!(fault instanceof LogFault)) throw fault
    return { bytes, head: undefined, why: fault.message }
  }
}
