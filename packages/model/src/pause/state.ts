// Where everybody is at an instant, as a file by itself: what a pause file says under `rules.state`.

import { term } from '../check/inquiry.ts'
import type { TermCode } from '../messages/catalogue.ts'
import { type Problem, problemAt } from '../problems.ts'
import { entryOf, itemsOf, type Node, textOf } from '../reading/node.ts'
import { readBytes } from '../reading/yaml.ts'
import type { Reading } from '../schema/type.ts'
import { localDay } from '../time.ts'
import { type Pause, type State, stateSchema } from './schema.ts'
import { vehiclesOf } from './vehicles.ts'

export interface StateRead {
  readonly text: string
  /** There if, and only if, there are no problems. */
  readonly state: State | undefined
  readonly problems: readonly Problem[]
}

export function readState(bytes: Uint8Array, pause: Pause): StateRead {
  const { text, root, problems } = readBytes(bytes)
  if (root === undefined) return { text, state: undefined, problems }
  const first = pause.terms.windows[0]?.open
  const reading: Reading = {
    zone: pause.time_zone,
    firstDay: first === undefined ? undefined : localDay(first, pause.time_zone),
    openFile: () => 'outside_folder',
    problems: [...problems],
    figures: new Map(),
    nodes: new WeakMap(),
  }
  const state = stateSchema.read(root, reading)
  const found = [...reading.problems, ...unknown(root, pause), ...unclear(root)]
  return { text, state: found.length === 0 ? state : undefined, problems: found }
}

/** Names of what the pause does not have. */
function unknown(root: Node, pause: Pause): Problem[] {
  const found: Problem[] = []
  const ids: Readonly<Partial<Record<TermCode, ReadonlySet<string>>>> = {
    vehicle: new Set(vehiclesOf(pause).map(({ id }) => id)),
    place: new Set(pause.places.map(({ id }) => id)),
    corridor: new Set(pause.corridors.map(({ id }) => id)),
    group: new Set(pause.people.map(({ id }) => id)),
  }
  const check = (kind: TermCode, node: Node | undefined, id = textOf(node)) => {
    if (node !== undefined && id !== undefined && ids[kind]?.has(id) === false)
      found.push(problemAt(node, 'state_unknown', { id, kind: term(kind) }))
  }
  for (const vehicle of itemsOf(entryOf(root, 'vehicles'))) {
    check('vehicle', entryOf(vehicle, 'id'))
    check('place', entryOf(vehicle, 'place'))
    check('corridor', entryOf(vehicle, 'corridor'))
    const aboard = entryOf(vehicle, 'aboard')
    if (aboard?.kind === 'map') for (const { key, value } of aboard.entries.values()) check('group', value, key)
  }
  return found
}

/** Each vehicle is told of once, and is either at a place or on a corridor. */
function unclear(root: Node): Problem[] {
  const found: Problem[] = []
  const seen = new Map<string, Node>()
  for (const vehicle of itemsOf(entryOf(root, 'vehicles'))) {
    const id = textOf(entryOf(vehicle, 'id'))
    if (id === undefined) continue
    const has = (key: string) => entryOf(vehicle, key) !== undefined
    if (has('place') === has('corridor') || has('position') !== has('corridor'))
      found.push(problemAt(vehicle, 'state_whereabouts', { id }))
    const first = seen.get(id)
    if (first === undefined) seen.set(id, vehicle)
    else found.push(problemAt(vehicle, 'id_clash', { kind: term('vehicle'), id, line: { lineOf: first.at } }))
  }
  return found
}
