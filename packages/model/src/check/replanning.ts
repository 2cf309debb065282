// What a plan made anew starts from: where all are, and the alternates it may use.

import { below, type Inquiry } from './inquiry.ts'

export function checkReplanning(inquiry: Inquiry): void {
  const { rules } = inquiry.sections
  if (rules === undefined) return
  const { alternates = [], state } = rules
  if (alternates.length > 0 && below(inquiry.root, 'rules', 'state') === below(inquiry.root, 'rules')) {
    inquiry.error(below(inquiry.root, 'rules', 'alternates'), 'alternates_without_state')
  }
  for (const alternate of alternates) {
    if (alternate.corridor === alternate.instead_of) {
      inquiry.error(inquiry.at(alternate, 'instead_of'), 'alternate_of_itself', { id: alternate.corridor })
    }
  }
  checkWhoIsMoved(inquiry)
  for (const vehicle of state?.vehicles ?? []) {
    const isOnCorridor = vehicle.corridor !== undefined
    const isClear = (vehicle.place !== undefined) !== isOnCorridor && (vehicle.position !== undefined) === isOnCorridor
    if (!isClear) inquiry.error(inquiry.at(vehicle), 'state_whereabouts', { id: vehicle.id })
  }
}

/** Nobody is moved who did not say that they wish to leave. */
function checkWhoIsMoved(inquiry: Inquiry): void {
  const { rules, not_planned = [] } = inquiry.sections
  const others = new Set(not_planned.map(({ id }) => id))
  const refuse = (thing: object, key: string, people: Readonly<Record<string, number>>) => {
    for (const [id, count] of Object.entries(people))
      if (count > 0 && others.has(id)) inquiry.error(inquiry.at(thing, key, id), 'moved_without_wish', { id })
  }
  for (const { legs } of rules?.committed ?? []) for (const leg of legs) refuse(leg, 'people', leg.people)
  for (const vehicle of rules?.state?.vehicles ?? []) refuse(vehicle, 'aboard', vehicle.aboard)
}
