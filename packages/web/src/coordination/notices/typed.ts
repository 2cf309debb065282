// Movements as they are typed, and as they are sent.

import type { PreviewNotifyGiven } from '../../client/operations.ts'
import { vehicleCodes } from '../code-words.ts'
import type { MovementView, RouteView, VehicleCode } from './view.ts'

export type MovementInput = PreviewNotifyGiven['input']['movements'][number]

export interface MovementTyped {
  readonly id: string
  readonly use: MovementView['use']
  readonly corridor: string
  readonly segments: readonly string[]
  readonly direction: MovementView['direction']
  readonly from: string
  readonly until: string
  readonly vehicles: Readonly<Partial<Record<VehicleCode, string>>>
  readonly onFoot: boolean
  readonly alternates: readonly RouteView[]
}

export function newMovement(others: readonly MovementTyped[], like: Partial<MovementTyped>): MovementTyped {
  let count = others.length + 1
  while (others.some(({ id }) => id === `m${count}`)) count++
  return {
    use: 'civilians',
    corridor: '',
    segments: [],
    direction: 'out',
    from: '',
    until: '',
    vehicles: {},
    onFoot: false,
    alternates: [],
    ...like,
    id: `m${count}`,
  }
}

export function typedOf({ vehicles, on_foot: onFoot, alternates, from, until, ...rest }: MovementView): MovementTyped {
  return {
    ...rest,
    from: localOf(from),
    until: localOf(until),
    vehicles: Object.fromEntries(vehicles.map(({ kind, count }) => [kind, String(count)])),
    onFoot,
    alternates,
  }
}

/** As a field of local time has it. */
export function localOf(instant: string): string {
  return instant.slice(0, 16)
}

export function inputOf({ vehicles, onFoot, alternates, ...rest }: MovementTyped): MovementInput {
  return {
    ...rest,
    vehicles: vehicleCodes.flatMap((kind) => {
      const count = Number(vehicles[kind] ?? '')
      return count > 0 ? [{ kind, count }] : []
    }),
    on_foot: onFoot,
    alternates,
  }
}
