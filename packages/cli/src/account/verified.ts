// An account that is verified whole before anything is read from it: by its folder, a published copy, or a URL.

import { type OpenedEntry, type Reader, readAccountFolder, verifyEntries, verifyLog } from '@treve/ledger'
import { openGiven } from '../files.ts'
import type { ExitCode, Io } from '../verb.ts'
import { logAt } from './folders.ts'
import { anyFile, utf8Given, verifierKeyGiven } from './given.ts'
import { openingsOf, ownOpenings } from './openings.ts'

const mostProblems = 20

/** Verified whole before anything is read from it. */
export async function verifiedAccount(
  given: string,
  { key, openings }: { key?: string | undefined; openings?: string | undefined },
  verb: string,
  io: Io,
): Promise<VerifiedAccount | ExitCode> {
  const { read, own, note } = await logAt(given, io.folder)
  const log =
    key !== undefined
      ? verifierKeyGiven('--key', key)
      : own === undefined
        ? undefined
        : (await readAccountFolder(own)).logKey.key
  if (log === undefined) {
    io.err(`treve ${verb}: --key VKEY: the verifier key of the account’s log is expected.\n`)
    return 2
  }
  const file = openings === undefined ? undefined : await openGiven(openings, io, anyFile)
  if (openings !== undefined && file === undefined) return 2
  const parsed = file === undefined ? (own === undefined ? [] : await ownOpenings(own)) : openingsOf(utf8Given(file))
  if (parsed === undefined) {
    io.err(
      `treve ${verb}: --openings ${openings}: one opening a line is expected, as treve account open prints them.\n`,
    )
    return 2
  }
  const verified = await verifyLog({ read, log })
  const entries = verified.isValid
    ? await verifyEntries({
        read,
        checkpoint: verified,
        log,
        openings: parsed,
        mayHoldMore: own !== undefined && openings === undefined,
      })
    : undefined
  for (const { message } of verified.faults) io.err(`${given}: ${message}\n`)
  const problems = entries?.problems ?? []
  for (const { index, text } of problems.slice(0, mostProblems)) io.err(`${given}: entry ${index}: ${text}\n`)
  if (problems.length > mostProblems) io.err(`${given}: and ${problems.length - mostProblems} more\n`)
  if (entries === undefined || entries.problems.length > 0) {
    io.err(`${given} does not verify: nothing is read from it.\n`)
    return 1
  }
  const root = Buffer.from(verified.root ?? new Uint8Array()).toString('hex')
  return {
    entries: entries.entries,
    isStillMoving: entries.account?.account.mode === 'live' && !entries.account.isReleased,
    read,
    note,
    size: verified.size,
    heldAgainst: { origin: log.name, size: verified.size, root },
  }
}

export interface VerifiedAccount {
  readonly entries: readonly OpenedEntry[]
  /** Of a live pause that is not released: nothing of it is published. */
  readonly isStillMoving: boolean
  readonly read: Reader
  readonly note: Uint8Array
  readonly size: number
  /** A finding made anew on a longer account is a new version. */
  readonly heldAgainst: { readonly origin: string; readonly size: number; readonly root: string }
}
