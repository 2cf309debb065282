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
  /** On foot from the last gate, or the inside mouth, to the outside mouth: the first of them, and the last. */
  readonly firstDrive: number
  readonly lastDrive: number
  /** Nobody passes the inside mouth after it. */
  readonly by: number
  readonly key: number
  /** Bits of awaited movements that must be out before they set out, an instant likewise, and those that they are. */
  readonly awaits: number
  readonly waitsUntil: number
  readonly heralds: number
  /** As planned, what intake counts on: they arrive at an even rate. */
  readonly arrivals: { readonly first: number; readonly last: number; readonly persons: number }
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
    const { firstDrive, lastDrive } = waysOut(problem, corridorIndex, walk, position)
    const persons = walk.people * (1 + planned.group.companions)
    const firstExit = (walk.gates.length === 0 ? walk.from : at) + firstDrive
    const lastExit = (walk.gates.at(-1)?.until ?? walk.until) + lastDrive
    const beyond = problem.times.walkSeconds(corridor.outside, walk.to) ?? 0
    const way = {
      drives: [gates.reduce((sum, { drive }) => sum + drive, lastDrive)],
      fixedSeconds: gates.reduce((sum, { service }) => sum + service, 0),
      handlingSeconds: 0,
    }
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
        firstDrive,
        lastDrive,
        by: (problem.windows[window]?.clearBy ?? 0) - remainingSeconds(way, assumptions),
        key: keyOf('walk', walk.group, walk.corridor, Math.floor(walk.from / 3600), number),
        ...held([planned.group.movement]),
        heralds: heraldsOf([planned.group.movement]),
        arrivals: { first: firstExit + beyond, last: lastExit + beyond, persons },
      },
    ]
  })
}

/**
 * From the last gate, or else from the inside mouth, to the outside one, where the pace may change while they enter. Behind a
 * gate all keep the pace that they entered with, and the quickest of them may be first and the slowest last. Where there is
 * none, each stretch of the flow is told by itself: who entered before a row that is quicker may be out after the last.
 */
function waysOut(
  problem: Problem,
  corridorIndex: number,
  walk: Walk,
  position: number,
): { firstDrive: number; lastDrive: number } {
  const corridor = problem.corridors[corridorIndex]
  const hasGates = walk.gates.length > 0
  let firstDrive = Number.POSITIVE_INFINITY
  let lastDrive = 0
  for (let at: number | undefined = walk.from; corridor !== undefined && at !== undefined && at <= walk.until; ) {
    const seconds = secondsBetween(position, 0, valueThen(problem, corridor.travel, at).on_foot ?? 0)
    const next: number | undefined = nextRow(problem, corridor.travel, at)
    const lastEntry = Math.min(next ?? walk.until, walk.until)
    firstDrive = Math.min(firstDrive, hasGates ? seconds : at - walk.from + seconds)
    lastDrive = Math.max(lastDrive, hasGates ? seconds : lastEntry - walk.until + seconds)
    at = next
  }
  return { firstDrive: Number.isFinite(firstDrive) ? firstDrive : 0, lastDrive }
}
