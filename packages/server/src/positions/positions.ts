// Positions of the pauses on this server: taken from trackers, judged, stored, followed from other processes, kept in memory
// for whoever may see them, and purged when the rule says so.

import type { LivePause, LivePauses } from '../api/live.ts'
import { isOver } from '../coordination/life/index.ts'
import type { Database } from '../storage/database.ts'
import { StorageFault } from '../storage/fault.ts'
import { channels, type Listening, listen } from '../storage/listen.ts'
import { type Box, boxAround } from './geometry.ts'
import { Intake } from './intake.ts'
import { mostOutsideMetres } from './judged.ts'
import { areOver } from './retention.ts'
import { PositionStore } from './store.ts'
import type { Fix } from './trackers/told.ts'
import { Tracks } from './tracks.ts'

export type Protocol = 'osmand' | 'owntracks'

export interface Bound {
  readonly vehicle: string
  readonly protocol: Protocol
  /** When it was bound: seconds since 1970. */
  readonly at?: number
}

export interface PositionsSetup {
  readonly database: Database
  readonly live: LivePauses
  /** Of a pause: seconds since 1970. */
  readonly nowIn: (pause: LivePause) => number
  /** Of a pause: by the id of the tracker. */
  readonly boundIn: (pause: LivePause) => ReadonlyMap<string, Bound>
  /** Of a pause: all places that it names; undefined while they are not known. */
  readonly placesOf: (pause: LivePause) => readonly { readonly at: readonly [number, number] }[] | undefined
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

export interface BoundTo extends Bound {
  readonly pause: LivePause
}

/** Bound in two pauses, it tells of one: no exercise takes it from a real one, nor one that has ended from one that goes on. */
function goesBefore(a: BoundTo, b: BoundTo): boolean {
  if (a.pause.isExercise !== b.pause.isExercise) return b.pause.isExercise
  const [aEnded, bEnded] = [a, b].map(({ pause }) => isOver(pause.state.life))
  if (aEnded !== bEnded) return bEnded === true
  const later = (a.at ?? 0) - (b.at ?? 0)
  return later === 0 ? a.pause.id < b.pause.id : later > 0
}

/** Notices only hasten: it is looked by itself so often. */
const followMilliseconds = 1000

export class Positions {
  readonly tracks = new Tracks()
  readonly store: PositionStore
  readonly intake: Intake
  private readonly setup: PositionsSetup
  private readonly listening: Listening
  private readonly stop = new AbortController()
  private readonly areas = new Map<string, { readonly of: unknown; readonly area: Box | undefined }>()
  private followedUntil: string | undefined
  private going: Promise<void> = Promise.resolve()

  private constructor(setup: PositionsSetup, listening: Listening) {
    this.setup = setup
    this.listening = listening
    this.store = new PositionStore(setup.database)
    this.intake = new Intake(this.store, this.tracks, setup.now ?? Date.now)
  }

  static async open(setup: PositionsSetup): Promise<Positions> {
    const positions = new Positions(setup, await listen(setup.database, channels.positions))
    positions.going = positions.follow()
    return positions
  }

  /** The vehicle to which the tracker is bound, of a pause whose positions are kept still. */
  boundTo(tracker: string, protocol: Protocol): BoundTo | undefined {
    const { live, boundIn, nowIn } = this.setup
    const all = live.all.flatMap((pause): BoundTo[] => {
      const bound = boundIn(pause).get(tracker)
      return bound?.protocol !== protocol || areOver(pause.state.terms, nowIn(pause)) ? [] : [{ ...bound, pause }]
    })
    return all.length < 2 ? all[0] : all.reduce((first, each) => (goesBefore(each, first) ? each : first))
  }

  /** Resolves once it is on the disk. */
  take(pause: LivePause, vehicle: string, fix: Fix | undefined): Promise<void> {
    return this.intake.take({
      pause: pause.id,
      account: pause.account,
      vehicle,
      area: this.areaOf(pause),
      fix,
      cameAt: Math.round(this.setup.nowIn(pause) * 1000),
    })
  }

  async close(): Promise<void> {
    this.stop.abort()
    this.listening.hasten()
    await this.intake.close()
    await this.going
    await this.listening.close()
  }

  private areaOf(pause: LivePause): Box | undefined {
    const places = this.setup.placesOf(pause)
    const before = this.areas.get(pause.id)
    if (before !== undefined && before.of === places) return before.area
    const points = (places ?? []).map(({ at: [longitude, latitude] }) => ({ latitude, longitude }))
    const area = boxAround(points, mostOutsideMetres)
    this.areas.set(pause.id, { of: places, area })
    return area
  }

  /** What other processes take is known here a moment later. */
  private async follow(): Promise<void> {
    let isFirst = true
    while (!this.stop.signal.aborted) {
      try {
        const { rows, until } = await this.store.ofOthers(this.followedUntil)
        const found = isFirst ? await this.store.newest() : rows
        this.followedUntil = until
        isFirst = false
        const pauses = new Map(this.setup.live.all.map(({ account, id }) => [account, id]))
        for (const { account, vehicle, judged } of found) {
          const pause = pauses.get(account)
          if (pause !== undefined) this.tracks.follow(pause, vehicle, judged)
        }
      } catch (fault) {
        // Away for now: it goes on from where it was.
        if (!(fault instanceof StorageFault)) process.stderr.write(`treve: positions: ${String(fault)}\n`)
      }
      await this.listening.next(followMilliseconds, this.stop.signal)
      // Those that come together are read together.
      await new Promise((done) => setTimeout(done, 100))
    }
  }
}
