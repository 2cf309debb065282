// What readers are shown, as text that is ready to be sent. Many readers are shown the same: it is made once for all of
// them, unless a part looks at who exactly the reader is; and again only where something is another at which it had looked.

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

interface Made {
  readonly shown: Shown | undefined
  readonly step: number
  /** The parts of what is so at which it was looked to make it, as they were. */
  readonly of: ReadonlyMap<PartName, unknown>
}

interface MadeOfPause {
  readonly pause: LivePause
  /** As text: another clock is another time. */
  readonly clock: string
  state: Coordination
  step: number
  /** By part and kind of reader, and by reader where a part looks at who exactly it is. */
  readonly views: Map<string, Made>
  /** All of them together, of this state and step. */
  readonly all: Map<string, readonly (Shown | undefined)[]>
}

export class Shows {
  private readonly rules: Rules
  private readonly made = new Map<string, MadeOfPause>()
  private readonly kinds = new WeakMap<Actor, string>()

  constructor(rules: Rules) {
    this.rules = rules
  }

  /** Undefined where it is nothing, not even that there is something. */
  of(pause: LivePause, name: PartName, reader: Actor, nowSeconds: number): Shown | undefined {
    return this.view(this.madeOf(pause, nowSeconds), name, reader, nowSeconds).shown
  }

  /** The same list, as long as it is the same. */
  all(pause: LivePause, reader: Actor, nowSeconds: number): readonly (Shown | undefined)[] {
    const made = this.madeOf(pause, nowSeconds)
    const kind = this.kindOf(reader)
    const known = made.all.get(`${kind} ${reader.token}`) ?? made.all.get(kind)
    if (known !== undefined) return known
    const views = partNames.map((name) => this.view(made, name, reader, nowSeconds))
    const all = views.map(({ shown }) => shown)
    made.all.set(views.some(({ isOfReader }) => isOfReader) ? `${kind} ${reader.token}` : kind, all)
    return all
  }

  private madeOf(pause: LivePause, nowSeconds: number): MadeOfPause {
    const { id, state } = pause
    const clock = JSON.stringify(pause.clock ?? null)
    const step = Math.floor(nowSeconds / timeStepSeconds)
    const before = this.made.get(id)
    if (before?.state === state && before.step === step && before.clock === clock) return before
    // Readers come and go: what is of none who asked within a step is forgotten.
    const kept = before?.clock === clock ? [...before.views].filter(([, made]) => made.step === step) : []
    const made = { pause, clock, state, step, views: new Map(kept), all: new Map() }
    this.made.set(id, made)
    return made
  }

  private view(
    made: MadeOfPause,
    name: PartName,
    reader: Actor,
    nowSeconds: number,
  ): { readonly shown: Shown | undefined; readonly isOfReader: boolean } {
    const { pause, state, step, views } = made
    const ofKind = `${name} ${this.kindOf(reader)}`
    const ofReader = `${ofKind} ${reader.token}`
    for (const key of [ofReader, ofKind]) {
      const known = views.get(key)
      if (known !== undefined && [...known.of].every(([part, as]) => state[part] === as))
        return { shown: known.shown, isOfReader: key === ofReader }
    }
    const { token, ...kind } = reader
    let isOfReader = false
    const watched: Actor = {
      ...kind,
      get token() {
        isOfReader = true
        return token
      },
    }
    const lookedAt = new Map<PartName, unknown>()
    const now = Math.floor(nowSeconds) as Instant
    const view = this.rules.view(watching(state, lookedAt), name, watched, now, pause.clock)
    const json = view === undefined ? undefined : JSON.stringify(view)
    const shown = json === undefined ? undefined : { json, version: versionOfText(json) }
    views.set(isOfReader ? ofReader : ofKind, { shown, step, of: lookedAt })
    return { shown, isOfReader }
  }

  private kindOf(reader: Actor): string {
    const known = this.kinds.get(reader)
    if (known !== undefined) return known
    const { token: _who, ...kind } = reader
    const text = JSON.stringify(kind)
    this.kinds.set(reader, text)
    return text
  }
}

/** What is so, telling at which parts of it is looked. */
function watching(state: Coordination, lookedAt: Map<PartName, unknown>): Coordination {
  const watched = {}
  for (const name of partNames)
    Object.defineProperty(watched, name, {
      enumerable: true,
      get: () => {
        lookedAt.set(name, state[name])
        return state[name]
      },
    })
  return watched as Coordination
}
