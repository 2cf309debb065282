// The grid of time. In these pauses every time stated is a multiple of it.

import {
  type Corridor,
  type Direction,
  type Instant,
  localSecondsOfDay,
  type Pause,
  type Varying,
  valueAt,
} from '@treve/model'

export const grid = 600

export function* times(from: number, until: number): Generator<number> {
  for (let at = Math.ceil(from / grid) * grid; at <= until; at += grid) yield at
}

/** The oracle is exhaustive only where all times are on the grid. */
export function onGrid(seconds: number): number {
  if (seconds % grid !== 0) throw new Error(`${seconds} s is not on the grid: this pause is not one for the oracle`)
  return seconds
}

export function valueThen<T>(rows: Varying<T>, at: number, pause: Pause): T {
  return valueAt(rows, localSecondsOfDay(at as Instant, pause.time_zone))
}

export interface Entry {
  readonly at: number
  /** When whoever enters then must be out. */
  readonly clearBy: number
}

/** Instants at which a stay may begin. */
export function entriesOf(pause: Pause, opens: number | undefined): Entry[] {
  return pause.terms.windows.flatMap(({ open, close }) =>
    [...times(Math.max(open, opens ?? open), close - 1)].map((at) => ({
      at,
      clearBy: close - pause.terms.clear.buffer,
    })),
  )
}

export const isOpen = (corridor: Corridor, way: Direction): boolean =>
  corridor.direction === way || corridor.direction === 'both' || corridor.direction === 'alternating'
