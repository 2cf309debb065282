// Why the log, or one who reads it, refuses.

export type FaultKind =
  /** Bytes that are not of their format. */
  | 'malformed'
  /** No trusted signature, or a known key whose signature fails. */
  | 'signature'
  /** The witness policy is not met. */
  | 'unwitnessed'
  /** A file that must be there is not. */
  | 'missing'
  /** Stored bytes do not hash to what was signed. */
  | 'damaged'
  /** Two states that cannot both be true: the log must not go on. */
  | 'contradiction'
  /** Another writer was there first. */
  | 'taken'
  /** A write failed, or the log has stopped because of one. */
  | 'stopped'
  /** More is waiting than the log takes at once. */
  | 'busy'

export class LogFault extends Error {
  readonly kind: FaultKind

  constructor(kind: FaultKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'LogFault'
    this.kind = kind
  }
}
