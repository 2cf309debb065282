// Where the values behind sealed slots are kept, so that each can be shown to whoever may see it, and destroyed.

import type { Opening } from '../entry/opening.ts'

export interface SealedStore {
  /** Durable when it returns. */
  put(openings: readonly Opening[]): Promise<void>
  /** Of one entry; erased ones are not among them. */
  of(id: string): Promise<Opening[]>
  /** Every one that is left. */
  all(): AsyncIterable<Opening>
  /** Destroys value and salt, durably, wherever this store holds them. */
  erase(id: string, slot: string): Promise<void>
  /** Destroys all of entries that are not among these: they were never acknowledged. */
  keepOnly(ids: { has(id: string): boolean }): Promise<number>
}

export class MemorySealedStore implements SealedStore {
  private readonly byId = new Map<string, Opening[]>()

  async put(openings: readonly Opening[]): Promise<void> {
    for (const opening of openings) this.byId.set(opening.id, [...(this.byId.get(opening.id) ?? []), opening])
  }

  async of(id: string): Promise<Opening[]> {
    return [...(this.byId.get(id) ?? [])]
  }

  async *all(): AsyncIterable<Opening> {
    for (const openings of this.byId.values()) yield* openings
  }

  async erase(id: string, slot: string): Promise<void> {
    this.byId.set(
      id,
      (this.byId.get(id) ?? []).filter((each) => each.slot !== slot),
    )
  }

  async keepOnly(ids: { has(id: string): boolean }): Promise<number> {
    const others = [...this.byId.keys()].filter((id) => !ids.has(id))
    for (const id of others) this.byId.delete(id)
    return others.length
  }
}
