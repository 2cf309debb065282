// The soonest that anybody could be out, or a truck that has brought anything in: what no plan is quicker than.

import { earliestEntry, least, leastIn, leastRound } from '../bound/ways.ts'
import { handlingSeconds, type PlannedGroup, type PlannedWindow, type Problem } from '../problem.ts'

/**
 * Whether in every window even the soonest is too late: then no plan serves anybody (or anything).
 *
 * Proof. Who rides has been loaded, in one leg, with as many of the group as may go for one destination: a multiple of
 * the size, or the remainder. The vehicle came in no sooner than its earliest entry, by no quicker way than the quickest;
 * boarding began when it was there and the first of the group had come; and it left by no quicker way than the quickest. So too
 * a truck that has unloaded one piece, and who walks. Waiting, queues and what else is carried only take longer. A plan made
 * anew starts from wherever vehicles are: of it nothing is claimed.
 */
export function isTooLate(problem: Problem, about: 'people' | 'aid'): boolean {
  const { state, committed } = problem.pause.rules
  if (state !== undefined || committed.length > 0) return false
  return problem.windows.every((window) => {
    const soonest =
      about === 'people'
        ? least(problem.groups, (planned) =>
            planned.group.count.best === 0
              ? undefined
              : Math.min(soonestRide(problem, planned, window), soonestWalk(problem, planned, window)),
          )
        : soonestDelivery(problem, window)
    return soonest > window.clearBy
  })
}

function soonestRide(problem: Problem, planned: PlannedGroup, window: PlannedWindow): number {
  const { at, movement, group_size, count } = planned.group
  const remainder = count.best % group_size
  const unit = Math.min(remainder === 0 ? group_size : remainder, count.best)
  const readyAt = planned.ready.find((each) => each.count > 0)?.at ?? Number.POSITIVE_INFINITY
  return least(problem.pause.fleet, (fleet) => {
    if (fleet.count === 0 || !fleet.carries.includes(movement)) return undefined
    const uses = [movement]
    const inward = leastIn(problem, fleet.kind, uses, [at])
    const outward = leastRound(problem, fleet.kind, uses, [at]) - inward
    const entry = earliestEntry(problem, fleet.kind, uses, fleet.at, fleet.available?.[0], window)
    const board = handlingSeconds(fleet.board, fleet.doors, [[planned, unit]])
    const exit = Math.max(entry + inward, readyAt) + board + outward
    return Number.isFinite(exit) ? exit : undefined
  })
}

function soonestWalk(problem: Problem, planned: PlannedGroup, window: PlannedWindow): number {
  const { group } = planned
  if (group.mobility !== 'on_foot') return Number.POSITIVE_INFINITY
  const readyAt = planned.ready.find((each) => each.count > 0)?.at ?? Number.POSITIVE_INFINITY
  return least(problem.corridors, (corridor) => {
    const toMouth = problem.times.walkSeconds(group.at, corridor.inside)
    if (corridor.on_foot === undefined || toMouth === undefined || !corridor.uses.includes(group.movement))
      return undefined
    const travel = least(corridor.travel, ({ value }) => value.on_foot)
    const from = Math.max(window.open, corridor.opens.earliest ?? window.open, readyAt + toMouth)
    return Number.isFinite(travel) ? from + travel : undefined
  })
}

function soonestDelivery(problem: Problem, window: PlannedWindow): number {
  return least(problem.items, ({ item, drop: index }) => {
    const drop = problem.drops[index]?.place
    if (drop === undefined || item.count === 0) return undefined
    const rate = drop.unload
    const unload =
      rate === undefined
        ? 0
        : rate.mass === 0
          ? Number.POSITIVE_INFINITY
          : Math.ceil((item.mass * rate.per) / rate.mass)
    return least(problem.pause.fleet, (fleet) => {
      if (fleet.count === 0 || !fleet.carries.includes('aid')) return undefined
      const round = leastRound(problem, fleet.kind, ['aid'], [drop.id])
      const entry = earliestEntry(problem, fleet.kind, ['aid'], fleet.at, fleet.available?.[0], window)
      const exit = entry + round + unload
      return Number.isFinite(exit) ? exit : undefined
    })
  })
}
