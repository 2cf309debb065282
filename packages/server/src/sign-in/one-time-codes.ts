// Codes that are told from mouth to ear, or shown as a QR code: an invitation of a person, an enrolment of a device. Each
// serves once. What it brings is decided when it is used, as if whoever gave it out asked for it then.

import type { JsonObject } from '../coordination/index.ts'
import type { Database } from '../storage/database.ts'
import { codeAsDrawn, type Keyed, newCode } from './secrets.ts'

export type CodePurpose = 'person' | 'device'

export interface OneTimeCode {
  readonly pause: string
  /** Input of the command that it stands for, as far as it is known beforehand. */
  readonly given: JsonObject
  /** Token of who gave it out; `server` for the first of a pause. */
  readonly issuedBy: string
}

export interface IssuedCode {
  readonly code: string
  readonly endsAtSeconds: number
}

/** An invitation travels by whatever channel there is; a device is in the same room. */
const kinds = {
  person: { letters: 16, seconds: 86_400 },
  device: { letters: 8, seconds: 600 },
} as const satisfies Readonly<Record<CodePurpose, { letters: number; seconds: number }>>

export class OneTimeCodes {
  private readonly database: Database
  private readonly keyed: Keyed
  private readonly nowSeconds: () => number

  constructor(database: Database, keyed: Keyed, nowSeconds: () => number) {
    this.database = database
    this.keyed = keyed
    this.nowSeconds = nowSeconds
  }

  async issue(purpose: CodePurpose, { pause, given, issuedBy }: OneTimeCode): Promise<IssuedCode> {
    const { letters, seconds } = kinds[purpose]
    const code = newCode(letters)
    const endsAtSeconds = Math.floor(this.nowSeconds()) + seconds
    await this.database.query(
      'insert into one_time_codes (hash, purpose, pause, given, issued_by, ends_at) values ($1, $2, $3, $4, $5, to_timestamp($6))',
      [this.hash(purpose, code), purpose, pause, JSON.stringify(given), issuedBy, endsAtSeconds],
    )
    return { code, endsAtSeconds }
  }

  /** What it would bring; it can still be used. */
  async look(purpose: CodePurpose, typed: string): Promise<OneTimeCode | undefined> {
    return this.read('select pause, given, issued_by from one_time_codes where', purpose, typed)
  }

  /** From here on it is used, whatever comes of it. */
  async use(purpose: CodePurpose, typed: string): Promise<OneTimeCode | undefined> {
    return this.read('delete from one_time_codes where', purpose, typed)
  }

  /** Those that were given out before serve no more. */
  async withdraw(pause: string, issuedBy: string): Promise<void> {
    await this.database.query('delete from one_time_codes where pause = $1 and issued_by = $2', [pause, issuedBy])
  }

  private async read(what: string, purpose: CodePurpose, typed: string): Promise<OneTimeCode | undefined> {
    const { rows } = await this.database.query(
      `${what} hash = $1 and purpose = $2 and ends_at > to_timestamp($3)${what.startsWith('delete') ? ' returning pause, given, issued_by' : ''}`,
      [this.hash(purpose, codeAsDrawn(typed)), purpose, this.nowSeconds()],
    )
    const [row] = rows
    return row === undefined
      ? undefined
      : { pause: String(row.pause), given: row.given as JsonObject, issuedBy: String(row.issued_by) }
  }

  private hash(purpose: CodePurpose, code: string): Buffer {
    return this.keyed.hash(`code ${purpose}`, code)
  }
}
