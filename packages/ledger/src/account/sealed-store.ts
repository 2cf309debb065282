// Where the values behind sealed slots are kept, so that each can be shown to whoever may see it, and destroyed.

import { type Attachment, attachmentsSlot, type Opening } from '../entry/opening.ts'
import { Refusal } from '../entry/refusal.ts'

export interface SealedStore {
  /** Durable when it returns. */
  put(openings: readonly Opening[]): Promise<void>
  /** Durable when it returns. @throws Refusal `id_taken` where there is one already: none is written over */
  putAttachment(attachment: Attachment): Promise<void>
  /** Undefined where its bytes are not kept here, or were destroyed. */
  attachment(id: string, index: number): Promise<Attachment | undefined>
  /** Of one entry; erased ones are not among them. */
  of(id: string): Promise<Opening[]>
  /** Every one that is left. */
  all(): AsyncIterable<Opening>
  /** Destroys value and salt, durably, wherever this store holds them; of `attachments` the bytes of these too. */
  erase(id: string, slot: string): Promise<void>
  /** Destroys all of entries that are not among these, which were never acknowledged. Answers of how many. */
  keepOnly(ids: { has(id: string): boolean }): Promise<number>
}

export class MemorySealedStore implements SealedStore {
  private readonly byId = new Map<string, Opening[]>()
  private readonly attachments = new Map<string, Map<number, Attachment>>()

  async put(openings: readonly Opening[]): Promise<void> {
    for (const opening of openings) this.byId.set(opening.id, [...(this.byId.get(opening.id) ?? []), opening])
  }

  async putAttachment(attachment: Attachment): Promise<void> {
    const { id, index } = attachment
    const mine = this.attachments.get(id) ?? new Map<number, Attachment>()
    if (mine.has(index)) throw new Refusal('id_taken', `attachments of another entry ${id} are kept here`)
    this.attachments.set(id, mine.set(index, attachment))
  }

  async attachment(id: string, index: number): Promise<Attachment | undefined> {
    return this.attachments.get(id)?.get(index)
  }

  async of(id: string): Promise<Opening[]> {
    return [...(this.byId.get(id) ?? [])]
  }

  async *all(): AsyncIterable<Opening> {
    for (const openings of this.byId.values()) yield* openings
  }

  async erase(id: string, slot: string): Promise<void> {
    if (slot === attachmentsSlot) this.attachments.delete(id)
    this.byId.set(
      id,
      (this.byId.get(id) ?? []).filter((each) => each.slot !== slot),
    )
  }

  async keepOnly(ids: { has(id: string): boolean }): Promise<number> {
    const kept = new Set([...this.byId.keys(), ...this.attachments.keys()])
    const others = [...kept].filter((id) => !ids.has(id))
    for (const id of others) {
      this.byId.delete(id)
      this.attachments.delete(id)
    }
    return others.length
  }
}
