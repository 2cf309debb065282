// Where trackers say vehicles are, four times a second at most. Kept outside of React: 500 vehicles are drawn thirty times
// a second, and nothing else of the page is drawn anew for it.

import type { PositionsFrame, TrackedVehicle } from './tracked.ts'

export interface Shown extends TrackedVehicle {
  /** By this browser’s clock, and from where it is moved along to where it is. */
  readonly heardAt: number
  readonly from: { readonly lat: number; readonly lon: number }
}

/** As long as a frame takes to be followed by another: a step from one to the next is drawn as a way. */
const glideMilliseconds = 1000

export class Positions {
  readonly vehicles = new Map<string, Shown>()
  private readonly listeners = new Set<() => void>()
  private readonly source: EventSource
  /** Undefined: nothing has come yet. */
  heardAt: number | undefined
  isAway = false

  constructor(pause: string) {
    this.source = new EventSource(`/api/v1/pauses/${encodeURIComponent(pause)}/positions`)
    const take = ({ data }: MessageEvent<string>) => {
      // The server is ours and of the same version: its shape is held by its own tests.
      this.take(JSON.parse(data) as PositionsFrame, performance.now())
    }
    this.source.addEventListener('positions', take)
    this.source.addEventListener('message', take)
    this.source.onerror = () => {
      this.isAway = true
      this.tell()
    }
  }

  take({ vehicles, whole: isWhole = false }: PositionsFrame, now: number): void {
    if (isWhole) {
      const told = new Set(vehicles.map(({ id }) => id))
      for (const id of this.vehicles.keys()) if (!told.has(id)) this.vehicles.delete(id)
    }
    for (const vehicle of vehicles) {
      const before = this.vehicles.get(vehicle.id)
      const from = before === undefined ? vehicle : placeAt(before, now)
      this.vehicles.set(vehicle.id, { ...vehicle, heardAt: now, from: { lat: from.lat, lon: from.lon } })
    }
    this.heardAt = now
    this.isAway = false
    this.tell()
  }

  follow(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  close(): void {
    this.source.close()
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }
}

/** Seconds since the tracker was there: as it was told, and since. */
export function ageSeconds({ age_s: told, heardAt }: Shown, now: number): number | undefined {
  return told === undefined || told === null ? undefined : told + (now - heardAt) / 1000
}

/** Never beyond what was told. */
export function placeAt(
  { from, lat, lon, heardAt }: Shown,
  now: number,
): { readonly lat: number; readonly lon: number } {
  const share = Math.min(1, Math.max(0, (now - heardAt) / glideMilliseconds))
  return { lat: from.lat + (lat - from.lat) * share, lon: from.lon + (lon - from.lon) * share }
}
