// Why an entry is not taken into the account, or one that is there is not as it must be. A code to tell apart by,
// and words that say what to do.

export type RefusalCode =
  /** Bytes that are no entry: too long, not UTF-8, not canonical, without signatures, of another size. */
  | 'malformed'
  | 'unknown_class'
  | 'unknown_type'
  | 'unknown_slot'
  | 'missing_slot'
  /** A value that its slot or key does not take. */
  | 'bad_value'
  /** What must be sealed stands in the clear. */
  | 'not_sealed'
  | 'bad_signature'
  /** Certified by nobody whom this account knows. */
  | 'unknown_key'
  | 'revoked_key'
  /** A one-use key used again. */
  | 'used_key'
  /** The same id with other bytes. */
  | 'id_taken'
  | 'foreign_log'
  | 'foreign_pause'
  | 'foreign_mode'
  | 'from_the_future'
  | 'clock_wrong'
  /** A release before the delay has passed. */
  | 'too_early'
  /** It names an entry that is not there, or not before it. */
  | 'bad_reference'
  /** An opening or attachment that does not fit what was sealed. */
  | 'opening_mismatch'
  | 'already_erased'
  | 'not_erasable'
  | 'too_large'

export class Refusal extends Error {
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string) {
    super(message)
    this.name = 'Refusal'
    this.code = code
  }
}
