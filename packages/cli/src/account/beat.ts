import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Account, LogFault, openAccountFolder, readAccountFolder } from '@treve/ledger'
import type { Io } from '../verb.ts'
import { type Command, wordsOf } from './command.ts'
import { world } from './world.ts'

/** Beats so short that a command waits for the next one rather than leave entries to it. */
const shortBeatSeconds = 5

export const beatCommand: Command = {
  name: 'beat',
  usage: 'beat DIR',
  summary: 'seal what waits on every beat, until Ctrl-C; entries can be appended meanwhile',
  async run(args, io) {
    const words = wordsOf('account beat', args, ['DIR'], io)
    if (words === undefined) return 2
    const path = resolve(io.folder, words[0])
    const { beatSeconds } = (await readAccountFolder(path)).settings
    while (!io.stop.aborted) {
      await nextBeat(beatSeconds, io.stop)
      if (io.stop.aborted) break
      // Held at the beat alone: between two of them others append.
      const opened = await openAccountFolder(path, world)
      try {
        await sealed(opened.account, io)
      } finally {
        await opened.close()
      }
    }
    return 0
  },
}

/** After entries were taken by a command: a short beat is waited for; a longer one only if it has come since the last. */
export async function sealWhenDue(account: Account, beatSeconds: number, io: Io): Promise<void> {
  const { waiting, published, sealed: last } = account.sequencer
  if (waiting === 0 && published?.size === last.size) return
  // To seal when something has come would tell that it has: an even beat is kept by the beat alone.
  if ((account.state.opened?.fill ?? 0) > 0) {
    io.err(
      `${waiting} ${waiting === 1 ? 'entry is' : 'entries are'} durable; treve account beat seals on every beat.\n`,
    )
    return
  }
  if (account.sequencer.beat >= account.beatNumber()) {
    if (beatSeconds > shortBeatSeconds) {
      io.err(
        `${account.sequencer.waiting} entries are durable and wait for the next beat (every ${beatSeconds} s): treve account beat seals it.\n`,
      )
      return
    }
    await nextBeat(beatSeconds, io.stop)
  }
  await sealed(account, io)
}

async function sealed(account: Account, io: Io): Promise<void> {
  try {
    await account.beat()
    const { waiting } = account.sequencer
    if (waiting > 0)
      io.err(
        `${waiting} ${waiting === 1 ? 'entry exceeds' : 'entries exceed'} what a beat takes and ${waiting === 1 ? 'waits' : 'wait'} for the next one: make the next account with a larger --fill.\n`,
      )
  } catch (fault) {
    if (!(fault instanceof LogFault) || fault.kind !== 'unwitnessed') throw fault
    io.err(`${fault.message}\n`)
  }
}

async function nextBeat(beatSeconds: number, stop: AbortSignal): Promise<void> {
  const now = Date.now() / 1000
  const next = (Math.floor(now / beatSeconds) + 1) * beatSeconds
  await wait(Math.ceil((next - now) * 1000), undefined, { signal: stop }).catch(() => undefined)
}
