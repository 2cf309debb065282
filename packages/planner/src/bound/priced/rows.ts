// What vehicles and people share, one row for each limit: all that any plan takes of it is at most `limit`. A row that
// asks for at least so much is written with both sides negative.

import type { PlaceMobility } from '@treve/model'
import type { Problem } from '../../problem.ts'

export type RowName =
  | {
      readonly kind: 'slot'
      readonly corridor: number
      readonly direction: 'in' | 'out' | 'both'
      readonly from: number
      readonly until: number
    }
  /** Lane-seconds. */
  | {
      readonly kind: 'gate'
      readonly corridor: number
      readonly gate: number
      readonly from: number
      readonly until: number
    }
  /** People of a group who leave before an instant; infinite: all of them. */
  | { readonly kind: 'group'; readonly group: number; readonly before: number }
  /** Beds for that mobility and for all who lie or sit worse. */
  | { readonly kind: 'bed'; readonly place: string; readonly mobility: PlaceMobility }
  | { readonly kind: 'places'; readonly place: string }
  | { readonly kind: 'intake'; readonly place: string; readonly from: number; readonly until: number }
  /** Grams consigned to a drop. */
  | { readonly kind: 'demand'; readonly drop: number }
  /** At least what this plan has of an earlier level. */
  | { readonly kind: 'people_kept'; readonly tier: number }
  | { readonly kind: 'floor_kept'; readonly drop: number }
  | { readonly kind: 'share_kept'; readonly drop: number }
  /** Grams that count for a floor, or for the least share, are delivered. */
  | { readonly kind: 'floor_delivered'; readonly drop: number }
  | { readonly kind: 'share_delivered'; readonly drop: number }

export class Rows {
  readonly names: RowName[] = []
  readonly limits: number[] = []
  /** What one trip typically takes: prices are moved in steps of this size. */
  readonly scales: number[] = []

  add(name: RowName, limit: number, scale: number): number {
    this.names.push(name)
    this.limits.push(limit)
    this.scales.push(scale)
    return this.names.length - 1
  }

  get count(): number {
    return this.names.length
  }
}

/** What a row is of, by the pause's own names: the same in a pause that is much the same. Without its time. */
export function nameKey({ corridors, groups, drops }: Problem, name: RowName): string {
  switch (name.kind) {
    case 'slot':
      return `slot ${corridors[name.corridor]?.id} ${name.direction}`
    case 'gate':
      return `gate ${corridors[name.corridor]?.id}/${corridors[name.corridor]?.gates[name.gate]?.id}`
    case 'group':
      return `group ${groups[name.group]?.group.id}`
    case 'bed':
      return `bed ${name.place}/${name.mobility}`
    case 'places':
    case 'intake':
      return `${name.kind} ${name.place}`
    case 'people_kept':
      return `people_kept ${name.tier}`
    default:
      return `${name.kind} ${drops[name.drop]?.place.id}`
  }
}

/** When a row begins to count; those that have no time: always. */
export function timeOf(name: RowName): number {
  return 'from' in name ? name.from : 'before' in name ? name.before : 0
}
