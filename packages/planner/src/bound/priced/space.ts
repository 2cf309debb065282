// The relaxation that prices are put on: what is shared (rows), and what each class of vehicles, and people on foot, may do
// one by one. Built once for a problem; it does not depend on prices, nor on what a bound is asked for.

import type { Corridor, Fleet, Movement, VehicleKind } from '@treve/model'
import { gatesOf, type PlannedGroup, type Problem } from '../../problem.ts'
import { least, leastPassage } from '../ways.ts'
import { type Clock, cellsOf, clockOf } from './clock.ts'
import { type Loads, loadsOf } from './loads.ts'
import { type RowName, Rows } from './rows.ts'

/** Rows of one limit that recurs: of each block, from its opening on, so many seconds each. */
export interface Calendar {
  readonly seconds: number
  /** First row by block. */
  readonly first: readonly number[]
  /** Rows by block. */
  readonly count: readonly number[]
}

/** One way through a corridor, for one kind of vehicle. */
export interface Way {
  readonly corridor: number
  readonly direction: 'in' | 'out'
  readonly slots: Calendar | undefined
  /** The narrowest gate on the way; the others only take time. */
  readonly gate: { readonly rows: Calendar; readonly serviceSeconds: number } | undefined
  /** From the mouth of entry to the beginning of its service. */
  readonly toGateSeconds: number
  /** From there to the other mouth. */
  readonly fromGateSeconds: number
  /** No entry before. */
  readonly earliest: number
}

export interface Stop {
  readonly place: string
  /** Seconds from each way in, and to each way out; infinite where there is none. */
  readonly fromIn: readonly number[]
  readonly toOut: readonly number[]
}

export interface PickUp extends Stop {
  /** For each job, who is picked up here for it, by place of `places`. */
  readonly groups: readonly (readonly (readonly PlannedGroup[])[])[]
  /** Instants at which more have come, ascending. */
  readonly moments: readonly number[]
}

/** What people who ride are brought to: a place, by ways that their movement may use. */
export interface Job {
  readonly destination: string
  readonly movement: Movement
  readonly intake: Calendar | undefined
  /** From each way out; infinite where their movement may not pass. */
  readonly fromOut: readonly number[]
  readonly toIn: readonly number[]
}

export interface DropStop extends Stop {
  readonly drop: number
  /** Least seconds to unload a gram, at any drop. */
  readonly secondsEach: number
}

/** Vehicles that differ only in where they start. */
export interface VehicleClass {
  readonly fleet: Fleet
  readonly starts: readonly Start[]
  readonly ins: readonly Way[]
  readonly outs: readonly Way[]
  readonly pickUps: readonly PickUp[]
  readonly jobs: readonly Job[]
  readonly drops: readonly DropStop[]
  readonly loads: Loads
  readonly groups: readonly PlannedGroup[]
  /** From each way out to each way in, outside. */
  readonly around: readonly (readonly number[])[]
  /** From each way in to each way out, inside. */
  readonly through: readonly (readonly number[])[]
  readonly until: number
}

export interface Start {
  /** Indexes among the pause's fleets. */
  readonly fleets: readonly number[]
  readonly count: number
  /** When one may first be at each way in. */
  readonly from: readonly number[]
}

/** People on foot by one corridor. */
export interface WalkWay {
  readonly corridor: number
  readonly perSecond: number
  readonly spans: readonly { readonly from: number; readonly until: number }[]
  readonly choices: readonly { readonly group: PlannedGroup; readonly to: string; readonly walkSeconds: number }[]
}

export interface Space {
  readonly problem: Problem
  readonly clock: Clock
  readonly rows: Rows
  readonly classes: readonly VehicleClass[]
  readonly walks: readonly WalkWay[]
  /** Rows of a group: those who leave before the next readiness, in order; the last is for all. */
  readonly groupRows: readonly (readonly number[])[]
  readonly placeRows: ReadonlyMap<string, PlaceRows>
  readonly demandRows: readonly number[]
  readonly peopleKeptRows: readonly number[]
  readonly floorKeptRows: readonly number[]
  readonly shareKeptRows: readonly number[]
  readonly floorDeliveredRows: readonly number[]
  readonly shareDeliveredRows: readonly number[]
  /** Sum over classes of cells × arcs: the work of one evaluation. */
  readonly work: number
}

export interface PlaceRows {
  /** Stretchers; they and wheelchairs; all. */
  readonly beds: readonly number[] | undefined
  readonly places: number | undefined
}

/**
 * Undefined where the relaxation would not say anything: a plan made anew, or times of nothing at all; and where it would
 * take too long. Cells are as long as is fit, or as given: to be compared with another pause's, they must be alike.
 */
export function spaceOf(problem: Problem, cellsOfSeconds?: number): Space | undefined {
  if (problem.pause.rules.state !== undefined) return undefined
  const wanted = cellSecondsOf(problem)
  const cellSeconds = wanted === undefined ? undefined : (cellsOfSeconds ?? affordable(problem, wanted))
  if (cellSeconds === undefined) return undefined
  const clock = clockOf(problem, cellSeconds)
  const rows = new Rows()
  const slots = slotCalendars(problem, clock, rows)
  const gates = gateCalendars(problem, clock, rows)
  const intakes = intakeCalendars(problem, clock, rows)
  const classes = classesOf(problem, slots, gates, intakes)
  const groupRows = problem.groups.map(({ group, ready, index }) =>
    ready.map((step, number) =>
      rows.add(
        { kind: 'group', group: index, before: ready[number + 1]?.at ?? Number.POSITIVE_INFINITY },
        ready[number + 1] === undefined ? group.count.best : Math.min(step.count, group.count.best),
        20,
      ),
    ),
  )
  const placeRows = new Map<string, PlaceRows>()
  for (const id of new Set(problem.groups.flatMap(({ group }) => group.to))) {
    const place = problem.placeById.get(id)
    const [stretcher, wheelchair, seated] = (['stretcher', 'wheelchair', 'seated'] as const).map(
      (mobility) => place?.beds?.[mobility] ?? 0,
    )
    const nested = [
      stretcher ?? 0,
      (stretcher ?? 0) + (wheelchair ?? 0),
      (stretcher ?? 0) + (wheelchair ?? 0) + (seated ?? 0),
    ]
    const beds =
      place?.beds &&
      (['stretcher', 'wheelchair', 'seated'] as const).map((mobility, depth) =>
        rows.add({ kind: 'bed', place: id, mobility }, nested[depth] ?? 0, 2),
      )
    const all = place?.intake?.people === 0 ? 0 : place?.places
    const taken = all === undefined ? undefined : rows.add({ kind: 'places', place: id }, all, 20)
    placeRows.set(id, { beds, places: taken })
  }
  const grams = Math.max(1, ...classes.map(({ loads }) => loads.grams))
  const perDrop = (kind: 'demand' | 'floor_kept' | 'share_kept' | 'floor_delivered' | 'share_delivered') =>
    problem.drops.map(({ index, demandGrams }) =>
      rows.add({ kind, drop: index }, kind === 'demand' ? demandGrams : 0, grams),
    )
  const space: Omit<Space, 'work'> = {
    problem,
    clock,
    rows,
    classes,
    walks: walksOf(problem),
    groupRows,
    placeRows,
    demandRows: perDrop('demand'),
    peopleKeptRows: [0, 1, 2, 3].map((tier) => rows.add({ kind: 'people_kept', tier }, 0, 20)),
    floorKeptRows: perDrop('floor_kept'),
    shareKeptRows: perDrop('share_kept'),
    floorDeliveredRows: perDrop('floor_delivered'),
    shareDeliveredRows: perDrop('share_delivered'),
  }
  const arcs = classes.map(({ ins, outs, pickUps, jobs, drops, loads }) => {
    const buckets = Math.max(1, loads.buckets.length)
    return (
      ins.length * (pickUps.length + drops.length + outs.length) +
      outs.length * (jobs.length * buckets + ins.length + drops.length * gramBuckets) +
      pickUps.length * 2 * buckets * outs.length +
      jobs.length * buckets * ins.length
    )
  })
  return { ...space, work: cellsOf(clock) * arcs.reduce((sum, count) => sum + count, 0) }
}

/** A truck's load in so many parts. */
export const gramBuckets = 12

/** Length of a cell: all times whole cells if that can be had, else short enough and not too many. */
function cellSecondsOf(problem: Problem): number | undefined {
  const passages = passagesOf(problem)
  const shortest = Math.min(...passages)
  if (!(shortest >= 1)) return passages.length === 0 ? 60 : undefined
  const span = problem.windows.reduce((sum, { open, clearBy }) => sum + clearBy - open, 0)
  const spans = problem.windows.map(({ open, clearBy }) => clearBy - open)
  const { corridors, pause } = problem
  const exact = [
    ...passages,
    ...spans,
    ...corridors.flatMap((corridor) => [
      ...(corridor.capacity ?? []).map(({ value }) => value.per),
      ...corridor.gates.flatMap((gate) => Object.values(gate.service)),
      ...corridor.travel.flatMap((row) => Object.values(row.value)),
    ]),
    ...pause.links.flatMap(({ time }) => (time ?? []).flatMap((row) => Object.values(row.value))),
    ...pause.fleet.flatMap(({ board, alight }) => [board.fixed, alight.fixed]),
    ...pause.places.flatMap(({ intake }) => intake?.per ?? []),
  ]
  const candidates = [600, 300, 120, 60, 30, 20, 10, 5, 2, 1].filter((seconds) => seconds <= shortest)
  const fine = candidates.filter((seconds) => span / seconds <= mostCells)
  const wanted = candidates.find((seconds) => exact.every((each) => each % seconds === 0))
  if (wanted !== undefined && span / wanted <= mostCells) return wanted
  return fine.find((seconds) => seconds <= 60 && span / seconds >= fewestCells) ?? fine.at(-1) ?? candidates[0]
}

/** Least seconds of each kind by each corridor and direction. */
function passagesOf(problem: Problem): number[] {
  const uses = ['civilians', 'medical', 'aid', 'armed_groups'] as const
  const kinds = [...new Set(problem.pause.fleet.map(({ kind }) => kind))]
  return problem.corridors.flatMap((corridor) =>
    kinds.flatMap((kind) =>
      (['in', 'out'] as const).flatMap((direction) => leastPassage(corridor, direction, kind, uses) ?? []),
    ),
  )
}

/** Longer cells where there is much to look at; undefined where it is too much even then. */
function affordable(problem: Problem, wanted: number): number | undefined {
  const { groups, corridors, pause, windows, drops } = problem
  const stops = new Set(groups.map(({ group }) => group.at)).size
  const destinations = new Set(groups.flatMap(({ group }) => group.to)).size
  const ways = corridors.length
  const kinds = new Set(pause.fleet.map(({ kind, carries }) => `${kind} ${carries.join(' ')}`)).size
  const arcs = ways * (24 * stops + 24 * destinations + 2 * ways + gramBuckets * drops.length)
  const span = windows.reduce((sum, { open, clearBy }) => sum + clearBy - open, 0)
  let seconds = wanted
  // A passage inward takes a cell at least: `days.ts` relies on it.
  const longest = Math.min(longestCell, ...passagesOf(problem))
  while ((kinds * arcs * span) / seconds > mostWork && 2 * seconds <= longest) seconds *= 2
  return (kinds * arcs * span) / seconds > mostWork ? undefined : seconds
}

const mostWork = 6e7
const longestCell = 300

const mostCells = 1_500
const fewestCells = 120

function calendar(
  clock: Clock,
  rows: Rows,
  seconds: number,
  untilOf: (block: Clock['blocks'][number]) => number,
  scale: number,
  row: (from: number, until: number) => { readonly name: RowName; readonly limit: number },
): Calendar {
  const first: number[] = []
  const count: number[] = []
  for (const block of clock.blocks) {
    first.push(rows.count)
    const number = Math.max(1, Math.ceil((untilOf(block) - block.window.open) / seconds))
    count.push(number)
    for (let index = 0; index < number; index++) {
      const from = block.window.open + index * seconds
      const { name, limit } = row(from, from + seconds)
      rows.add(name, limit, scale)
    }
  }
  return { seconds, first, count }
}

function slotCalendars(
  problem: Problem,
  clock: Clock,
  rows: Rows,
): (Readonly<Record<'in' | 'out', Calendar>> | undefined)[] {
  return problem.corridors.map((corridor, index) => {
    const { capacity } = corridor
    const [only] = capacity ?? []
    if (capacity === undefined || only === undefined) return undefined
    const { per, shared } = only.value
    // Where rows of the day count by other bins, the limit is left out.
    if (capacity.some(({ value }) => value.per !== per || value.shared !== shared)) return undefined
    const vehicles = Math.max(...capacity.map(({ value }) => value.vehicles))
    const cars = problem.cars[index] ?? []
    const make = (direction: 'in' | 'out' | 'both') =>
      calendar(
        clock,
        rows,
        per,
        (block) => Math.min(block.window.clearBy, block.window.close),
        1,
        (from, until) => {
          const inBin = direction === 'in' ? 0 : cars.filter(({ enter }) => enter >= from && enter < until).length
          return {
            name: { kind: 'slot', corridor: index, direction, from, until },
            limit: Math.max(0, vehicles - inBin),
          }
        },
      )
    if (shared) {
      const both = make('both')
      return { in: both, out: both }
    }
    return { in: make('in'), out: make('out') }
  })
}

/** About a quarter of an hour, in whole cells: of each, the lanes of gates are counted. */
export function gateRowSeconds({ cellSeconds }: Clock): number {
  return Math.max(1, Math.floor(900 / cellSeconds)) * cellSeconds
}

function gateCalendars(problem: Problem, clock: Clock, rows: Rows): Calendar[][] {
  const seconds = gateRowSeconds(clock)
  return problem.corridors.map((corridor, index) =>
    corridor.gates.map((gate, number) => {
      const services = Object.entries(gate.service).flatMap(([kind, seconds]) => (kind === 'on_foot' ? [] : [seconds]))
      return calendar(
        clock,
        rows,
        seconds,
        (block) => block.window.clearBy,
        Math.max(1, ...services),
        (from, until) => ({
          name: { kind: 'gate', corridor: index, gate: number, from, until },
          limit: gate.lanes * (until - from),
        }),
      )
    }),
  )
}

function intakeCalendars(problem: Problem, clock: Clock, rows: Rows): Map<string, Calendar> {
  const found = new Map<string, Calendar>()
  for (const id of new Set(problem.groups.flatMap(({ group }) => group.to))) {
    const intake = problem.placeById.get(id)?.intake
    if (intake === undefined) continue
    const { cellSeconds } = clock
    found.set(
      id,
      calendar(
        clock,
        rows,
        intake.per,
        (block) => block.window.open + block.cells * cellSeconds,
        40,
        (from, until) => ({ name: { kind: 'intake', place: id, from, until }, limit: intake.people }),
      ),
    )
  }
  return found
}

function classesOf(
  problem: Problem,
  slots: readonly (Readonly<Record<'in' | 'out', Calendar>> | undefined)[],
  gates: readonly (readonly Calendar[])[],
  intakes: ReadonlyMap<string, Calendar>,
): VehicleClass[] {
  const alike = new Map<
    string,
    { readonly fleet: Fleet; readonly starts: { readonly fleet: number; readonly each: Fleet }[] }
  >()
  problem.pause.fleet.forEach((fleet, index) => {
    if (fleet.count === 0 || fleet.loads.length === 0) return
    const { kind, loads, board, alight, doors, available, carries } = fleet
    const key = JSON.stringify({ kind, loads, board, alight, doors, available, carries })
    const known = alike.get(key) ?? { fleet, starts: [] }
    alike.set(key, known)
    known.starts.push({ fleet: index, each: fleet })
  })
  return [...alike.values()].map(({ fleet, starts }) => {
    const { kind, carries } = fleet
    const groups = problem.groups.filter(
      ({ group }) =>
        carries.includes(group.movement) &&
        (kind !== 'ambulance' || group.movement === 'medical') &&
        group.count.best > 0,
    )
    const ways = (direction: 'in' | 'out') =>
      problem.corridors.flatMap((corridor, index) =>
        problem.isUsable[index] === true
          ? (wayOf(corridor, index, direction, fleet, slots[index], gates[index]) ?? [])
          : [],
      )
    const [ins, outs] = [ways('in'), ways('out')]
    const drive = (from: string | undefined, to: string | undefined) =>
      from === undefined || to === undefined
        ? Number.POSITIVE_INFINITY
        : (problem.times.leastSeconds(kind, from, to) ?? Number.POSITIVE_INFINITY)
    const inside = ({ corridor }: Way) => problem.corridors[corridor]?.inside
    const outside = ({ corridor }: Way) => problem.corridors[corridor]?.outside
    const stop = (place: string): Stop => ({
      place,
      fromIn: ins.map((way) => drive(inside(way), place)),
      toOut: outs.map((way) => drive(place, inside(way))),
    })
    const jobKeys = new Map<string, Job>()
    for (const { group } of groups)
      for (const destination of group.to) {
        const movement = group.movement
        jobKeys.set(`${destination} ${movement}`, {
          destination,
          movement,
          intake: intakes.get(destination),
          fromOut: outs.map((way) =>
            problem.corridors[way.corridor]?.uses.includes(movement) === true
              ? drive(outside(way), destination)
              : Number.POSITIVE_INFINITY,
          ),
          toIn: ins.map((way) => drive(destination, outside(way))),
        })
      }
    const jobs = [...jobKeys.values()]
    const loads = loadsOf(fleet, groups)
    const byPlace = (list: readonly PlannedGroup[]) =>
      (['stretcher', 'wheelchair', 'seated'] as const).map((place) => list.filter(({ bed }) => bed[place] > 0))
    const byStop = Map.groupBy(groups, ({ group }) => group.at)
    const pickUps = [...byStop].map(([place, here]): PickUp => {
      return {
        ...stop(place),
        groups: jobs.map(({ destination, movement }) =>
          byPlace(here.filter(({ group }) => group.movement === movement && group.to.includes(destination))),
        ),
        moments: [...new Set(here.flatMap(({ ready }) => ready.map(({ at }) => at)))].sort((a, b) => a - b),
      }
    })
    const drops = carries.includes('aid') && loads.grams > 0 ? problem.drops : []
    const secondsEach = least(drops, ({ place: { unload } }) =>
      unload === undefined ? 0 : unload.mass === 0 ? undefined : unload.per / unload.mass,
    )
    return {
      fleet,
      starts: startsOf(
        starts.map(({ fleet: index, each }) => ({
          fleets: [index],
          count: each.count,
          from: ins.map((way) => {
            const seconds = drive(each.at, outside(way))
            return each.available === undefined ? (Number.isFinite(seconds) ? 0 : seconds) : each.available[0] + seconds
          }),
        })),
      ),
      ins,
      outs,
      pickUps,
      jobs,
      drops: Number.isFinite(secondsEach)
        ? drops.map((drop) => ({ ...stop(drop.place.id), drop: drop.index, secondsEach }))
        : [],
      loads,
      groups,
      through: ins.map((into) => outs.map((out) => drive(inside(into), inside(out)))),
      around: outs.map((out) => ins.map((way) => drive(outside(out), outside(way)))),
      until: fleet.available?.[1] ?? Number.POSITIVE_INFINITY,
    }
  })
}

/** Those that may be everywhere at the same times are one. */
function startsOf(starts: readonly Start[]): Start[] {
  const alike = new Map<string, Start>()
  for (const start of starts) {
    const key = start.from.join(' ')
    const known = alike.get(key)
    alike.set(
      key,
      known === undefined
        ? start
        : { ...known, fleets: [...known.fleets, ...start.fleets], count: known.count + start.count },
    )
  }
  return [...alike.values()]
}

/** Times at the best hour, as the checker counts them: offsets are rounded up from the outside mouth. */
function wayOf(
  corridor: Corridor,
  index: number,
  direction: 'in' | 'out',
  fleet: Fleet,
  slots: Readonly<Record<'in' | 'out', Calendar>> | undefined,
  calendars: readonly Calendar[] | undefined,
): Way | undefined {
  const kind: VehicleKind = fleet.kind
  const passage = leastPassage(corridor, direction, kind, fleet.carries)
  if (passage === undefined) return undefined
  const gates = gatesOf(corridor, direction)
  const narrowness = (gate: Corridor['gates'][number]) => (gate.service[kind] ?? 0) / gate.lanes
  const narrowest = gates.reduce<Corridor['gates'][number] | undefined>(
    (most, gate) => (narrowness(gate) > (most === undefined ? 0 : narrowness(most)) ? gate : most),
    undefined,
  )
  const earliest = corridor.opens.earliest ?? Number.NEGATIVE_INFINITY
  const shared = { corridor: index, direction, slots: slots?.[direction], earliest }
  const rows = narrowest === undefined ? undefined : calendars?.[corridor.gates.indexOf(narrowest)]
  if (narrowest === undefined || rows === undefined)
    return { ...shared, gate: undefined, toGateSeconds: 0, fromGateSeconds: passage }
  const at = gates.indexOf(narrowest)
  const service = (list: typeof gates) => list.reduce((sum, gate) => sum + (gate.service[kind] ?? 0), 0)
  const drive = (isBefore: boolean) =>
    least(corridor.travel, ({ value }) => {
      const travel = value[kind]
      if (travel === undefined) return undefined
      const fromOutside = Math.ceil((Math.round(narrowest.position * 1e9) * travel) / 1e9)
      return isBefore === (direction === 'in') ? fromOutside : travel - fromOutside
    })
  return {
    ...shared,
    gate: { rows, serviceSeconds: narrowest.service[kind] ?? 0 },
    toGateSeconds: drive(true) + service(gates.slice(0, at)),
    fromGateSeconds: drive(false) + service(gates.slice(at)),
  }
}

const walkRowSeconds = 900

function walksOf(problem: Problem): WalkWay[] {
  return problem.corridors.flatMap((corridor, index): WalkWay[] => {
    const rates = corridor.on_foot
    if (rates === undefined || corridor.direction === 'in' || problem.isUsable[index] !== true) return []
    const travel = least(corridor.travel, ({ value }) => value.on_foot)
    if (!Number.isFinite(travel)) return []
    const choices = problem.groups.flatMap((planned) => {
      const { group } = planned
      if (group.mobility !== 'on_foot' || !corridor.uses.includes(group.movement) || group.count.best === 0) return []
      const walkSeconds = problem.times.walkSeconds(group.at, corridor.inside)
      if (walkSeconds === undefined) return []
      return [...new Set(group.to)].map((to) => ({ group: planned, to, walkSeconds }))
    })
    const spans = problem.windows.flatMap((window) => {
      const from = Math.max(window.open, corridor.opens.earliest ?? window.open)
      const until = Math.min(window.clearBy - travel, window.close)
      const found: { from: number; until: number }[] = []
      for (let at = window.open; at < until; at += walkRowSeconds) {
        const span = { from: Math.max(at, from), until: Math.min(at + walkRowSeconds, until) }
        if (span.from < span.until) found.push(span)
      }
      return found
    })
    // A little above: the checker compares rates with room for the last bit.
    const perSecond = Math.max(...rates.map(({ value }) => value.people / value.per)) * (1 + 2e-9)
    return choices.length === 0 ? [] : [{ corridor: index, perSecond, spans, choices }]
  })
}
