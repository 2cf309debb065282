// What can be wrong with the database, in words that a person can act on.

export type StorageFaultKind =
  /** It does not answer: it may come back. */
  | 'away'
  | 'disk_full'
  /** It cannot be started, or not be used, as things stand. */
  | 'unusable'
  /** Another process has gone on as leader: what this one was about to write is not written. */
  | 'deposed'

export class StorageFault extends Error {
  readonly kind: StorageFaultKind

  constructor(kind: StorageFaultKind, text: string, options?: ErrorOptions) {
    super(text, options)
    this.name = 'StorageFault'
    this.kind = kind
  }
}

/** https://www.postgresql.org/docs/18/errcodes-appendix.html */
const diskFull = '53100'
/** Shutdown, crash, starting up, connection failures, too many connections: it may answer again. */
const comesBack = /^(57P0[1-3]|08...|53300)$/
const ofSockets = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND'])

/** What the driver threw, as a fault of storage where it is one; anything else as it is. */
export function storageFault(cause: unknown): unknown {
  if (cause instanceof StorageFault || !(cause instanceof Error)) return cause
  const code = 'code' in cause ? String(cause.code) : ''
  if (code === diskFull)
    return new StorageFault(
      'disk_full',
      'the disk of the database is full: nothing of this was taken. Free some space; then send it again',
      { cause },
    )
  if (
    comesBack.test(code) ||
    ofSockets.has(code) ||
    /terminated|timeout|not queryable|Client was closed/i.test(cause.message)
  )
    return new StorageFault(
      'away',
      `the database does not answer (${cause.message}): what was acknowledged is kept; send again what was not`,
      { cause },
    )
  return cause
}
