// Who may do what in a pause, as far as pages use it. People are tokens here, never names.

export interface PersonView {
  readonly person: string
  readonly roles: readonly string[]
  readonly since: string
  readonly label?: string
  readonly party?: string
}

export interface DeviceView {
  readonly device: string
  readonly label: string
  readonly roles: readonly string[]
  readonly since: string
  readonly person?: string
  readonly revoked_at?: string
}

export interface LinkView {
  readonly link: string
  readonly party: string
  readonly since: string
  readonly until: string
  readonly state: 'open' | 'expired' | 'revoked'
  readonly revoked_at?: string
}

export interface AccessView {
  readonly people: readonly PersonView[]
  readonly devices: readonly DeviceView[]
  readonly links: readonly LinkView[]
}
