// When a vehicle that comes to a mouth at a step would be in, and out again at the other end: as the calendars stand, kept
// from one look to the next. Only what a change on the corridor can have touched is asked again.

import type { Movement, VehicleKind } from '@treve/model'
import { earliestPassage, opening, type Passing } from '../passage.ts'
import type { World } from '../world.ts'
import type { Grid } from './grid.ts'

/** By step of arrival at the mouth. */
export interface Timetable {
  /** Step in which the passage begins; `never` where there is none. */
  readonly entry: Int32Array
  /** Step by which it has ended. */
  readonly exit: Int32Array
  /** Steps of the quickest passage. */
  quickest: number
}

export const never = 1 << 29
const unknown = -1

interface Kept extends Timetable {
  readonly corridor: number
  readonly direction: 'in' | 'out'
  readonly passing: Passing
  /** How many changes of the corridor it has seen. */
  seen: number
}

export class Timetables {
  private readonly world: World
  private readonly grid: Grid
  private readonly window: number
  private readonly kept = new Map<string, Kept>()

  constructor(world: World, grid: Grid, window: number) {
    this.world = world
    this.grid = grid
    this.window = window
  }

  of(corridor: number, direction: 'in' | 'out', kind: VehicleKind, movement: Movement, isLoaded: boolean): Timetable {
    const key = `${corridor} ${direction} ${kind} ${movement} ${isLoaded}`
    let table = this.kept.get(key)
    if (table === undefined) {
      const size = this.grid.steps + 1
      table = {
        corridor,
        direction,
        passing: { kind, movements: [movement], isLoaded },
        entry: new Int32Array(size).fill(unknown),
        exit: new Int32Array(size).fill(unknown),
        quickest: 0,
        seen: this.world.changesOf(corridor, direction)?.count ?? 0,
      }
      this.kept.set(key, table)
    } else this.forgetChanged(table)
    this.fill(table)
    return table
  }

  /** A passage put in or taken out moves those who would pass about then, and those who would have had to wait past it. */
  private forgetChanged(table: Kept): void {
    const { grid } = this
    const changes = this.world.changesOf(table.corridor, table.direction)
    if (changes === undefined || changes.count === table.seen) return
    if (changes.count - table.seen > changes.latest.length) table.entry.fill(unknown)
    else {
      for (let change = table.seen; change < changes.count; change++) {
        const instant = changes.latest[change % changes.latest.length] ?? 0
        const from = Math.floor((instant - changes.reachSeconds - grid.start) / grid.stepSeconds)
        const until = Math.min(grid.steps, Math.ceil((instant + changes.reachSeconds - grid.start) / grid.stepSeconds))
        for (let step = until; step >= 0; step--) {
          const entry = table.entry[step] as number
          if (entry === unknown) continue
          if (entry < from) break
          table.entry[step] = unknown
        }
      }
    }
    table.seen = changes.count
  }

  private fill(table: Kept): void {
    const { corridor, direction, passing, entry, exit } = table
    const { grid, world } = this
    const window = world.problem.windows[this.window]
    if (window === undefined) return
    const until = direction === 'in' ? Math.min(window.close, window.clearBy) : window.clearBy
    const opens = opening(world.problem, corridor, window)
    let quickest = grid.steps
    for (let step = 0; step <= grid.steps; step++) {
      if ((entry[step] as number) !== unknown) {
        quickest = Math.min(quickest, (exit[step] as number) - step)
        continue
      }
      const at = Math.max(grid.start + step * grid.stepSeconds, opens)
      const passage = at >= until ? undefined : earliestPassage(world, corridor, direction, passing, at, until)
      let [first, last] = [never, never]
      if (passage !== undefined && passage.exit <= window.clearBy) {
        first = Math.max(step, Math.floor((passage.entry - grid.start) / grid.stepSeconds))
        last = Math.round((passage.exit - grid.start) / grid.stepSeconds)
      }
      // Whoever comes before it begins has the same passage.
      const sameUntil = first === never ? grid.steps : Math.min(first, grid.steps)
      quickest = Math.min(quickest, last - first)
      do {
        entry[step] = first
        exit[step] = last
        step++
      } while (step <= sameUntil && (entry[step] as number) === unknown)
      step--
    }
    table.quickest = Math.max(0, quickest)
  }
}
