// Who asks. A person holds roles in a pause, not in the installation (docs/guides/coordinator.md).

export const roles = [
  'coordinator',
  'planner',
  'dispatcher',
  'field',
  'desk',
  'liaison',
  'donor',
  'analyst',
  'auditor',
  'protection',
] as const
export type Role = (typeof roles)[number]

export interface Actor {
  /** Random, and the same for as long as the person, device or link is known here. Never a name. */
  readonly token: string
  /** `server`: what falls due by time. */
  readonly kind: 'person' | 'device' | 'link' | 'server'
  readonly roles: readonly Role[]
  /** Whose liaison. */
  readonly party?: string
}
