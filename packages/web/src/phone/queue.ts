// The queue: reports in the order in which they were made, what becomes of each, and what is kept of it how long. A report
// leaves this phone's keeping only when it is proved to be in the account, or its bearer wipes the phone.

import type { Photo, Receipt, Refusal, Report } from './reports/report.ts'

/** The server takes no more at once. */
export const mostAtOnce = 50

const inOrder = (reports: readonly Report[]) => [...reports].sort((a, b) => a.order - b.order)

export function toSign(reports: readonly Report[]): readonly Report[] {
  return inOrder(reports).filter(({ state }) => state === 'unsigned')
}

/** A photo goes before the report that names it, and holds up no other. */
export function toSend(reports: readonly Report[]): readonly Report[] {
  return inOrder(reports)
    .filter(({ state, photo }) => state === 'waiting' && (photo?.files.every(({ isSent }) => isSent) ?? true))
    .slice(0, mostAtOnce)
}

export function photosToSend(reports: readonly Report[], nowMs: number): readonly { report: Report; index: number }[] {
  return inOrder(reports)
    .filter(({ state, photo }) => state === 'waiting' && photo !== null && isDue(photo, nowMs))
    .flatMap((report) =>
      (report.photo?.files ?? []).flatMap(({ isSent }, index) => (isSent ? [] : [{ report, index }])),
    )
}

/** Where the clock of the device was set back, it is due all the same. */
function isDue({ resending }: Photo, nowMs: number): boolean {
  if (resending === undefined) return true
  const left = resending.notBeforeMs - nowMs
  return left <= 0 || left > resending.pauseS * 1000
}

export function toProve(reports: readonly Report[]): readonly Report[] {
  return inOrder(reports).filter(({ state }) => state === 'taken')
}

/** In the order of what was sent. */
export interface Answer {
  /** Null, where what was sent could not even be read. */
  readonly id: string | null
  readonly state: 'done' | 'waiting' | 'refused'
  readonly code: string | null
  readonly text: string | null
}

/** What it becomes by the server's word; `waiting` is asked for again by sending the same. */
export function afterAnswer(report: Report, { state, code, text }: Omit<Answer, 'id'>, nowMs: number): Report {
  if (report.state !== 'waiting' || state === 'waiting') return report
  if (state === 'done') return { ...report, state: 'taken', refusal: null }
  // Its photo is here still: it is sent once more, and then the same again.
  if (code === 'attachment_missing' && report.photo !== null) return withPhotoLost(report, report.photo, nowMs)
  return { ...report, state: 'refused', refusal: { code: code ?? '', text: text ?? '' } }
}

export function withPhotoSent(report: Report, index: number): Report {
  if (report.photo === null) return report
  const files = report.photo.files.map((file, at) => (at === index ? { ...file, isSent: true } : file))
  const { resending, ...photo } = report.photo
  return {
    ...report,
    photo: { ...photo, files, ...(resending === undefined ? {} : { resending: { ...resending, brokenOff: 0 } }) },
  }
}

/** Seconds until a photo that the server had not is sent again. After the last it is refused: no phone sends one without end. */
export const lostPausesS: readonly number[] = [0, 60, 120, 240, 480, 960]

function withPhotoLost(report: Report, photo: Photo, nowMs: number): Report {
  const lost = (photo.resending?.lost ?? 0) + 1
  const pauseS = lostPausesS[lost - 1]
  if (pauseS === undefined) return withPhotoRefused(report, { code: 'attachment_missing', text: '' })
  const files = photo.files.map((file) => ({ ...file, isSent: false }))
  const resending = { lost, brokenOff: 0, pauseS, notBeforeMs: nowMs + pauseS * 1000 }
  return { ...report, photo: { ...photo, files, resending } }
}

const firstBrokenOffPauseS = 20
const longestBrokenOffPauseS = 600

/** A line too poor for it costs its bearer power and money each time; other reports go on. */
export function withPhotoBrokenOff(report: Report, nowMs: number): Report {
  if (report.photo === null) return report
  const { lost = 0, brokenOff: before = 0 } = report.photo.resending ?? {}
  const brokenOff = before + 1
  // The first time it is tried again with the next round.
  const pauseS = brokenOff === 1 ? 0 : Math.min(longestBrokenOffPauseS, firstBrokenOffPauseS * 2 ** (brokenOff - 2))
  const resending = { lost, brokenOff, pauseS, notBeforeMs: nowMs + pauseS * 1000 }
  return { ...report, photo: { ...report.photo, resending } }
}

/** A photo that no server takes is no reason to lose what was said with it: that is signed anew, without. */
export function withoutPhoto(report: Report, photoRefusal: Refusal): Report {
  return report.state === 'waiting' ? { ...report, state: 'unsigned', photo: null, signed: null, photoRefusal } : report
}

/** A photo that is lost leaves its report standing refused, with the reason. */
export function withPhotoRefused(report: Report, refusal: Refusal): Report {
  return report.state === 'waiting' ? { ...report, state: 'refused', refusal } : report
}

/** The proof holds: what was signed need not be kept longer, only that it was said. */
export function afterProof(report: Report): Report {
  return report.state === 'taken' ? { ...report, state: 'proved', signed: null } : report
}

export interface Tally {
  readonly unsigned: number
  readonly waiting: number
  readonly sent: number
  readonly refused: number
}

export function tallyOf(reports: readonly Report[], receipts: readonly Receipt[] = []): Tally {
  const states = [...reports, ...receipts].map(({ state }) => state)
  const count = (...which: readonly string[]) => states.filter((state) => which.includes(state)).length
  return {
    unsigned: count('unsigned'),
    waiting: count('waiting'),
    sent: count('taken', 'proved'),
    refused: count('refused'),
  }
}

/** The bearer of a revoked device answers for what was signed before: it stays until it is wiped by hand. */
export function notTaken(reports: readonly Report[]): readonly Report[] {
  return inOrder(reports).filter(({ state }) => state !== 'taken' && state !== 'proved')
}
