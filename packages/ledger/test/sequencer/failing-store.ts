// A store that fails at one step, before it has done it or just after, and at all that follow: as a disk that went away.

import { decodeBundle, type LogStore, readCheckpoint, readTile, type SealedEntry, tileOf } from '../../src/index.ts'

export class StepFailed extends Error {}

export class FailingStore implements LogStore {
  steps = 0
  private readonly inner: LogStore
  private readonly failAt: number
  private readonly isDone: boolean

  constructor(inner: LogStore, failAt: number, isDone: boolean) {
    this.inner = inner
    this.failAt = failAt
    this.isDone = isDone
  }

  private async step<T>(act: () => Promise<T>): Promise<T> {
    const step = this.steps++
    if (step < this.failAt) return act()
    if (step === this.failAt && this.isDone) await act()
    throw new StepFailed(`step ${step}`)
  }

  read = (path: string) => this.step(() => this.inner.read(path))
  dropPartials = (path: string) => this.step(() => this.inner.dropPartials(path))
  readLock = () => this.step(() => this.inner.readLock())
  replaceLock: LogStore['replaceLock'] = (before, record) => this.step(() => this.inner.replaceLock(before, record))
  addWaiting: LogStore['addWaiting'] = (batch, generation) => this.step(() => this.inner.addWaiting(batch, generation))
  waiting = () => this.step(() => this.inner.waiting())
  dropWaiting = (before: number) => this.step(() => this.inner.dropWaiting(before))

  /** Resource by resource: some may be written when it fails. */
  async write(resources: Parameters<LogStore['write']>[0]): Promise<void> {
    for (const resource of resources) await this.step(() => this.inner.write([resource]))
  }
}

export async function readBundles(store: LogStore): Promise<SealedEntry[]> {
  const bytes = await store.read('checkpoint')
  const { size } = bytes === undefined ? { size: 0 } : readCheckpoint(bytes)
  const entries: SealedEntry[] = []
  for (let index = 0; ; index++) {
    const tile = tileOf('entries', index, size)
    if (tile === undefined) return entries
    const bundle = await readTile((path) => store.read(path), tile)
    if (bundle === undefined) throw new Error(`bundle ${index} is missing`)
    for (const entry of decodeBundle(bundle, tile.width))
      entries.push({ index: entries.length, entry, number: undefined })
  }
}
