// What may be asked for at the table: one change of the terms or of the means, described by a code and its particulars.

import type { PlaceMobility } from '../pause/schema.ts'

export const changeKinds = [
  'window',
  'corridor',
  'alternate',
  'withdrawal',
  'lane',
  'slots',
  'walking',
  'vehicles',
  'beds',
  'places',
  'buffer',
] as const
export type ChangeKind = (typeof changeKinds)[number]

export type Change =
  /** A window opens earlier, or closes later. */
  | { readonly kind: 'window'; readonly window: string; readonly end: 'open' | 'close'; readonly seconds: number }
  /** One more corridor with the same mouths, gates and rules as this one. */
  | { readonly kind: 'corridor'; readonly corridor: string }
  /** A corridor that is only an alternate may be used from the start. */
  | { readonly kind: 'alternate'; readonly corridor: string }
  /** Troops stand back earlier, so that the corridor opens earlier. */
  | { readonly kind: 'withdrawal'; readonly corridor: string; readonly seconds: number }
  | { readonly kind: 'lane'; readonly corridor: string; readonly gate: string; readonly lanes: number }
  /** More vehicles may enter a corridor in each of its slots. */
  | { readonly kind: 'slots'; readonly corridor: string; readonly vehicles: number }
  /** People may walk out by a corridor that is for vehicles alone. */
  | { readonly kind: 'walking'; readonly corridor: string }
  | { readonly kind: 'vehicles'; readonly fleet: string; readonly count: number }
  | { readonly kind: 'beds'; readonly place: string; readonly mobility: PlaceMobility; readonly count: number }
  | { readonly kind: 'places'; readonly place: string; readonly count: number }
  /** All must be clear earlier before the close: this costs, and makes it surer. */
  | { readonly kind: 'buffer'; readonly seconds: number }

/** A code that is stable, and the same for the same change; scripts choose options by it. */
export function changeCode(change: Change): string {
  switch (change.kind) {
    case 'window':
      return `window ${change.window} ${change.end} ${change.end === 'open' ? '-' : '+'}${change.seconds} s`
    case 'corridor':
      return `corridor like ${change.corridor}`
    case 'alternate':
      return `alternate ${change.corridor}`
    case 'withdrawal':
      return `withdrawal ${change.corridor} -${change.seconds} s`
    case 'lane':
      return `lane ${change.corridor}/${change.gate} +${change.lanes}`
    case 'slots':
      return `slots ${change.corridor} +${change.vehicles}`
    case 'walking':
      return `walking ${change.corridor}`
    case 'vehicles':
      return `vehicles ${change.fleet} +${change.count}`
    case 'beds':
      return `beds ${change.place} ${change.mobility} +${change.count}`
    case 'places':
      return `places ${change.place} +${change.count}`
    case 'buffer':
      return `buffer +${change.seconds} s`
  }
}

/** What two changes must differ in to be worth asking for together: not two lengths of one window. */
export function changeSubject(change: Change): string {
  switch (change.kind) {
    case 'window':
      return `window ${change.window} ${change.end}`
    case 'withdrawal':
      return `withdrawal ${change.corridor}`
    case 'buffer':
      return 'buffer'
    default:
      return changeCode(change)
  }
}

/** How much is asked for, of changes with one subject. */
export function changeAmount(change: Change): number {
  return 'seconds' in change ? change.seconds : 1
}
