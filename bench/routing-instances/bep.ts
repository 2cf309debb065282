// The bus evacuation problem (Bish 2011) as the random sets and the Valparaíso instances write it down: buses and
// capacity; buses at each yard; people at each pick-up; places at each shelter; then the distances. Buses run
// yard → pick-up → shelter → pick-up → … → shelter, a load a trip; the longest route is to be short.

import { linesOf, numbersOf, type Reading, reading, refuse } from './reading.ts'

export interface BusEvacuationInstance {
  readonly name: string
  /** People that a bus takes: one load. */
  readonly capacity: number
  readonly busesAt: readonly number[]
  /** Loads to fetch: people ÷ capacity, rounded up. */
  readonly loadsAt: readonly number[]
  /** Loads that find room: places ÷ capacity, rounded down. */
  readonly roomAt: readonly number[]
  /** yard × pick-ups + pick-up. */
  readonly toPickup: Float64Array
  /** pick-up × shelters + shelter, the same both ways. Distances need not be metric. */
  readonly toShelter: Float64Array
}

export function readBusEvacuation(file: string, name: string, text: string): Reading<BusEvacuationInstance> {
  return reading(file, () => {
    const lines = linesOf(text)
    const end = lines.at(-1)?.number ?? 0
    const [buses = 0, capacity = 0] = numbersOf(lines[0], 2, 'buses and capacity', end)
    if (!(capacity > 0)) refuse(lines[0]?.number ?? 1, 'a bus without a seat')
    const counts = (index: number, totals: number, what: string) => {
      const line = lines[index]
      const count = Number(line?.text.split(/\s+/)[0])
      if (line !== undefined && !(Number.isInteger(count) && count > 0))
        refuse(line.number, `${what}: a number of them above 0 should come first`)
      const [, ...rest] = numbersOf(line, 1 + totals + count, what, end)
      const each = rest.slice(totals)
      const total = each.reduce((sum, value) => sum + value, 0)
      const stated = totals === 0 ? buses : (rest[0] ?? 0)
      if (total !== stated) refuse(line?.number ?? 0, `${what}: they sum up to ${total}, not ${stated}`)
      return each
    }
    const busesAt = counts(1, 0, 'yards and buses at each')
    const people = counts(2, 1, 'pick-ups and people at each')
    const places = counts(3, 1, 'shelters and places at each')
    const distances = (first: number, rows: number, columns: number, what: string) =>
      Float64Array.from(
        Array.from({ length: rows }).flatMap((_, row) => {
          const line = lines[first + row]
          const [number, ...values] = numbersOf(line, columns + 1, `${what} ${row + 1}`, end)
          if (number !== row + 1) refuse(line?.number ?? 0, `${what} ${row + 1} should stand here, not ${number}`)
          if (values.some((value) => value < 0)) refuse(line?.number ?? 0, `${what} ${row + 1}: a distance below 0`)
          return values
        }),
      )
    const toPickup = distances(4, busesAt.length, people.length, 'distances from yard')
    const toShelter = distances(4 + busesAt.length, people.length, places.length, 'distances from pick-up')
    const left = lines[4 + busesAt.length + people.length]
    if (left !== undefined) refuse(left.number, 'the file should have ended here')
    const loadsAt = people.map((each) => Math.ceil(each / capacity))
    const roomAt = places.map((each) => Math.floor(each / capacity))
    return { name, capacity, busesAt, loadsAt, roomAt, toPickup, toShelter }
  })
}
