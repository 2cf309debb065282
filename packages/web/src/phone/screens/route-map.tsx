// The way of one trip on a blank ground: corridors with their state, gates, the stops in their order. The list below it says
// the same.

import type { Position } from '@treve/model'
import { placeLabels, projectionOf } from '../../map/projection.ts'
import type { Leg, MyDay, Trip } from '../day/my-day.ts'
import { type PhoneWords, useWords } from '../words.tsx'
import { gateName, placeName } from './names.ts'

const width = 360
const room = 34
const letterWidth = 7.2
const lineHeight = 14

interface Stop {
  readonly name: string
  readonly at: Position
  readonly isGate: boolean
  readonly isNext: boolean
}

export function RouteMap({ day, trip, next }: { day: MyDay; trip: Trip; next: Leg | undefined }) {
  const words = useWords()
  const { t, text } = words
  const used = new Set(trip.legs.flatMap(({ corridor }) => (corridor === null ? [] : [corridor])))
  const corridors = day.corridors
    .filter(({ id }) => used.has(id))
    .map((corridor) => ({ ...corridor, line: corridor.line.flatMap(positionOf) }))
    .filter(({ line }) => line.length > 1)
  const stops = stopsOf(words, day, trip, next)
  const all = [...stops.map(({ at }) => at), ...corridors.flatMap(({ line }) => line)]
  if (all.length < 2) return null
  const projection = projectionOf(all, width, room)
  const points = stops.map(({ at }) => projection.point(at))
  const placed = placeLabels(
    points.map((point, index) => ({ ...point, width: (stops[index]?.name.length ?? 0) * letterWidth, lines: 1 })),
    lineHeight,
    { width, height: projection.height },
  )
  const path = (line: readonly Position[]) =>
    line
      .map(projection.point)
      .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
      .join(' ')
  return (
    <svg
      className="route"
      viewBox={`0 0 ${width} ${projection.height}`}
      direction="ltr"
      role="img"
      aria-label={t('way.map')}
    >
      {corridors.map(({ id, name, state, line }) => (
        <path key={id} className={`corridor ${state}`} d={path(line)}>
          <title>{`${text(name, id)}: ${t(`corridor.${state}`)}`}</title>
        </path>
      ))}
      <path className="drive" d={path(wayOf(day, trip))} />
      {stops.map(({ name, isGate, isNext }, index) => {
        const [point, label] = [points[index], placed[index]]
        if (point === undefined) return null
        return (
          <g key={name} className={isNext ? 'stop is-next' : 'stop'}>
            {isGate ? (
              <rect x={point.x - 3} y={point.y - 8} width="6" height="16" />
            ) : (
              <circle cx={point.x} cy={point.y} r={isNext ? 9 : 6} />
            )}
            {label !== undefined && label.isHidden !== true && (
              // Isolated: an Arabic name in a drawing that runs left to right keeps its place.
              <text x={label.x} y={label.y} textAnchor={label.anchor} direction="ltr">
                {`\u2068${name}\u2069`}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

function stopsOf(words: PhoneWords, day: MyDay, trip: Trip, next: Leg | undefined): readonly Stop[] {
  const seen = new Set<string>()
  return trip.legs.flatMap((leg): Stop[] => {
    const id = leg.gate ?? leg.place
    if (id === null) return []
    const isGate = leg.gate !== null
    const found = isGate ? day.gates.find((gate) => gate.id === id) : day.places.find((place) => place.id === id)
    if (found === undefined || found.lat === null || found.lon === null || seen.has(id)) return []
    seen.add(id)
    const isNext = next !== undefined && (next.gate ?? next.place) === id
    const name = isGate ? gateName(words, day, id) : placeName(words, day, id)
    return [{ name, at: [found.lon, found.lat], isGate, isNext }]
  })
}

/** From place to place, and through each corridor as it lies. */
function wayOf(day: MyDay, trip: Trip): readonly Position[] {
  return trip.legs.flatMap((leg): readonly Position[] => {
    const place = day.places.find(({ id }) => id === leg.place)
    if (place !== undefined) return [[place.lon, place.lat]]
    const line = day.corridors.find(({ id }) => id === leg.corridor)?.line.flatMap(positionOf) ?? []
    // It is told from the outside mouth to the inside one.
    if (leg.kind === 'corridor_in') return line
    return leg.kind === 'corridor_out' ? line.toReversed() : []
  })
}

function positionOf(pair: readonly number[]): Position[] {
  const [longitude, latitude] = pair
  return longitude === undefined || latitude === undefined ? [] : [[longitude, latitude]]
}
