// Flows of people on foot as the simulation acts them out.

import type { Assumptions, Use, Walk } from '@treve/model'
import { nextRow, type Problem, secondsBetween, valueThen } from '../problem.ts'
import { remainingSeconds } from './remaining-way.ts'
import { keyOf } from './streams.ts'

export interface CompiledWalk {
  /** Index of the group. */
  readonly group: number
  readonly people: number
  readonly personsEach: number
  readonly corridor: number
  readonly window: number
  readonly to: string
  /** First and last of them pass the inside mouth. */
  readonly from: number
  readonly flowSeconds: number
  /** As planned: when the last of them is out. */
  readonly until: number
  readonly gates: readonly WalkGate[]
  /** On foot from the last gate, or the inside mouth, to the outside mouth. */
  readonly lastDrive: number
  /** Nobody passes the inside mouth after it. */
  readonly by: number
  readonly key: number
  /** Bits of awaited movements that must be out before they set out, an instant likewise, and those that they are. */
  readonly awaits: number
  readonly waitsUntil: number
  readonly heralds: number
  /** What intake counts on. */
  readonly arrivals: readonly { readonly at: number; readonly persons: number }[]
}

export interface WalkGate {
  readonly drive: number
  readonly queue: number
  /** Lanes of vehicles that are kept for them; lanes of their own count as one. */
  readonly lanes: number
  readonly seconds: number
  /** From the first one's arrival until the first one is through. */
  readonly service: number
}

export function compiledWalks(
  problem: Problem,
  walks: readonly Walk[],
  assumptions: Assumptions,
  queues: { readonly gateQueues: readonly number[][]; readonly footQueues: readonly number[][] },
  held: (movements: readonly Use[]) => { readonly awaits: number; readonly waitsUntil: number },
  heraldsOf: (movements: readonly Use[]) => number,
): CompiledWalk[] {
  return walks.flatMap((walk, number) => {
    const corridorIndex = problem.corridors.findIndex(({ id }) => id === walk.corridor)
    const corridor = problem.corridors[corridorIndex]
    const planned = problem.groupById.get(walk.group)
    if (corridor === undefined || planned === undefined) return []
    const window = Math.max(
      0,
      problem.windows.findLastIndex(({ open }) => open <= walk.from),
    )
    const gates: WalkGate[] = []
    let position = 1
    let at: number = walk.from
    for (const reserved of walk.gates) {
      const index = corridor.gates.findIndex(({ id }) => id === reserved.gate)
      const gate = corridor.gates[index]
      if (gate === undefined) continue
      const own = reserved.lanes.filter((lane) => lane >= gate.lanes).length
      const service = gate.service.on_foot ?? 0
      gates.push({
        drive: Math.max(0, reserved.from - at),
        queue: (own > 0 ? queues.footQueues : queues.gateQueues)[corridorIndex]?.[index] ?? -1,
        lanes: own > 0 ? 1 : reserved.lanes.length,
        seconds: reserved.until - reserved.from,
        service,
      })
      at = reserved.from + service
      position = gate.position
    }
    const lastDrive =
      walk.gates.length === 0
        ? lastOutside(problem, corridorIndex, walk, position) - walk.until
        : slowest(problem, corridorIndex, walk, position)
    const persons = walk.people * (1 + planned.group.companions)
    const lastExit = (walk.gates.at(-1)?.until ?? walk.until) + lastDrive
    const beyond = problem.times.walkSeconds(corridor.outside, walk.to) ?? 0
    const way = {
      drives: [gates.reduce((sum, { drive }) => sum + drive, lastDrive)],
      fixedSeconds: gates.reduce((sum, { service }) => sum + service, 0),
      handlingSeconds: 0,
    }
    const pieces = Math.max(1, Math.ceil((walk.until - walk.from) / 300))
    return [
      {
        group: planned.index,
        people: walk.people,
        personsEach: 1 + planned.group.companions,
        corridor: corridorIndex,
        window,
        to: walk.to,
        from: walk.from,
        flowSeconds: walk.until - walk.from,
        until: lastExit,
        gates,
        lastDrive,
        by: (problem.windows[window]?.clearBy ?? 0) - remainingSeconds(way, assumptions),
        key: keyOf('walk', walk.group, walk.corridor, Math.floor(walk.from / 3600), number),
        ...held([planned.group.movement]),
        heralds: heraldsOf([planned.group.movement]),
        arrivals: Array.from({ length: pieces }, (_, piece) => ({
          at: lastExit + beyond - Math.floor(((walk.until - walk.from) * (pieces - 1 - piece)) / pieces),
          persons: persons / pieces,
        })),
      },
    ]
  })
}

/** When the last of them is out where no gate holds them: who entered before a row that is quicker may be out after the last. */
function lastOutside(problem: Problem, corridorIndex: number, walk: Walk, position: number): number {
  const corridor = problem.corridors[corridorIndex]
  let last: number = walk.until
  for (let at: number | undefined = walk.from; corridor !== undefined && at !== undefined && at <= walk.until; ) {
    const travel = valueThen(problem, corridor.travel, at).on_foot ?? 0
    const next: number | undefined = nextRow(problem, corridor.travel, at)
    last = Math.max(last, Math.min(next ?? walk.until, walk.until) + secondsBetween(position, 0, travel))
    at = next
  }
  return last
}

/** On foot from a position to the outside mouth, where the pace changes while they enter: the slowest of them. */
function slowest(problem: Problem, corridorIndex: number, walk: Walk, position: number): number {
  const corridor = problem.corridors[corridorIndex]
  let longest = 0
  for (let at: number | undefined = walk.from; corridor !== undefined && at !== undefined && at <= walk.until; ) {
    const travel = valueThen(problem, corridor.travel, at).on_foot ?? 0
    longest = Math.max(longest, secondsBetween(position, 0, travel))
    at = nextRow(problem, corridor.travel, at)
  }
  return longest
}
