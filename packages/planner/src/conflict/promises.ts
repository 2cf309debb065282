// Why what is promised, or under way, cannot be carried through: the smallest set of promises and terms that cannot be kept
// together. Whether a plan keeps them is not judged here: who asks brings the judge.

import type { Conflict, Pause, Plan } from '@treve/model'
import { asksOf } from '../changes/asks.ts'
import { changed } from '../changes/change.ts'
import { laidOut } from '../plan.ts'
import { problemOf, type Times } from '../problem.ts'
import { scoreNow, snapshot, startWorld } from '../search.ts'
import { smallestConflict } from './smallest.ts'

/** `isKept`: whether a plan that does nothing else keeps the promises of its pause. Undefined: they can be kept. */
export function conflictOfPromises(
  pause: Pause,
  times: Times,
  isKept: (pause: Pause, plan: Plan) => boolean,
  mayGoOn: () => boolean,
): Conflict | undefined {
  const { committed } = pause.rules
  const constraints = [
    ...committed.map(({ id }, index) => ({
      kind: 'promise' as const,
      id,
      path: `rules.committed[${index}]`,
      relax: (given: Pause): Pause => ({
        ...given,
        rules: { ...given.rules, committed: given.rules.committed.filter((trip) => trip.id !== id) },
      }),
    })),
    ...asksOf(pause).map((ask) => ({
      kind: ask.kind,
      id: ask.id,
      path: ask.path,
      relax: (given: Pause): Pause => changed(given, ask.change(ask.most)),
    })),
  ]
  const found = smallestConflict(
    constraints.length,
    (kept) => {
      const relaxed = constraints.reduce((given, { relax }, index) => (kept.has(index) ? given : relax(given)), pause)
      return isKept(relaxed, promisesAlone(relaxed, times))
    },
    mayGoOn,
  )
  if (found === undefined || found.members.length === 0) return undefined
  const members = found.members.flatMap((index) => {
    const constraint = constraints[index]
    return constraint === undefined ? [] : [{ kind: constraint.kind, id: constraint.id, path: constraint.path }]
  })
  return { about: 'promises', members, proved: false, smallest: found.isSmallest }
}

/** A plan of what is promised and under way, finished, and of nothing else. It says nothing of levels. */
function promisesAlone(pause: Pause, times: Times): Plan {
  const problem = problemOf(pause, times)
  const world = startWorld(problem, [])
  return {
    treve_plan: 1,
    pause: pause.id,
    input_sha256: '0'.repeat(64),
    files: {},
    seed: 0,
    effort: { iterations: 0, seconds_cpu: 0, assurance_seconds_cpu: 0, stopped_by: 'iterations' },
    levels: [],
    bound: { people: 0, aid_g: 0, relaxed: [], slot_s: null },
    gap_percent: 0,
    gap_level: null,
    clear_probability: null,
    assurance: null,
    reserve: null,
    bottleneck: [],
    unserved: [],
    ...laidOut(problem, snapshot(world, scoreNow(world))),
  }
}
