// What is folded from the events of an account, and kept up with them.

import type { Queryable } from './database.ts'
import type { StoredEvent } from './deciding.ts'
import type { EventRow } from './events.ts'

export interface Folding<S> {
  readonly beginning: S
  /** Pure. */
  after(state: S, event: StoredEvent): S
}

const atOnce = 2000

export class Folded<S> {
  private readonly account: number
  private readonly folding: Folding<S>
  /** Of the last event that is in it; -1: of none. */
  position = -1
  state: S

  constructor(account: number, folding: Folding<S>) {
    this.account = account
    this.folding = folding
    this.state = folding.beginning
  }

  /** Answers whether there was anything new. */
  async catchUp(database: Queryable): Promise<boolean> {
    const before = this.position
    const next = await this.read(database, { position: this.position, state: this.state, isAnew: this.position < 0 })
    this.position = next.position
    this.state = next.state
    return next.position !== before
  }

  /** Those that were just added. False where they do not follow what is in it, or something was erased: then it is read. */
  take(rows: readonly EventRow[]): boolean {
    if (rows.some(({ position, type }, at) => Number(position) !== this.position + 1 + at || type === 'erased'))
      return false
    for (const row of rows) this.state = this.folding.after(this.state, eventIn(row))
    this.position += rows.length
    return true
  }

  private async read(
    database: Queryable,
    from: { readonly position: number; readonly state: S; readonly isAnew: boolean },
  ): Promise<{ position: number; state: S }> {
    let { position, state } = from
    for (;;) {
      const { rows } = await database.query(
        `select position, entry_id, type, at, clear, opened from events
         where account = $1 and position > $2 order by position limit ${atOnce}`,
        [this.account, position],
        'often',
      )
      // What was erased must be in nothing that was made of it.
      if (!from.isAnew && rows.some(({ type }) => type === 'erased'))
        return this.read(database, { position: -1, state: this.folding.beginning, isAnew: true })
      for (const row of rows) {
        state = this.folding.after(state, eventIn(row))
        position = Number(row.position)
      }
      if (rows.length < atOnce) return { position, state }
    }
  }
}

function eventIn({ entry_id, type, at, clear, opened }: EventRow): StoredEvent {
  return {
    id: String(entry_id),
    type: typeof type === 'string' ? type : null,
    at: at instanceof Date ? at.getTime() / 1000 : Number.NaN,
    clear: clear as StoredEvent['clear'],
    opened: opened as StoredEvent['opened'],
  }
}
