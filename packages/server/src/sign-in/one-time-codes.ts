// Codes that are told from mouth to ear, or shown as a QR code: an invitation of a person, an enrolment of a device. Each
// serves one, who was first with it, and them until its time is over: an answer that was lost is asked for again. What it brings
// is decided when it is used, as if whoever gave it out asked for it then.

import type { JsonObject } from '../coordination/index.ts'
import type { Database, Queryable } from '../storage/database.ts'
import { uuidOf } from '../storage/uuid.ts'
import { codeAsDrawn, codeOf, type Keyed } from './secrets.ts'

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

  /** @param again what the asker drew for it: with the same, the same code is told again */
  async issue(
    purpose: CodePurpose,
    { pause, given, issuedBy }: OneTimeCode,
    again: string | undefined,
  ): Promise<IssuedCode> {
    const { letters, seconds } = kinds[purpose]
    const input = JSON.stringify(given)
    const drawn = this.keyed.draw(`code ${purpose}`, again === undefined ? undefined : [pause, issuedBy, again, input])
    const code = codeOf(drawn, letters)
    const { rows } = await this.database.query(
      `insert into one_time_codes (hash, purpose, pause, given, issued_by, ends_at)
       values ($1, $2, $3, $4, $5, to_timestamp($6))
       on conflict (hash) do update set hash = excluded.hash returning extract(epoch from ends_at)::float8 as ends_s`,
      [this.hash(purpose, code), purpose, pause, input, issuedBy, Math.floor(this.nowSeconds()) + seconds],
    )
    return { code, endsAtSeconds: Math.floor(Number(rows[0]?.ends_s)) }
  }

  /** What it would bring; nobody has used it. */
  async look(purpose: CodePurpose, typed: string): Promise<OneTimeCode | undefined> {
    const { rows } = await this.database.query(
      `select pause, given, issued_by from one_time_codes
       where hash = $1 and purpose = $2 and ends_at > to_timestamp($3) and used_by is null`,
      [this.hash(purpose, codeAsDrawn(typed)), purpose, this.nowSeconds()],
    )
    return codeIn(rows)
  }

  /** From here on it is theirs, whatever comes of it. */
  async use(
    purpose: CodePurpose,
    typed: string,
    by: string,
    database: Queryable = this.database,
  ): Promise<OneTimeCode | undefined> {
    const { rows } = await database.query(
      `update one_time_codes set used_by = $4
       where hash = $1 and purpose = $2 and ends_at > to_timestamp($3) and (used_by is null or used_by = $4)
       returning pause, given, issued_by`,
      [this.hash(purpose, codeAsDrawn(typed)), purpose, this.nowSeconds(), this.keyed.hash('code used by', by)],
    )
    return codeIn(rows)
  }

  /** Of the one command that it brings to who uses it: sent again, it is done once. */
  commandId(purpose: CodePurpose, typed: string, by: string): string {
    return uuidOf(this.keyed.hash(`command of code ${purpose}`, codeAsDrawn(typed), by).toString('hex'))
  }

  /** Those that were given out before, and nobody used, serve no more. */
  async withdraw(pause: string, issuedBy: string): Promise<void> {
    await this.database.query('delete from one_time_codes where pause = $1 and issued_by = $2 and used_by is null', [
      pause,
      issuedBy,
    ])
  }

  private hash(purpose: CodePurpose, code: string): Buffer {
    return this.keyed.hash(`code ${purpose}`, code)
  }
}

function codeIn([row]: readonly Record<string, unknown>[]): OneTimeCode | undefined {
  return row === undefined
    ? undefined
    : { pause: String(row.pause), given: row.given as JsonObject, issuedBy: String(row.issued_by) }
}
