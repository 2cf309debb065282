// What the log needs of storage, and no more: files, or a database, which the server has. Every store passes the same suite:
// test/store/contract.ts.

export interface Resource {
  /** As it is served: `checkpoint`, `tile/0/000`. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** Entries that were acknowledged and are not yet in the tree: numbered from 0 as they came, over the log's whole life. */
export interface WaitingBatch {
  readonly first: number
  readonly entries: readonly Uint8Array[]
}

export interface Lock {
  /** Grows by one with each replacement. */
  readonly generation: number
  readonly record: Uint8Array
}

export interface LogStore {
  read(path: string): Promise<Uint8Array | undefined>
  /** Durable when it returns. Each resource is there whole or not at all. */
  write(resources: readonly Resource[]): Promise<void>
  /** Removes the partial tiles of one that is full and durable. */
  dropPartials(path: string): Promise<void>
  /** What decides between writers: the last signed checkpoint and what it was made of. */
  readLock(): Promise<Lock | undefined>
  /** Compare and swap, durable when it returns true; false, and nothing changed, if another was first. */
  replaceLock(before: Lock | undefined, record: Uint8Array): Promise<Lock | undefined>
  /**
   * Durable when it returns true. False if the lock is not of that generation any more, or another batch has that number:
   * somebody else writes here, and nothing of the batch may be acknowledged.
   */
  addWaiting(batch: WaitingBatch, generation: number | undefined): Promise<boolean>
  /** In order. */
  waiting(): Promise<WaitingBatch[]>
  /** Those that end before this number are in the tree and its tiles durable. */
  dropWaiting(before: number): Promise<void>
}
