// A hand-over on this phone, on either side of it: made ready, confirmed, completed, or told by one side after all. A key that was
// shown to another is used: it leaves the stock with the write that keeps what it was shown with.

import { completed, confirmed, LogFault, offeredFault, type Random, Refusal, toBase64Url } from '@treve/ledger/device'
import type { MyDay } from '../day/my-day.ts'
import type { Kept } from '../keeping/kept.ts'
import type { Report, Said } from '../reports/report.ts'
import { certifiedKeyOf, type StockKey, takeOne } from '../stock.ts'
import {
  base64UrlOf,
  type Certifier,
  type Given,
  givenCode,
  givenIn,
  offeredOf,
  receivedCode,
  receivedIn,
} from './told.ts'

/** Waits here for the receiver's signature. */
export interface Giving {
  readonly given: Given
  readonly key: StockKey
  readonly madeS: number
}

/** Signed here as the one who received; whoever gave sends it. */
export interface Receiving {
  readonly id: string
  readonly said: Said
  readonly happenedS: number
  /** To be shown back, as often as need be. */
  readonly code: string
}

export type HandOverFault =
  /** No such code, or not whole. */
  | 'unreadable'
  /** Of another pause or organisation, or no hand-over at all. */
  | 'not_ours'
  /** This very phone gives it. */
  | 'own'
  /** Signed by whoever received, and over something else than is given here. */
  | 'other'
  | 'no_keys'
  | 'no_day'

export interface Ready {
  readonly random: Random
  readonly nowS: number
  readonly clockOffsetS: number | null
}

/** To be shown; undefined where no key is left. */
export function withGiving(kept: Kept, said: Said, { random, nowS, clockOffsetS }: Ready): Kept | HandOverFault {
  const { day, chain } = kept
  if (day === null) return 'no_day'
  const taken = takeOne(kept.stock)
  const certificate = taken?.key.certificate
  if (taken === undefined || certificate == null) return 'no_keys'
  const given: Given = {
    id: toBase64Url(random(16)),
    said,
    giver: day.device.device,
    happenedS: nowS,
    clockOffsetS,
    seen: chain.seen,
    seed: toBase64Url(random(32)),
    vkey: taken.key.vkey,
    certificate: base64UrlOf(certificate.signature),
  }
  return { ...kept, stock: taken.left, giving: [...kept.giving, { given, key: taken.key, madeS: nowS }] }
}

export function codeToShow({ given }: Giving): string {
  return givenCode(given)
}

/** What another phone gives, as it can be signed here; or why it cannot. */
export function readGiven(kept: Kept, text: string): Given | HandOverFault {
  const given = givenIn(text)
  if (given === undefined) return 'unreadable'
  const { day } = kept
  if (day === null) return 'no_day'
  if (given.giver === day.device.device) return 'own'
  if (given.said.lines === undefined || given.said.lines.length === 0) return 'not_ours'
  // What was signed before is shown again, with whatever keys are left.
  if (kept.receiving.some(({ id }) => id === given.id)) return given
  const certifier = certifierOf(kept)
  if (certifier === undefined) return 'no_keys'
  return offeredFault(offeredOf(given, day, certifier), accountOf(day, certifier)) === undefined ? given : 'not_ours'
}

export function withReceiving(kept: Kept, given: Given): Kept | HandOverFault {
  const { day } = kept
  if (day === null) return 'no_day'
  if (kept.receiving.some(({ id }) => id === given.id)) return kept
  const taken = takeOne(kept.stock)
  const key = taken === undefined ? undefined : certifiedKeyOf(taken.key)
  const certificate = taken?.key.certificate
  if (taken === undefined || key === undefined || certificate == null) return 'no_keys'
  try {
    const own = { receiver: day.device.device, key: { signer: key.signer, certificate } }
    const answer = confirmed(offeredOf(given, day, certificate), accountOf(day, certificate), own)
    const { id, said, happenedS } = given
    const receiving = [...kept.receiving, { id, said, happenedS, code: receivedCode(id, answer) }]
    return { ...kept, stock: taken.left, receiving }
  } catch (fault) {
    if (fault instanceof Refusal || fault instanceof LogFault) return 'not_ours'
    throw fault
  }
}

/** With the entry that both signed among the reports, to be sent as they are. */
export function withBoth(kept: Kept, id: string, text: string): Kept | HandOverFault {
  const { day } = kept
  const giving = kept.giving.find(({ given }) => given.id === id)
  const certificate = giving?.key.certificate
  const key = giving === undefined ? undefined : certifiedKeyOf(giving.key)
  if (day === null || giving === undefined || key === undefined || certificate == null) return 'no_day'
  const told = receivedIn(text, certificate)
  if (told === undefined) return 'unreadable'
  if (told.answer.receiver === day.device.device) return 'own'
  const { given } = giving
  try {
    if (told.of !== id) return 'other'
    const offered = offeredOf(given, day, certificate)
    const signed = completed(offered, accountOf(day, certificate), key.signer, told.answer)
    const report: Report = {
      id,
      order: nextOrder(kept),
      said: { ...given.said, receiver: told.answer.receiver },
      happenedS: given.happenedS,
      clockOffsetS: given.clockOffsetS,
      photo: null,
      state: 'waiting',
      refusal: null,
      signed: { bytes: toBase64Url(signed.bytes), openings: signed.openings },
    }
    return { ...withoutGiving(kept, id), reports: [...kept.reports, report] }
  } catch (fault) {
    if (fault instanceof Refusal) return fault.code === 'bad_signature' ? 'other' : 'not_ours'
    if (fault instanceof LogFault) return 'unreadable'
    throw fault
  }
}

export function withoutGiving(kept: Kept, id: string): Kept {
  return { ...kept, giving: kept.giving.filter(({ given }) => given.id !== id) }
}

/** Told by one side after all, by keys of its own: what was ready, or what both signed and the server did not take. */
export function withAlone(kept: Kept, id: string, random: Random): Kept {
  const found = kept.giving.find(({ given }) => given.id === id)?.given ?? refusedByBoth(kept.reports, id)
  if (found === undefined) return kept
  const { receiver: _receiver, ...said } = found.said
  const { happenedS, clockOffsetS } = found
  const report: Report = {
    id: toBase64Url(random(16)),
    order: nextOrder(kept),
    said,
    happenedS,
    clockOffsetS,
    photo: null,
    state: 'unsigned',
    refusal: null,
    signed: null,
  }
  return { ...withoutGiving(kept, id), reports: [...kept.reports.filter((each) => each.id !== id), report] }
}

/** What both signed, and the server did not take. */
function refusedByBoth(reports: readonly Report[], id: string): Report | undefined {
  return reports.find((each) => each.id === id && each.state === 'refused' && each.said.receiver !== undefined)
}

export function nextOrder({ reports }: Pick<Kept, 'reports'>): number {
  return 1 + Math.max(0, ...reports.map(({ order }) => order))
}

/** Who certified the keys of this phone. */
function certifierOf({ stock }: Kept): Certifier | undefined {
  return stock.find(({ certificate }) => certificate !== null)?.certificate ?? undefined
}

function accountOf({ account }: MyDay, { key }: Certifier) {
  const { log, pause, mode, beat_s: beatSeconds } = account
  return { name: { log, pause, mode }, beatSeconds, certifiers: [key] }
}
