import type { Database } from '../storage/database.ts'

/** What may be used once: the second time it is a replay, in whichever process it comes. */
export class UsedOnce {
  private readonly database: Database

  constructor(database: Database) {
    this.database = database
  }

  /** True the first time. @param until from when on it is refused for its age alone: it need not be known any longer */
  async use(hash: Uint8Array, untilSeconds: number): Promise<boolean> {
    const { rowCount } = await this.database.query(
      'insert into used_once (hash, ends_at) values ($1, to_timestamp($2)) on conflict do nothing',
      [hash, untilSeconds],
    )
    return rowCount === 1
  }
}
