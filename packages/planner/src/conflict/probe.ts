// What is asked of a pause, cut down: to people alone or to aid alone, so that neither takes the other's last slot; and to one
// load of each group, one piece of each item. Whether anything can be done at all shows on it as on the whole, in a
// fraction of the time.

import type { Group, Pause } from '@treve/model'

export function alone(pause: Pause, about: 'people' | 'aid'): Pause {
  // Where one waits for the other, both are needed; what is promised, or aboard already, is of the groups as they are.
  const { reciprocal, state, committed } = pause.rules
  if (reciprocal.length > 0 || state !== undefined || committed.length > 0) return pause
  return about === 'people' ? { ...pause, aid: [] } : { ...pause, people: [] }
}

export function probeOf(pause: Pause, about: 'people' | 'aid'): Pause {
  if (pause.rules.state !== undefined || pause.rules.committed.length > 0) return pause
  const { people, aid, ...rest } = alone(pause, about)
  return {
    ...rest,
    people: onePerKind(people).map(smallest),
    aid: aid.map((consignment) => ({
      ...consignment,
      floor: 0 as typeof consignment.floor,
      items: consignment.items.map((item) => ({ ...item, count: Math.min(1, item.count) })),
    })),
  }
}

/** Those who are alike in all that decides whether they can be served; a time that could be another is each group's own. */
function onePerKind(people: readonly Group[]): Group[] {
  const kinds = new Map<string, Group>()
  for (const group of people) {
    if (group.count.best === 0) continue
    const { id, at, to, mobility, movement, priority, group_size, companions, rank, ready } = group
    const own = ready === undefined ? null : id
    const key = JSON.stringify([at, to, mobility, movement, priority, group_size, companions, rank, own])
    if (!kinds.has(key)) kinds.set(key, group)
  }
  return [...kinds.values()]
}

/** The group's remainder may go in a load by itself: that is the smallest. */
function smallest(group: Group): Group {
  const { best } = group.count
  const count = best % group.group_size === 0 ? group.group_size : best % group.group_size
  const first = typeof group.ready === 'number' || group.ready === undefined ? group.ready : readyOf(group.ready, count)
  return {
    ...group,
    count: { ...group.count, low: count, best: count, high: count },
    ...(first === undefined ? {} : { ready: first }),
  }
}

/** When so many have come. */
function readyOf(ready: readonly { readonly at: number; readonly count: number }[], count: number): Group['ready'] {
  let come = 0
  const inOrder = [...ready].sort((a, b) => a.at - b.at)
  const found = inOrder.find((each) => {
    come += each.count
    return come >= count
  })
  return found?.at as Group['ready']
}
