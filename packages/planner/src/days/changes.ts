// What has been put in and taken out of one direction of a corridor, and when it passes: whoever keeps what they have found
// there looks again only around those instants.

import type { Corridor } from '@treve/model'

/** The latest changes; whoever has missed more looks at everything again. */
const kept = 256

export class Changes {
  /** How many there have been. */
  count = 0
  /** By number of the change, modulo its length: the instant of entry. */
  readonly latest = new Float64Array(kept)
  /** How far before and after its entry a passage can be felt. */
  readonly reachSeconds: number
  /** Of the other direction, where the two are felt by each other. */
  other: Changes | undefined

  constructor(reachSeconds: number) {
    this.reachSeconds = reachSeconds
  }

  note(entry: number): void {
    this.add(entry)
    this.other?.add(entry)
  }

  noteAll(): void {
    this.count += kept + 1
    if (this.other !== undefined) this.other.count += kept + 1
  }

  private add(entry: number): void {
    this.latest[this.count % kept] = entry
    this.count += 1
  }
}

export function changesAt(corridor: Corridor): Readonly<Record<'in' | 'out', Changes>> {
  const slots = (corridor.capacity ?? []).map(({ value }) => value.per)
  const services = corridor.gates.reduce((sum, { service }) => sum + Math.max(0, ...Object.values(service)), 0)
  const travel = Math.max(0, ...corridor.travel.flatMap(({ value }) => Object.values(value)))
  const reach = Math.max(900, ...slots) + 2 * (travel + services)
  const changes = { in: new Changes(reach), out: new Changes(reach) }
  const areFeltByEachOther =
    corridor.direction === 'alternating' ||
    (corridor.capacity ?? []).some(({ value }) => value.shared) ||
    corridor.gates.some(({ checks }) => checks.length > 1)
  if (areFeltByEachOther) {
    changes.in.other = changes.out
    changes.out.other = changes.in
  }
  return changes
}
