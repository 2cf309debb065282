// A store in memory: for tests, and for looking at a log that is not to be kept.

import type { Lock, LogStore, Resource, WaitingBatch } from './store.ts'

export class MemoryStore implements LogStore {
  readonly resources = new Map<string, Uint8Array>()
  private lock: Lock | undefined
  private batches: WaitingBatch[] = []

  async read(path: string): Promise<Uint8Array | undefined> {
    return this.resources.get(path)
  }

  async write(resources: readonly Resource[]): Promise<void> {
    for (const { path, bytes } of resources) this.resources.set(path, Uint8Array.from(bytes))
  }

  async dropPartials(path: string): Promise<void> {
    for (const each of this.resources.keys()) if (each.startsWith(`${path}.p/`)) this.resources.delete(each)
  }

  async readLock(): Promise<Lock | undefined> {
    return this.lock
  }

  async replaceLock(before: Lock | undefined, record: Uint8Array): Promise<Lock | undefined> {
    if (before?.generation !== this.lock?.generation) return undefined
    this.lock = { generation: (before?.generation ?? 0) + 1, record: Uint8Array.from(record) }
    return this.lock
  }

  async addWaiting(batch: WaitingBatch, generation: number | undefined): Promise<boolean> {
    if (generation !== this.lock?.generation) return false
    if (this.batches.some(({ first }) => first === batch.first)) return false
    this.batches.push({ first: batch.first, entries: batch.entries.map((entry) => Uint8Array.from(entry)) })
    return true
  }

  async waiting(): Promise<WaitingBatch[]> {
    return [...this.batches].sort((a, b) => a.first - b.first)
  }

  async dropWaiting(before: number): Promise<void> {
    this.batches = this.batches.filter(({ first, entries }) => first + entries.length > before)
  }
}
