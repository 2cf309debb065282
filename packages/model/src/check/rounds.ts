// Windows in which no vehicle has the time to go in and come out again. What is set against the window is less than any
// round takes: each link and corridor at its best hour, in by one corridor and out by another, nobody boarding.

import type { Pause } from '../pause/schema.ts'
import type { VehicleKind } from '../pause/words.ts'
import { type Inquiry, whole } from './inquiry.ts'
import { networkFor, passageSeconds, quickest } from './ways.ts'

export function checkRounds(inquiry: Inquiry): void {
  const pause = whole(inquiry.sections)
  // Whoever is inside already needs the way out alone.
  if (pause === undefined || pause.rules.state !== undefined) return
  const needed = shortestRound(pause)
  if (needed === undefined) return
  const earliest = Math.min(...pause.corridors.map((corridor) => corridor.opens.earliest ?? 0))
  for (const window of inquiry.windows) {
    const { buffer } = pause.terms.clear
    const from = Math.max(window.open, earliest)
    const usable = Math.max(0, window.close - buffer - from)
    if (needed <= usable) continue
    inquiry.warn(inquiry.at(window, 'close'), 'window_without_round', {
      id: window.id,
      needed: { seconds: needed },
      usable: { seconds: usable },
      least: { seconds: from - window.open + needed + buffer },
    })
  }
}

/** Undefined where no vehicle gets in and out at all, which is told of the people, the drops and the corridors. */
function shortestRound(pause: Pause): number | undefined {
  const rounds = [...new Set(pause.fleet.map(({ kind }) => kind))].flatMap((kind) => roundsOf(pause, kind))
  return rounds.length === 0 ? undefined : Math.min(...rounds)
}

/** For each place that vehicles of a kind are wanted at: in and out, by whatever corridors are open to any of them. */
function roundsOf(pause: Pause, kind: VehicleKind): number[] {
  const uses = new Set(pause.fleet.flatMap((fleet) => (fleet.kind === kind && fleet.count > 0 ? fleet.carries : [])))
  const corridors = pause.corridors.filter((corridor) => corridor.uses.some((use) => uses.has(use)))
  const network = networkFor(kind, pause.links)
  const passages = (direction: 'in' | 'out') =>
    corridors.flatMap((corridor): [string, number][] => {
      const seconds = passageSeconds(corridor, kind, direction)
      return seconds === undefined ? [] : [[corridor.inside, seconds]]
    })
  const inSeconds = quickest(network.forward, passages('in'))
  const outSeconds = quickest(network.backward, passages('out'))
  const wanted = new Set([
    ...pause.people.filter(({ movement, count }) => uses.has(movement) && count.best > 0).map(({ at }) => at),
    ...(uses.has('aid') ? pause.aid.map(({ to }) => to) : []),
  ])
  return [...wanted].flatMap((place) => {
    const there = inSeconds.get(place)
    const back = outSeconds.get(place)
    return there === undefined || back === undefined ? [] : [there + back]
  })
}
