// Signs what waits to be signed, each by two keys of the stock, in the order in which it was reported. Keys that were used are
// gone with the same write that keeps what they signed.

import { leafHash, Refusal, sign, toBase64Url } from '@treve/ledger/device'
import type { MyDay } from '../day/my-day.ts'
import type { Kept } from '../keeping/kept.ts'
import { toSign } from '../queue.ts'
import { certifiedKeyOf, type StockKey, takeTwo } from '../stock.ts'
import type { Report } from './report.ts'
import { slotsOf } from './slots.ts'

export interface SigningWorld {
  readonly random: (length: number) => Uint8Array
  /** Of the pause, in seconds: the sender's clock. */
  readonly nowS: number
  /** The bytes of the photo of a report, the original first. */
  readonly photoOf: (report: Report) => readonly Uint8Array[]
}

export function withSigned(kept: Kept, world: SigningWorld): Kept {
  const { day } = kept
  if (day === null) return kept
  return toSign(kept.reports).reduce((now, report) => withOneSigned(now, day, report, world), kept)
}

function withOneSigned(kept: Kept, day: MyDay, report: Report, { random, nowS, photoOf }: SigningWorld): Kept {
  const taken = takeTwo(kept.stock)
  if (taken === undefined) return kept
  const keys: StockKey[] = [...taken.keys]
  try {
    const signed = sign(
      {
        class: 'field',
        id: report.id,
        sealed: slotsOf(report, day, kept.chain, photoOf(report)),
      },
      day.account,
      {
        seconds: nowS,
        beatSeconds: day.account.beat_s,
        random,
        next() {
          const key = keys.shift()
          return key === undefined ? undefined : certifiedKeyOf(key)
        },
      },
    )
    if (signed === undefined) return kept
    return {
      ...withReport(kept, {
        ...report,
        state: 'waiting',
        signed: { bytes: toBase64Url(signed.bytes), openings: signed.openings },
      }),
      stock: taken.left,
      chain: { ...kept.chain, seq: kept.chain.seq + 1, prev_own: toBase64Url(leafHash(signed.bytes)) },
    }
  } catch (fault) {
    // What the account cannot hold is told to its bearer at once, and stays on the phone.
    if (fault instanceof Refusal)
      return withReport(kept, { ...report, state: 'refused', refusal: { code: fault.code, text: fault.message } })
    throw fault
  }
}

/** The same under its id, or a further one. */
export function withReport(kept: Kept, report: Report): Kept {
  const isThere = kept.reports.some(({ id }) => id === report.id)
  const reports = isThere
    ? kept.reports.map((each) => (each.id === report.id ? report : each))
    : [...kept.reports, report]
  return { ...kept, reports }
}
