// Every way of naming convoys: which trips pass together, and whom each escort escorts.

import type { Pause, Trip } from '@treve/model'

/** The trips as they are, where no rule asks for convoys. */
export function* everyNaming(pause: Pause, trips: readonly Trip[]): Generator<readonly Trip[]> {
  const ruled = new Set(pause.rules.convoys.map(({ corridor }) => corridor))
  const isRuled = trips.map(({ legs }) => legs.some(({ corridor }) => corridor !== null && ruled.has(corridor)))
  const members = trips.filter((trip, index) => isRuled[index] === true && trip.escort_of === null)
  const escorts = trips.filter(({ escort_of }) => escort_of !== null)
  for (const partition of namings(members.length)) {
    const names = [...new Set(partition.filter((name) => name !== null))]
    for (const escorted of choices(names, escorts.length)) {
      yield trips.map((trip) => {
        const member = members.indexOf(trip)
        const escort = escorts.indexOf(trip)
        if (member !== -1) return { ...trip, convoy: partition[member] ?? null }
        return escort === -1 ? trip : { ...trip, escort_of: escorted[escort] ?? null }
      })
    }
  }
}

/** Every partition, some of them in no convoy. A new name is the next one, so that none comes twice. */
function* namings(count: number, sofar: readonly (string | null)[] = []): Generator<readonly (string | null)[]> {
  if (sofar.length === count) {
    yield sofar
    return
  }
  const known = new Set(sofar.filter((name) => name !== null))
  for (const name of [...known, `convoy-${known.size + 1}`]) yield* namings(count, [...sofar, name])
  yield* namings(count, [...sofar, null])
}

function* choices(names: readonly string[], count: number): Generator<readonly string[]> {
  if (count === 0) yield []
  else for (const name of names) for (const rest of choices(names, count - 1)) yield [name, ...rest]
}
