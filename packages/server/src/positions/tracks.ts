// Where the vehicles of each pause are, in memory: the newest fix of each that can be so, and how long ago it was heard of.

import { follow, type Judged, noTrack, type Track } from './judged.ts'

export class Tracks {
  /** By pause, then by vehicle. */
  private readonly byPause = new Map<string, Map<string, Track>>()
  /** Greater with each change of a pause. */
  private readonly versions = new Map<string, number>()
  private readonly listeners = new Set<(pause: string, vehicle: string, judged: Judged) => void>()

  of(pause: string): ReadonlyMap<string, Track> {
    return this.byPause.get(pause) ?? new Map()
  }

  trackOf(pause: string, vehicle: string): Track {
    return this.byPause.get(pause)?.get(vehicle) ?? noTrack
  }

  versionOf(pause: string): number {
    return this.versions.get(pause) ?? 0
  }

  /** What this process has taken and stored. */
  set(pause: string, vehicle: string, track: Track, judged?: Judged): void {
    let tracks = this.byPause.get(pause)
    if (tracks === undefined) {
      tracks = new Map()
      this.byPause.set(pause, tracks)
    }
    tracks.set(vehicle, track)
    this.versions.set(pause, this.versionOf(pause) + 1)
    if (judged !== undefined) for (const listener of this.listeners) listener(pause, vehicle, judged)
  }

  /** What another has. */
  follow(pause: string, vehicle: string, judged: Judged): void {
    this.set(pause, vehicle, follow(this.trackOf(pause, vehicle), judged), judged)
  }

  forget(pause: string): void {
    this.byPause.delete(pause)
    this.versions.set(pause, this.versionOf(pause) + 1)
  }

  /** Told of every fix, flagged or not, in the order in which they are known here. Answers what ends it. */
  listen(listener: (pause: string, vehicle: string, judged: Judged) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
