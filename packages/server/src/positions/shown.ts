// Where vehicles are, as whoever may see it is shown it: all of them, or of a convoy those that are its own.

import { formatInstant, type Instant, utc } from '@treve/model'
import type { LivePause } from '../api/live.ts'
import { ownVehicles } from '../coordination/day/index.ts'
import type { Actor } from '../policy/index.ts'
import { sees } from '../policy/index.ts'
import type { Track } from './judged.ts'

/** Which vehicles’ positions a reader may follow. */
export function mayFollow({ state }: LivePause, reader: Actor): (vehicle: string) => boolean {
  if (sees(reader, 'positions_whole')) return () => true
  if (!sees(reader, 'positions')) return () => false
  const own = ownVehicles(state, reader)
  return (vehicle) => own.has(vehicle)
}

/** Made once for all readers, and again with each second that it is older. */
const made = new WeakMap<Track, { readonly second: number; readonly json: string }>()

/** Undefined: it was never known where it is. */
export function positionJson(vehicle: string, track: Track, nowSeconds: number): string | undefined {
  const { used, flags } = track
  if (used === undefined) return undefined
  const second = Math.floor(nowSeconds)
  const before = made.get(track)
  if (before?.second === second) return before.json
  const json = JSON.stringify({
    id: vehicle,
    lat: used.latitude,
    lon: used.longitude,
    at: instantText(used.at / 1000),
    ...(used.speedMetresPerSecond === undefined ? {} : { speed_mps: Math.round(used.speedMetresPerSecond * 10) / 10 }),
    ...(used.headingDegrees === undefined ? {} : { heading: Math.round(used.headingDegrees) }),
    ...(used.accuracyMetres === undefined ? {} : { accuracy_m: Math.round(used.accuracyMetres) }),
    age_s: Math.max(0, second - Math.floor(used.at / 1000)),
    flags,
  })
  made.set(track, { second, json })
  return json
}

/** What is sent of these; `whole`: nothing has been left out. */
export function framesJson(positions: readonly string[], nowSeconds: number, isWhole: boolean): string {
  return `{"at":"${instantText(nowSeconds)}","whole":${isWhole},"vehicles":[${positions.join(',')}]}`
}

function instantText(seconds: number): string {
  return formatInstant(Math.floor(seconds) as Instant, utc)
}
