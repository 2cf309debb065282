// The stream of positions: first all, then those that changed, four times a second at most.

import type { LivePause, LivePauses } from '../api/live.ts'
import { type Opening, Readers, type Showing, type StreamPace } from '../api/readers.ts'
import type { ReadsNoted } from '../api/services.ts'
import type { Actor } from '../policy/index.ts'
import type { Track } from './judged.ts'
import { framesJson, mayFollow, positionJson } from './shown.ts'
import type { Tracks } from './tracks.ts'

interface Had {
  readonly version: number
  readonly tracks: ReadonlyMap<string, Track>
}

export interface PositionStreamSetup {
  readonly live: LivePauses
  readonly tracks: Tracks
  readonly reads: ReadsNoted
  readonly nowIn: (pause: LivePause) => number
  readonly pace?: StreamPace
}

const nothing: Had = { version: -1, tracks: new Map() }

export class PositionStreams {
  private readonly setup: PositionStreamSetup
  private readonly readers: Readers<Had>

  constructor(setup: PositionStreamSetup) {
    this.setup = setup
    const { live, reads, pace } = setup
    this.readers = new Readers({
      live,
      next: (showing) => this.next(showing),
      noteReads: (pause, actor) => reads.note(pause, actor, 'positions'),
      ...(pace === undefined ? {} : { pace }),
    })
  }

  get count(): number {
    return this.readers.count
  }

  hasPlaceFor(actor: Actor): boolean {
    return this.readers.hasPlaceFor(actor)
  }

  open(opening: Omit<Opening<Had>, 'had'>): ReadableStream<Uint8Array> {
    return this.readers.open({ ...opening, had: nothing })
  }

  close(): void {
    this.readers.close()
  }

  private next({ pause: id, actor, had }: Showing<Had>) {
    const { live, tracks: known, nowIn } = this.setup
    const pause = live.of(id)
    const version = known.versionOf(id)
    if (pause === undefined || version === had.version) return undefined
    const mayBeShown = mayFollow(pause, actor)
    const tracks = new Map([...known.of(id)].filter(([vehicle]) => mayBeShown(vehicle)))
    const now = nowIn(pause)
    const changed = [...tracks].flatMap(([vehicle, track]) => {
      const before = had.tracks.get(vehicle)
      const isSame = before?.used === track.used && before?.flags.join() === track.flags.join()
      return isSame ? [] : (positionJson(vehicle, track, now) ?? [])
    })
    const isFirst = had === nothing
    const next = { version, tracks }
    if (changed.length === 0 && !isFirst) return undefined
    return { had: next, frame: `event: positions\ndata: ${framesJson(changed, now, isFirst)}\n\n` }
  }
}
