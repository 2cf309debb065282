import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Account, LogFault, openAccountFolder } from '@treve/ledger'
import type { Io } from '../verb.ts'
import { type Command, wordsOf } from './command.ts'
import { world } from './world.ts'

/** Beats so short that a command waits for the next one rather than leave entries to it. */
const shortBeatSeconds = 5

export const beatCommand: Command = {
  name: 'beat',
  usage: 'beat DIR',
  summary: 'seal what waits on every beat, until Ctrl-C',
  async run(args, io) {
    const words = wordsOf('account beat', args, ['DIR'], io)
    if (words === undefined) return 2
    const opened = await openAccountFolder(resolve(io.folder, words[0]), {
      ...world,
      onBehind: (waiting) =>
        io.err(
          `${waiting} entries exceed what this beat takes and wait for the next: raise --fill with the next account.\n`,
        ),
    })
    try {
      const { account, settings } = opened
      while (!io.stop.aborted) {
        await nextBeat(settings.beatSeconds, io.stop)
        if (io.stop.aborted) break
        await sealed(account, io)
      }
      return 0
    } finally {
      await opened.close()
    }
  },
}

/** After entries were taken by a command: a short beat is waited for; a longer one only if it has come since the last. */
export async function sealWhenDue(account: Account, beatSeconds: number, io: Io): Promise<void> {
  if (account.sequencer.waiting === 0 && account.sequencer.published?.size === account.sequencer.sealed.size) return
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
