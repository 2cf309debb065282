import { join, resolve } from 'node:path'
import {
  checkpointPath,
  fsck,
  noteVerifier,
  openCheckpoint,
  openFileStore,
  openSequencer,
  readAccountFolder,
} from '@treve/ledger'
import { optionsOf } from '../options.ts'
import { type Command, wordsOf } from './command.ts'
import { placeOf } from './folders.ts'

export const fsckCommand: Command = {
  name: 'fsck',
  usage: 'fsck DIR [--mirror DIR|URL]',
  summary: 'find what is missing or damaged among the stored tiles; with a mirror, mend it',
  async run(args, io) {
    const verb = 'account fsck'
    const options = optionsOf(verb, args, { mirror: { type: 'string' }, json: { type: 'boolean' } }, io)
    if (options === undefined) return 2
    const { values } = options
    const words = wordsOf(verb, options.positionals, ['DIR'], io)
    if (words === undefined) return 2
    const path = resolve(io.folder, words[0])
    const { logKey } = await readAccountFolder(path)
    const store = await openFileStore({ served: join(path, 'log'), own: join(path, 'own') })
    const mirror = values.mirror === undefined ? undefined : await placeOf(values.mirror, io.folder)
    const read = (each: string) => store.read(each)
    const note = (await read(checkpointPath)) ?? (await mirror?.read(checkpointPath))
    if (note === undefined) {
      io.err(`treve ${verb}: no checkpoint is published: there is nothing to hold the tiles against.\n`)
      return 1
    }
    const head = openCheckpoint(note, { origin: logKey.name, log: [noteVerifier(logKey.key)] })
    const damages = await fsck(head, mirror === undefined ? [read] : [read, mirror.read])
    const mended = damages.flatMap(({ path: at, mend }) => (mend === undefined ? [] : [{ path: at, bytes: mend }]))
    if (mended.length > 0) await store.write(mended)
    const left = damages.filter(({ mend }) => mend === undefined)
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
        `${JSON.stringify({ ok: isSound, size: head.size, damages: damages.map(({ path: at, kind, mend }) => ({ path: at, kind, mended: mend !== undefined })), contradiction: contradiction ?? null }, null, 1)}\n`,
      )
    else {
      for (const { path: at, kind, mend } of damages)
        io.out(`${at}: ${kind}${mend === undefined ? '' : ', mended from the mirror'}\n`)
      if (contradiction !== undefined) io.err(`${contradiction}\n`)
      if (left.length > 0)
        io.err(
          `${left.length} cannot be mended from here${mirror === undefined ? ': give --mirror a copy of what was served' : ''}.\n`,
        )
      io.out(isSound ? `Sound: ${head.size} entries.\n` : 'NOT sound.\n')
    }
    return isSound ? 0 : 1
  },
}
