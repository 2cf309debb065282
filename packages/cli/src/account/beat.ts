import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Account, LogFault, openAccountFolder, readAccountFolder } from '@treve/ledger'
import { counted } from '../table.ts'
import type { Io } from '../verb.ts'
import { type Command, wordsOf } from './command.ts'
import { world } from './world.ts'

/** Beats so short that a command waits for the next one rather than leave entries to it. */
const shortBeatSeconds = 5

/** Tried again and again while another process holds the folder, so not long at once: Ctrl-C is heeded in between. */
const patienceSeconds = 1

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
      await sealedOnceFree(path, words[0], io)
    }
    return 0
  },
}

/**
 * Held at the beat alone: between two of them others append. Who holds it for long, such as a long append, is waited for
 * however long that takes, since growth that ends would tell that something came.
 */
async function sealedOnceFree(path: string, shown: string, io: Io): Promise<void> {
  for (let isTold = false; !io.stop.aborted; ) {
    try {
      const opened = await openAccountFolder(path, { ...world, patienceSeconds })
      try {
        await sealedIfDue(opened.account, io)
      } finally {
        await opened.close()
      }
      return
    } catch (fault) {
      if (!(fault instanceof LogFault) || fault.kind !== 'taken') throw fault
      if (!isTold) io.err(`another process writes to ${shown}: the beat is sealed once it has ended.\n`)
      isTold = true
    }
  }
}

/** For a command that holds the folder for longer than a beat: growth stays even meanwhile. */
export async function keepEvenBeat(account: Account, io: Io): Promise<void> {
  if (isEven(account)) await sealedIfDue(account, io)
}

/** After entries were taken by a command: a short beat is waited for; a longer one only if it has come since the last. */
export async function sealWhenDue(account: Account, beatSeconds: number, io: Io): Promise<void> {
  const { waiting, published, sealed: last } = account.sequencer
  if (waiting === 0 && published?.size === last.size) return
  const durable = counted(waiting, 'entry is durable', 'entries are durable')
  // To seal when something has come would tell that it has: an even beat is kept by the beat alone.
  if (isEven(account)) {
    io.err(`${durable}; treve account beat seals on every beat.\n`)
    return
  }
  if (!isDue(account)) {
    if (beatSeconds > shortBeatSeconds) {
      io.err(
        `${durable} and ${waiting === 1 ? 'waits' : 'wait'} for the next beat (every ${beatSeconds} s): treve account beat seals it.\n`,
      )
      return
    }
    await nextBeat(beatSeconds, io.stop)
  }
  await sealed(account, io)
}

/** Accounts whose growth tells nothing. */
function isEven(account: Account): boolean {
  return (account.state.opened?.fill ?? 0) > 0
}

/** The beat that is on was not sealed yet, by us or by another process. */
function isDue(account: Account): boolean {
  return account.sequencer.beat < account.beatNumber()
}

async function sealedIfDue(account: Account, io: Io): Promise<void> {
  if (isDue(account)) await sealed(account, io)
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
