// What the planner does not plan yet. A pause that needs it is refused by name: a plan that ignored a rule would be
// worse than none.

import type { Pause } from '@treve/model'

export interface NotPlanned {
  /** Path in the pause file. */
  readonly path: string
  readonly text: string
}

export function notPlannedYet(pause: Pause): NotPlanned[] {
  const found: NotPlanned[] = []
  const say = (isNeeded: boolean, path: string, text: string) => {
    if (isNeeded) found.push({ path, text })
  }
  pause.corridors.forEach((corridor, index) => {
    const path = `corridors[${index}]`
    say(corridor.direction === 'alternating', `${path}.direction`, `corridor ${corridor.id} alternates its direction`)
    say(
      (corridor.private_cars?.vehicles ?? 0) > 0,
      `${path}.private_cars`,
      `private cars flow through corridor ${corridor.id}`,
    )
    say(
      new Set(corridor.capacity?.map((row) => row.value.per)).size > 1,
      `${path}.capacity`,
      `slots of corridor ${corridor.id} change their length over the day`,
    )
    say(
      new Set(corridor.capacity?.map((row) => row.value.shared)).size > 1,
      `${path}.capacity`,
      `slots of corridor ${corridor.id} are shared at some hours only`,
    )
  })
  pause.people.forEach((group, index) => {
    say(group.rank !== undefined, `people[${index}].rank`, `group ${group.id} has a rank`)
  })
  const { rules } = pause
  say(pause.network !== undefined, 'network', 'ways are in a road network file')
  say(rules.convoys.length > 0, 'rules.convoys', 'vehicles must pass in convoys')
  say(rules.reciprocal.length > 0, 'rules.reciprocal', 'movements wait for each other')
  say(rules.committed.length > 0, 'rules.committed', 'trips are already promised')
  say(rules.state !== undefined, 'rules.state', 'vehicles are already under way')
  return found
}

/** What is left unused though the terms allow it: the plan is valid, and may be short of the best. */
export function notUsedYet(pause: Pause): NotPlanned[] {
  return pause.corridors.flatMap((corridor, index) =>
    corridor.on_foot === undefined || !pause.people.some((group) => group.mobility === 'on_foot')
      ? []
      : [
          {
            path: `corridors[${index}].on_foot`,
            text: `corridor ${corridor.id} may be walked; those who can walk are given seats`,
          },
        ],
  )
}
