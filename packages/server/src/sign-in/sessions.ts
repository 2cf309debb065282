// Who is signed in. The browser holds a random token in a cookie that no script reads; here is only its hash.

import type { Database } from '../storage/database.ts'
import { hashOf, newSecret, newToken } from './secrets.ts'

/** By an invitation alone: in a rehearsal. */
const personMethods = ['passkey', 'open_id', 'rehearsal'] as const
type PersonMethod = (typeof personMethods)[number]

export type SignedIn =
  | { readonly method: PersonMethod; readonly person: string }
  | { readonly method: 'link'; readonly pause: string; readonly link: string }

export interface Session {
  /** To name it by; it signs nobody in. */
  readonly id: string
  readonly who: SignedIn
}

const hourS = 3600
/** A shift, and a day. A page of a liaison stands open on a screen of others: shorter. */
const lives = {
  person: { idleS: 8 * hourS, mostS: 24 * hourS },
  link: { idleS: 2 * hourS, mostS: 12 * hourS },
} as const

/** Not written down more exactly: each request would be a write. */
const useS = 60

export class Sessions {
  private readonly database: Database
  private readonly nowSeconds: () => number

  constructor(database: Database, nowSeconds: () => number) {
    this.database = database
    this.nowSeconds = nowSeconds
  }

  /** Answers what the browser is to hold. @param latest no longer than until then */
  async begin(
    who: SignedIn,
    latestSeconds = Number.POSITIVE_INFINITY,
  ): Promise<{ secret: string; endsAtSeconds: number }> {
    const secret = newSecret()
    const now = this.nowSeconds()
    const endsAtSeconds = Math.min(now + lives[kindOf(who)].mostS, latestSeconds)
    const [person, pause, link] = who.method === 'link' ? [null, who.pause, who.link] : [who.person, null, null]
    await this.database.query(
      `insert into sessions (hash, id, method, person, pause, link, made_at, used_at, ends_at)
       values ($1, $2, $3, $4, $5, $6, to_timestamp($7), to_timestamp($7), to_timestamp($8))`,
      [hashOf(secret), newToken(), who.method, person, pause, link, now, endsAtSeconds],
    )
    return { secret, endsAtSeconds }
  }

  /** Undefined where it has ended. Looking keeps it alive unless told otherwise. */
  async of(secret: string, { isUse = true }: { isUse?: boolean } = {}): Promise<Session | undefined> {
    const now = this.nowSeconds()
    const { rows } = await this.database.query(
      `select id, method, person, pause, link, extract(epoch from used_at)::float8 as used_s
       from sessions where hash = $1 and ends_at > to_timestamp($2)`,
      [hashOf(secret), now],
    )
    const [row] = rows
    if (row === undefined) return undefined
    const session: Session = {
      id: String(row.id),
      who:
        row.method === 'link'
          ? { method: 'link', pause: String(row.pause), link: String(row.link) }
          : {
              method: personMethods.find((method) => method === row.method) ?? 'passkey',
              person: String(row.person),
            },
    }
    const idleS = now - Number(row.used_s)
    if (idleS > lives[kindOf(session.who)].idleS) return undefined
    if (isUse && idleS > useS)
      await this.database.query('update sessions set used_at = to_timestamp($2) where hash = $1', [hashOf(secret), now])
    return session
  }

  async ofPerson(
    person: string,
  ): Promise<readonly { id: string; method: string; madeAtSeconds: number; usedAtSeconds: number }[]> {
    const now = this.nowSeconds()
    const { rows } = await this.database.query(
      `select id, method, extract(epoch from made_at)::float8 as made_s, extract(epoch from used_at)::float8 as used_s
       from sessions where person = $1 and ends_at > to_timestamp($2) and used_at > to_timestamp($3) order by used_at desc`,
      [person, now, now - lives.person.idleS],
    )
    return rows.map((row) => ({
      id: String(row.id),
      method: String(row.method),
      madeAtSeconds: Math.floor(Number(row.made_s)),
      usedAtSeconds: Math.floor(Number(row.used_s)),
    }))
  }

  async end(secret: string): Promise<void> {
    await this.database.query('delete from sessions where hash = $1', [hashOf(secret)])
  }

  /** False where this person has no such session. */
  async endOf(person: string, id: string): Promise<boolean> {
    const { rowCount } = await this.database.query('delete from sessions where person = $1 and id = $2', [person, id])
    return rowCount === 1
  }

  async endOthers(person: string, kept: string): Promise<void> {
    await this.database.query('delete from sessions where person = $1 and id <> $2', [person, kept])
  }
}

/** Sessions that nobody used for that long are forgotten, too. */
export const longestIdleS = Math.max(lives.person.idleS, lives.link.idleS)

function kindOf(who: SignedIn): keyof typeof lives {
  return who.method === 'link' ? 'link' : 'person'
}
