// Are there beds, at the hospitals they chose, for those who must lie down?

import type { Group } from '../pause/schema.ts'
import type { Inquiry } from './inquiry.ts'

export function checkBeds(inquiry: Inquiry): void {
  const byChoice = new Map<string, Group[]>()
  for (const group of inquiry.sections.people ?? []) {
    if (group.mobility !== 'stretcher' || group.count.best === 0) continue
    const choice = [...new Set(group.to)].sort().join(', ')
    const others = byChoice.get(choice)
    if (others === undefined) byChoice.set(choice, [group])
    else others.push(group)
  }
  for (const [choice, groups] of byChoice) {
    const beds = bedsAt(inquiry, groups[0])
    const patients = groups.reduce((sum, group) => sum + group.count.best, 0)
    const last = groups.at(-1)
    if (beds === undefined || last === undefined || patients <= beds) continue
    inquiry.warn(inquiry.at(last, 'count'), 'beds_too_few', { to: choice, patients, beds })
  }
}

/** Undefined where one of the destinations states no beds: nobody knows then. */
function bedsAt(inquiry: Inquiry, group: Group | undefined): number | undefined {
  let sum = 0
  for (const to of new Set(group?.to)) {
    const beds = inquiry.places.get(to)?.beds
    if (beds === undefined) return undefined
    sum += beds.stretcher ?? 0
  }
  return sum
}
