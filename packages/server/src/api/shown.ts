// What readers are shown, as text that is ready to be sent. Many readers are shown the same: it is made once for all of
// them, unless a part looks at who exactly the reader is.

import type { Instant } from '@treve/model'
import { type Coordination, type PartName, partNames, type Rules, versionOfText } from '../coordination/index.ts'
import type { Actor } from '../policy/index.ts'
import type { LivePause } from './live.ts'

export interface Shown {
  readonly json: string
  readonly version: string
}

/** Views hold instants and no time that is left, so that time changes them rarely: so often it is looked whether it has. */
export const timeStepSeconds = 5

export class Shows {
  private readonly rules: Rules
  private readonly made = new Map<
    string,
    { state: Coordination; clock: string; step: number; shown: Map<string, Shown | undefined> }
  >()

  constructor(rules: Rules) {
    this.rules = rules
  }

  /** Undefined where it is nothing, not even that there is something. */
  of(pause: LivePause, name: PartName, reader: Actor, nowSeconds: number): Shown | undefined {
    const step = Math.floor(nowSeconds / timeStepSeconds)
    let made = this.made.get(pause.id)
    const clock = pause.clock === undefined ? '' : JSON.stringify(pause.clock)
    if (made?.state !== pause.state || made.clock !== clock || made.step !== step) {
      made = { state: pause.state, clock, step, shown: new Map() }
      this.made.set(pause.id, made)
    }
    const { token, ...kind } = reader
    const ofKind = JSON.stringify([name, kind])
    const ofReader = `${ofKind} ${token}`
    for (const key of [ofReader, ofKind]) if (made.shown.has(key)) return made.shown.get(key)
    let looksAtToken = false
    const watched: Actor = {
      ...kind,
      get token() {
        looksAtToken = true
        return token
      },
    }
    const view = this.rules.view(pause.state, name, watched, Math.floor(nowSeconds) as Instant, pause.clock)
    const json = view === undefined ? undefined : JSON.stringify(view)
    const shown = json === undefined ? undefined : { json, version: versionOfText(json) }
    made.shown.set(looksAtToken ? ofReader : ofKind, shown)
    return shown
  }

  all(pause: LivePause, reader: Actor, nowSeconds: number): readonly (Shown | undefined)[] {
    return partNames.map((name) => this.of(pause, name, reader, nowSeconds))
  }
}
