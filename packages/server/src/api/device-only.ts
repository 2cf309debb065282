// What devices alone may ask for.

import { problem } from '../problem.ts'
import type { LivePause } from './live.ts'
import type { Asking } from './operation.ts'
import type { Services } from './services.ts'

export interface OfDevice {
  readonly services: Services
  readonly pause: LivePause
  /** Token of the device. */
  readonly device: string
}

export function deviceOf({ context, services, actor, path: { pause = '' } }: Asking): OfDevice | Response {
  const known = services?.live.of(pause)
  if (services === undefined || known === undefined || actor === undefined) return problem(context, 'pause_unknown')
  return actor.kind === 'device' ? { services, pause: known, device: actor.token } : problem(context, 'only_devices')
}
