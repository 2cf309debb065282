// Groups: where they are, where they go, who they are counted as.

import type { Group, NotPlanned } from '../pause/schema.ts'
import { entryOf, itemsOf } from '../reading/node.ts'
import type { Inquiry } from './inquiry.ts'

export function checkPeople(inquiry: Inquiry): void {
  const { people = [], not_planned = [] } = inquiry.sections
  const waiting = new Map<string, number>()
  for (const group of people) {
    checkWhere(inquiry, group)
    checkDestinations(inquiry, group)
    checkReady(inquiry, group)
    checkKind(inquiry, group)
    warnOfNobody(inquiry, group)
    waiting.set(group.at, (waiting.get(group.at) ?? 0) + group.count.best * (1 + group.companions))
  }
  for (const group of not_planned) {
    const { id, at, count, wish } = group
    checkWhere(inquiry, group)
    warnOfNobody(inquiry, group)
    if (wish === 'not_asked' && count.best > 0)
      inquiry.warn(inquiry.at(group, 'wish'), 'people_not_asked', { id, at, people: count.best })
  }
  for (const [id, count] of waiting) {
    const place = inquiry.places.get(id)
    if (place?.holding === undefined || place.holding >= count) continue
    inquiry.warn(inquiry.at(place, 'holding'), 'holding_too_small', { id, holding: place.holding, people: count })
  }
}

function checkWhere(inquiry: Inquiry, group: Group | NotPlanned): void {
  const { id, at } = group
  if (inquiry.places.get(at)?.inside === false) inquiry.error(inquiry.at(group, 'at'), 'group_not_inside', { id, at })
}

function warnOfNobody(inquiry: Inquiry, group: Group | NotPlanned): void {
  if (group.count.best === 0) inquiry.warn(inquiry.at(group, 'count'), 'group_of_nobody', { id: group.id })
}

function checkDestinations(inquiry: Inquiry, group: Group): void {
  const { id } = group
  const written = itemsOf(inquiry.at(group, 'to'))
  group.to.forEach((to, index) => {
    const place = inquiry.places.get(to)
    if (place === undefined) return
    const node = written[index] ?? inquiry.at(group, 'to')
    if (place.inside) inquiry.error(node, 'destination_inside', { id, to })
    else if (place.kind !== 'reception' && place.kind !== 'hospital') {
      inquiry.error(node, 'destination_of_wrong_kind', { id, to, found: place.kind })
    }
  })
}

function checkReady(inquiry: Inquiry, group: Group): void {
  const { id, ready, count } = group
  if (ready === undefined) return
  const first = typeof ready === 'number' ? ready : Math.min(...ready.map((row) => row.at))
  if (typeof ready !== 'number') {
    const sum = ready.reduce((total, row) => total + row.count, 0)
    if (sum !== count.best)
      inquiry.error(inquiry.at(group, 'ready'), 'ready_counts_differ', { id, sum, best: count.best })
  }
  const close = Math.max(...inquiry.windows.map((window) => window.close))
  if (inquiry.windows.length > 0 && first >= close)
    inquiry.warn(inquiry.at(group, 'ready'), 'ready_after_close', { id })
}

function checkKind(inquiry: Inquiry, group: Group): void {
  const { id, movement } = group
  const node = inquiry.at(group)
  if (movement === 'armed_groups' && group.priority !== 'general') {
    inquiry.error(inquiry.at(group, 'priority'), 'armed_groups_priority', { id, priority: group.priority })
  }
  if (movement === 'medical') return
  if (group.rank !== undefined) inquiry.error(inquiry.at(group, 'rank'), 'rank_not_medical', { id, movement })
  if (group.companions > 0) {
    inquiry.error(entryOf(node, 'companions') ?? node, 'companions_not_medical', { id, movement })
  }
}
