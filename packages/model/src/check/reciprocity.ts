// “They move if we move”: never for medical movement, and never so that all wait for each other.

import type { Inquiry } from './inquiry.ts'

export function checkReciprocity(inquiry: Inquiry): void {
  const { rules, people } = inquiry.sections
  const conditions = rules?.reciprocal ?? []
  const events = new Set((rules?.events ?? []).map((event) => event.id))
  for (const condition of conditions) {
    const { id, movement, waits_for } = condition
    if (movement === 'medical') inquiry.error(inquiry.at(condition, 'movement'), 'reciprocal_medical', { id })
    if (waits_for === movement)
      inquiry.error(inquiry.at(condition, 'waits_for'), 'reciprocal_waits_for_itself', { id, movement })
    const isMovement = !events.has(waits_for)
    const isThere = people?.some((group) => group.movement === waits_for && group.count.best > 0) ?? true
    if (isMovement && !isThere) {
      inquiry.warn(inquiry.at(condition, 'waits_for'), 'reciprocal_waits_for_nobody', { id, movement, waits_for })
    }
  }
  const waits = conditions.filter((each) => each.movement !== each.waits_for)
  for (const cycle of deadlocks(waits)) {
    const last = waits.find((each) => each.movement === cycle.at(-1) && each.waits_for === cycle[0])
    if (last === undefined) continue
    inquiry.error(inquiry.at(last, 'waits_for'), 'reciprocal_deadlock', { movements: [...cycle, cycle[0]].join(' → ') })
  }
}

interface Wait {
  readonly movement: string
  readonly waits_for: string
}

/** The smallest circles of waiting; a circle that holds a smaller one is not named. */
function deadlocks(waits: readonly Wait[]): string[][] {
  const found: string[][] = []
  const starts = [...new Set(waits.map((wait) => wait.movement))].sort()
  const circles = starts
    .map((start) => shortestCircle(start, waits))
    .filter((circle) => circle !== undefined)
    .sort((a, b) => a.length - b.length)
  for (const circle of circles) {
    const isNew = !found.some((other) => other.some((movement) => circle.includes(movement)))
    if (isNew) found.push(circle)
  }
  return found
}

function shortestCircle(start: string, waits: readonly Wait[]): string[] | undefined {
  const paths = [[start]]
  const seen = new Set<string>()
  for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
    for (const wait of waits) {
      if (wait.movement !== path.at(-1)) continue
      if (wait.waits_for === start) return path
      if (seen.has(wait.waits_for)) continue
      seen.add(wait.waits_for)
      paths.push([...path, wait.waits_for])
    }
  }
  return undefined
}
