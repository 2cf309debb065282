// The queue: reports in the order in which they were made, what becomes of each, and what is kept of it how long. A report
// leaves this phone's keeping only when it is proved to be in the account, or its bearer wipes the phone.

import type { Receipt, Refusal, Report } from './reports/report.ts'

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

export function photosToSend(reports: readonly Report[]): readonly { report: Report; index: number }[] {
  return inOrder(reports)
    .filter(({ state }) => state === 'waiting')
    .flatMap((report) =>
      (report.photo?.files ?? []).flatMap(({ isSent }, index) => (isSent ? [] : [{ report, index }])),
    )
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
export function afterAnswer(report: Report, { state, code, text }: Omit<Answer, 'id'>): Report {
  if (report.state !== 'waiting' || state === 'waiting') return report
  if (state === 'done') return { ...report, state: 'taken', refusal: null }
  // Its photo is here still: it is sent once more, and then the same again.
  if (code === 'attachment_missing' && report.photo !== null) return withPhotosUnsent(report, report.photo)
  return { ...report, state: 'refused', refusal: { code: code ?? '', text: text ?? '' } }
}

export function withPhotoSent(report: Report, index: number): Report {
  if (report.photo === null) return report
  const files = report.photo.files.map((file, at) => (at === index ? { ...file, isSent: true } : file))
  return { ...report, photo: { ...report.photo, files } }
}

function withPhotosUnsent(report: Report, photo: NonNullable<Report['photo']>): Report {
  return { ...report, photo: { ...photo, files: photo.files.map((file) => ({ ...file, isSent: false })) } }
}

/** A photo that the server will never take leaves its report standing refused, with the reason. */
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
