// Distances on the map, over some kilometres: a plane that is right where it is looked at.

export interface Point {
  readonly latitude: number
  readonly longitude: number
}

const earthRadiusMetres = 6_371_008.8
const radians = Math.PI / 180

export function metresBetween(a: Point, b: Point): number {
  const middle = ((a.latitude + b.latitude) / 2) * radians
  const north = (b.latitude - a.latitude) * radians
  // The shorter way round.
  const east = ((((b.longitude - a.longitude + 540) % 360) + 360) % 360) - 180
  return earthRadiusMetres * Math.hypot(north, east * radians * Math.cos(middle))
}

export interface OnLine {
  /** Share of the line that lies behind its nearest point. */
  readonly share: number
  readonly metresAway: number
}

/** Undefined where there is no line. */
export function nearestOn(line: readonly Point[], point: Point): OnLine | undefined {
  let behind = 0
  let best: { readonly along: number; readonly metresAway: number } | undefined
  for (const [index, from] of line.entries()) {
    const to = line[index + 1]
    if (to === undefined) break
    const length = metresBetween(from, to)
    const share = shareOf(from, to, point)
    const nearest = {
      latitude: from.latitude + share * (to.latitude - from.latitude),
      longitude: from.longitude + share * (to.longitude - from.longitude),
    }
    const metresAway = metresBetween(nearest, point)
    if (best === undefined || metresAway < best.metresAway) best = { along: behind + share * length, metresAway }
    behind += length
  }
  if (best === undefined) return undefined
  return { share: behind === 0 ? 0 : Math.min(1, best.along / behind), metresAway: best.metresAway }
}

/** How far along the piece of line its nearest point is, from 0 to 1. */
function shareOf(from: Point, to: Point, point: Point): number {
  const width = Math.cos(from.latitude * radians)
  const [x, y] = [(to.longitude - from.longitude) * width, to.latitude - from.latitude]
  const [px, py] = [(point.longitude - from.longitude) * width, point.latitude - from.latitude]
  const square = x * x + y * y
  return square === 0 ? 0 : Math.max(0, Math.min(1, (px * x + py * y) / square))
}

/** A box around points, larger by so much on each side. */
export interface Box {
  readonly south: number
  readonly north: number
  readonly west: number
  readonly east: number
}

export function boxAround(points: readonly Point[], marginMetres: number): Box | undefined {
  if (points.length === 0) return undefined
  const latitudes = points.map(({ latitude }) => latitude)
  const longitudes = points.map(({ longitude }) => longitude)
  const degrees = marginMetres / (earthRadiusMetres * radians)
  const [south, north] = [Math.min(...latitudes) - degrees, Math.max(...latitudes) + degrees]
  const wide = degrees / Math.max(0.01, Math.cos(Math.max(Math.abs(south), Math.abs(north)) * radians))
  return { south, north, west: Math.min(...longitudes) - wide, east: Math.max(...longitudes) + wide }
}

/** By so much on each side. */
export function smaller({ south, north, west, east }: Box, metres: number): Box {
  const degrees = metres / (earthRadiusMetres * radians)
  const wide = degrees / Math.max(0.01, Math.cos(Math.max(Math.abs(south), Math.abs(north)) * radians))
  return { south: south + degrees, north: north - degrees, west: west + wide, east: east - wide }
}

export function isInBox({ south, north, west, east }: Box, { latitude, longitude }: Point): boolean {
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east
}
