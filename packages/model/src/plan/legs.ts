// A leg of a trip, as plans hold it and as commitments repeat it. Keys and meaning: docs/formats/plan.md.

import type { Node } from '../reading/node.ts'
import { defaulted, report, required, type Type } from '../schema/type.ts'
import { id, instant, integer, nullable, oneOf } from '../schema/values.ts'
import type { Instant } from '../units.ts'

export const legKinds = ['depart', 'corridor_in', 'gate', 'load', 'unload', 'corridor_out', 'arrive', 'wait'] as const
export type LegKind = (typeof legKinds)[number]

export type PeopleByGroup = Readonly<Record<string, number>>
export type AidByItem = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface Leg {
  readonly kind: LegKind
  /** Null on a corridor. */
  readonly place: string | null
  readonly corridor: string | null
  readonly gate: string | null
  readonly lane: number | null
  readonly from: Instant
  readonly until: Instant
  /** Load and unload: what is moved. Elsewhere: empty, or exactly what is aboard. */
  readonly people: PeopleByGroup
  readonly aid: AidByItem
}

const detail = (doc: string) => ({ sensitivity: 'high' as const, doc })

export const legFields = {
  kind: required(oneOf(legKinds), detail('What happens.')),
  place: defaulted(nullable(id()), null, detail('Where; null on a corridor.')),
  corridor: defaulted(nullable(id()), null, detail('Which corridor.')),
  gate: defaulted(nullable(id()), null, detail('Which gate.')),
  lane: defaulted(nullable(integer()), null, detail('Which lane, from 0.')),
  from: required(instant(), detail('Start.')),
  until: required(instant(), detail('End.')),
  people: defaulted(counts(), {}, detail('People moved, by group.')),
  aid: defaulted(countsOfCounts(), {}, detail('Pieces moved, by consignment and item.')),
}

/** `{ "<id>": n }`. */
export function counts(): Type<PeopleByGroup> {
  return openMap(integer())
}

function countsOfCounts(): Type<AidByItem> {
  return openMap(counts())
}

/** A map whose keys are ids found elsewhere. */
export function openMap<T>(inner: Type<T>): Type<Readonly<Record<string, T>>> {
  return {
    inner,
    read(node: Node, reading) {
      if (node.kind !== 'map') return report(reading, node, 'expected_map', { keys: '…' })
      const result: Record<string, T> = Object.create(null)
      let isWhole = true
      for (const entry of node.entries.values()) {
        const value = inner.read(entry.value, reading)
        if (value === undefined) isWhole = false
        else result[entry.key] = value
      }
      return isWhole ? result : undefined
    },
    json: () => ({ type: 'object', additionalProperties: inner.json() }),
  }
}
