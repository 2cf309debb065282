// Scales and ticks.

/** Fills a page; on a phone the chart scrolls sideways, since lines squeezed together tell nothing. */
export const leastPlotWidth = 900

export interface TimeSpan {
  readonly from: number
  readonly until: number
}

/** Whole quarters of an hour around everything that is drawn. */
export function spanAround(instants: readonly number[]): TimeSpan {
  const quarter = 900_000
  const from = Math.min(...instants)
  const until = Math.max(...instants)
  return { from: Math.floor(from / quarter) * quarter, until: Math.ceil(until / quarter) * quarter }
}

/** Instants to label, at a round distance that leaves each label room. */
export function timeTicks({ from, until }: TimeSpan, pixelsPerMinute: number, leastPixels = 56): number[] {
  const steps = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440]
  const step = (steps.find((minutes) => minutes * pixelsPerMinute >= leastPixels) ?? 1440) * 60_000
  const ticks: number[] = []
  for (let at = Math.ceil(from / step) * step; at <= until; at += step) ticks.push(at)
  return ticks
}

/** Round counts from 0 to at least the greatest, about five of them. */
export function countTicks(greatest: number): number[] {
  const rough = Math.max(1, greatest / 4)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough,
  )
  const ticks = [0]
  while ((ticks.at(-1) ?? 0) < greatest) ticks.push(ticks.length * step)
  return ticks
}

export type Scale = (value: number) => number

export function scale(from: number, until: number, start: number, end: number): Scale {
  const span = until - from || 1
  return (value) => start + ((value - from) / span) * (end - start)
}
