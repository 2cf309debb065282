// The smallest set of constraints that cannot be kept together, by implicit hitting sets: Reiter 1987; Ignatiev, Previti,
// Liffiton, Marques-Silva 2015 (“Smallest MUS extraction with minimal hitting set dualization”).
//
// Whatever cannot be kept together holds at least one member of every set whose relaxation makes all else work. So a
// smallest set that hits all of those found so far is no larger than the smallest conflict; if it is itself a conflict, it
// is the smallest. If not, it is grown to as much as can be kept, and what is left out is one more set to hit.

export interface Conflict {
  /** Indices of the constraints, in order. Without any one of them the others can be kept. */
  readonly members: readonly number[]
  /** No smaller set of them conflicts. */
  readonly isSmallest: boolean
  /** Sets, each of which makes all else work if it is relaxed; none of them without any one of its members. */
  readonly mends: readonly (readonly number[])[]
}

/**
 * `works`: whether all is well with just these constraints kept; with fewer kept it never is less so. Undefined, where all can
 * be kept; where nothing works even with none kept: no members. `mayGoOn` is asked before each try but the last few, which
 * make the members found so far minimal; then it may not be the smallest.
 */
export function smallestConflict(
  count: number,
  works: (kept: ReadonlySet<number>) => boolean,
  mayGoOn: () => boolean,
): Conflict | undefined {
  const all = new Set(Array.from({ length: count }, (_, index) => index))
  if (works(all)) return undefined
  if (!works(new Set())) return { members: [], isSmallest: true, mends: [] }
  const mends: number[][] = []
  for (;;) {
    const hitting = leastHitting(mends)
    if (!works(hitting)) {
      // As it is, where fewer kept never works less; a planner that lays one trip after another may still differ.
      const members = minimal(hitting, works)
      return { members, isSmallest: members.length === hitting.size, mends }
    }
    if (!mayGoOn()) return { members: minimal(all, works), isSmallest: false, mends }
    mends.push(leftOut(hitting, all, works))
  }
}

/** What must be relaxed so that all else, `kept` among it, can be kept. */
function leftOut(
  kept: ReadonlySet<number>,
  all: ReadonlySet<number>,
  works: (kept: ReadonlySet<number>) => boolean,
): number[] {
  const growing = new Set(kept)
  const blocked: number[] = []
  const extend = (more: readonly number[]): void => {
    if (more.length === 0) return
    if (works(new Set([...growing, ...more]))) {
      for (const each of more) growing.add(each)
    } else if (more.length === 1) blocked.push(...more)
    else {
      const half = more.length >> 1
      extend(more.slice(0, half))
      extend(more.slice(half))
    }
  }
  extend([...all].filter((each) => !kept.has(each)))
  return blocked
}

/** Of a conflict, one by one what it is still a conflict without is left out. */
function minimal(conflict: ReadonlySet<number>, works: (kept: ReadonlySet<number>) => boolean): number[] {
  const members = new Set(conflict)
  const shrink = (some: readonly number[]): void => {
    const without = new Set([...members].filter((each) => !some.includes(each)))
    if (!works(without)) for (const each of some) members.delete(each)
    else if (some.length > 1) {
      const half = some.length >> 1
      shrink(some.slice(0, half))
      shrink(some.slice(half))
    }
  }
  // Halves first: most constraints have nothing to do with it. Then each by itself, since later ones may have gone.
  const half = conflict.size >> 1
  const inOrder = [...conflict]
  shrink(inOrder.slice(half))
  shrink(inOrder.slice(0, half))
  for (const each of [...members]) shrink([each])
  return [...members].sort((a, b) => a - b)
}

/** A smallest set with a member of each; of several, the one with the lowest indices first. */
function leastHitting(sets: readonly (readonly number[])[]): Set<number> {
  for (let size = 0; ; size++) {
    const found = hitting(sets, size, new Set())
    if (found !== undefined) return found
  }
}

function hitting(
  sets: readonly (readonly number[])[],
  size: number,
  chosen: ReadonlySet<number>,
): Set<number> | undefined {
  const open = sets.filter((set) => !set.some((each) => chosen.has(each)))
  const [smallest] = open.sort((a, b) => a.length - b.length)
  if (smallest === undefined) return new Set(chosen)
  if (size === 0) return undefined
  for (const each of smallest) {
    const found = hitting(sets, size - 1, new Set([...chosen, each]))
    if (found !== undefined) return found
  }
  return undefined
}
