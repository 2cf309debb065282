// Every way in which people might walk out.
//
// Where there are neither gates nor intake and nobody must stay together, people are let in one by one, each in a step of
// the grid of their own. That loses nothing: in an accepted plan each person has a stretch of time in which they pass the
// mouth, at least a step long, and never do more people have their stretches within a time than it has steps, for that is
// the rate. Round the stretches outward to the grid; then one by one, who must have passed first goes first (Hall's
// condition for jobs of one step). Nobody sets out before they did, but for the rounding, and readiness is on the grid.
// Elsewhere parties of any size are tried, at the full rate and up to two steps slower, each at every instant.

import type { Corridor, Group, Instant, Pause, Walk } from '@treve/model'
import type { TravelTimes } from '@treve/network'
import { isPartOfAPlan } from './acceptance.ts'
import { entriesOf, grid, isOpen, onGrid, valueThen } from './grid.ts'
import { gatesOn, secondsTo } from './passing.ts'
import type { Tally, Thing } from './things.ts'

export interface Walks {
  readonly walks: readonly Walk[]
  readonly reached: Tally
}

const slower = 2

export function everyWalks(pause: Pause, things: readonly Thing[], ways: TravelTimes): Walks[] {
  const parties = pause.people.flatMap((group) => [...partiesOf(pause, ways, group)])
  const found: Walks[] = []
  const extend = (walks: readonly Walk[], next: number) => {
    if (walks.length > 0 && !isPartOfAPlan(pause, [], walks)) return
    const reached = things.map((thing) =>
      thing.kind === 'people'
        ? walks.reduce((sum, { group, people }) => sum + (group === thing.group.id ? people : 0), 0)
        : 0,
    )
    found.push({ walks, reached })
    for (let index = next; index < parties.length; index++) {
      const party = parties[index]
      if (party !== undefined) extend([...walks, party], index)
    }
  }
  extend([], 0)
  return found
}

function* partiesOf(pause: Pause, ways: TravelTimes, group: Group): Generator<Walk> {
  if (group.mobility !== 'on_foot') return
  for (const corridor of pause.corridors) {
    if (!isOpen(corridor, 'out') || ways.walkSeconds(group.at, corridor.inside) === undefined) continue
    for (const to of group.to) {
      const intake = pause.places.find(({ id }) => id === to)?.intake
      const isOneByOne = corridor.gates.length === 0 && intake === undefined && group.group_size === 1
      for (const { at, clearBy } of entriesOf(pause, corridor.opens.earliest)) {
        const rate = corridor.on_foot && valueThen(corridor.on_foot, at, pause)
        if (rate === undefined || rate.people === 0) continue
        const each = onGrid(rate.per / rate.people)
        for (let people = 1; people <= (isOneByOne ? 1 : group.count.best); people++) {
          for (let extra = 0; extra <= (isOneByOne ? 0 : slower); extra++) {
            const until = at + people * each + extra * grid
            if (until > clearBy) break
            const walk = { group: group.id, corridor: corridor.id, to, people }
            for (const gates of reservations(pause, corridor, at, until, people))
              yield { ...walk, from: at as Instant, until: until as Instant, gates }
          }
        }
      }
    }
  }
}

/** At the gate on their way, if there is one: from every instant, in every choice of lanes, for as long as it takes. */
function* reservations(
  pause: Pause,
  corridor: Corridor,
  from: number,
  until: number,
  people: number,
): Generator<Walk['gates']> {
  const [gate, second] = gatesOn(corridor, 'out')
  if (second !== undefined) throw new Error('people on foot pass one gate at most in pauses for the oracle')
  if (gate === undefined) {
    yield []
    return
  }
  const travels = [from, until].map((at) => valueThen(corridor.travel, at, pause).on_foot)
  const [firstTravel, lastTravel] = travels
  const service = gate.service.on_foot
  if (firstTravel === undefined || lastTravel === undefined || service === undefined) return
  onGrid(service)
  const firstArrival = from + secondsTo(gate.position, firstTravel, 'out')
  const lastArrival = until + secondsTo(gate.position, lastTravel, 'out')
  const lanes = Array.from({ length: gate.foot_lanes > 0 ? gate.foot_lanes : gate.lanes }, (_, lane) =>
    gate.foot_lanes > 0 ? gate.lanes + lane : lane,
  )
  for (const held of subsets(lanes)) {
    for (let wait = 0; wait <= slower; wait++) {
      const begin = firstArrival + wait * grid
      const end = Math.max(lastArrival + service, begin + Math.ceil((people * service) / held.length))
      yield [{ gate: gate.id, lanes: held, from: begin as Instant, until: (Math.ceil(end / grid) * grid) as Instant }]
    }
  }
}

function subsets(lanes: readonly number[]): number[][] {
  return Array.from({ length: 2 ** lanes.length - 1 }, (_, mask) =>
    lanes.filter((_lane, index) => ((mask + 1) >> index) % 2 === 1),
  )
}
