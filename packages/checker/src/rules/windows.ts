import type { Instant, Pause, Window } from '@treve/model'
import type { Passage } from '../passages.ts'
import type { Check, Reading, TripReading } from '../reading.ts'
import { clock } from '../words.ts'

/** One vehicle's time in the zone and on the corridors to and from it. */
interface Stay {
  readonly vehicle: string
  /** Undefined: it was inside when the plan began. */
  readonly entry: Passage | undefined
  /** Undefined: it never leaves. */
  readonly exit: Passage | undefined
}

/** Who enters does so within a window. */
export const windowEntry: Check = (reading, refuse) => {
  const { pause, walking } = reading
  const refuseAt = (at: Instant, trip: string | null, corridor: string, who: string) => {
    const windows = pause.terms.windows.map(({ open, close }) => {
      return `${clock(open, pause.time_zone)} to ${clock(close, pause.time_zone)}`
    })
    refuse(at, trip, `${clock(at, pause.time_zone)}, ${corridor}: ${who} in no window (${windows.join(', ')})`)
  }
  for (const { entry, exit } of staysOf(reading)) {
    const first = entry ?? exit
    if (first === undefined || first.isUnderWay || windowAt(pause, first.enter) !== undefined) continue
    const { id } = first.trip.trip
    refuseAt(first.enter, id, first.corridor.id, `${id} enters`)
  }
  for (const { walk } of walking) {
    if (windowAt(pause, walk.from) === undefined)
      refuseAt(walk.from, null, walk.corridor, `${walk.group} enter on foot`)
  }
}

/** Promised, or inside when the plan begins: no reserve that is stated afterwards binds it, only the terms do. */
export function isStanding({ pause }: Pick<Reading, 'pause'>, { trip, passages }: TripReading): boolean {
  return passages[0]?.direction === 'out' || pause.rules.committed.some(({ id }) => id === trip.id)
}

/** The buffer of the terms, or the longer one that the plan states for itself. */
export function bufferOf({ pause, plan }: Pick<Reading, 'pause' | 'plan'>): number {
  return Math.max(pause.terms.clear.buffer, plan.reserve?.buffer_s ?? 0)
}

/** When a window closes, less the buffer, nobody who moves is in the zone or between a corridor's mouths. */
export const clearance: Check = (reading, refuse) => {
  const { pause, known, walking, journeys } = reading
  const zone = pause.time_zone
  const by = (window: Window, trip?: TripReading) => {
    const buffer = trip !== undefined && isStanding(reading, trip) ? pause.terms.clear.buffer : bufferOf(reading)
    return (window.close - buffer) as Instant
  }
  for (const { vehicle, entry, exit } of staysOf(reading)) {
    const began = entry ?? exit
    const window = entry === undefined ? startWindow(reading, exit) : windowAt(pause, entry.enter)
    if (began === undefined || window === undefined) continue
    const { id } = (exit ?? began).trip.trip
    const clearBy = clock(by(window, began.trip), zone)
    if (exit === undefined) {
      const since = clock(began.enter, zone)
      refuse(
        by(window),
        id,
        `${vehicle} enters by ${began.corridor.id} at ${since} and never leaves; clear by ${clearBy}`,
      )
    } else if (exit.exit > by(window, began.trip)) {
      const out = clock(exit.exit, zone)
      refuse(exit.exit, id, `${out}, ${exit.corridor.id}: ${id} is out; all must be clear by ${clearBy}`)
    }
  }
  for (const [vehicle, journey] of journeys) {
    const isInside = journey.some((trip) => trip.steps.some((step) => step.start?.inside === true))
    if (!isInside || journey.some((trip) => trip.passages.length > 0)) continue
    refuse(null, journey[0]?.trip.id ?? null, `${vehicle} is in the zone and passes no corridor`)
  }
  for (const { id, place, corridor } of pause.rules.state?.vehicles ?? []) {
    const isInside = corridor !== undefined || (place !== undefined && known.places.get(place)?.inside === true)
    if (isInside && !journeys.has(id)) refuse(null, null, `${id} is in the zone, or on a corridor, and has no trip out`)
  }
  for (const { walk, lastExit } of walking) {
    const window = windowAt(pause, walk.from)
    if (window === undefined || lastExit === undefined || lastExit <= by(window)) continue
    const at = `${clock(lastExit, zone)}, ${walk.corridor}`
    refuse(lastExit, null, `${at}: the last of ${walk.group} on foot is out; clear by ${clock(by(window), zone)}`)
  }
}

function staysOf({ journeys }: Reading): Stay[] {
  const stays: Stay[] = []
  for (const [vehicle, journey] of journeys) {
    let entry: Passage | undefined
    for (const passage of journey.flatMap((trip) => trip.passages)) {
      if (passage.direction === 'in') {
        if (entry !== undefined) stays.push({ vehicle, entry, exit: undefined })
        entry = passage
      } else {
        stays.push({ vehicle, entry, exit: passage })
        entry = undefined
      }
    }
    if (entry !== undefined) stays.push({ vehicle, entry, exit: undefined })
  }
  return stays
}

/** The window `[open, close)` in which an instant lies. */
function windowAt(pause: Pause, at: Instant): Window | undefined {
  return pause.terms.windows.find(({ open, close }) => open <= at && at < close)
}

/** Who was inside when the plan began must be out by the end of the window it began in, or between two by that of the next. */
function startWindow({ pause }: Reading, exit: Passage | undefined): Window | undefined {
  const at = pause.rules.state?.at ?? exit?.enter
  if (at === undefined) return undefined
  const windows = pause.terms.windows.toSorted((a, b) => a.open - b.open)
  return windows.find(({ close }) => at < close) ?? (exit && windowAt(pause, exit.enter))
}
