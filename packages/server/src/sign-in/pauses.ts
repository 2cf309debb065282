// What sign-in needs of the pauses: who holds what in them now, and a way to ask for something in the name of somebody.

import { randomUUID } from 'node:crypto'
import type { Instant } from '@treve/model'
import type { Services } from '../api/services.ts'
import type { Access } from '../coordination/access/index.ts'
import { type JsonObject, type Refused, readInput } from '../coordination/index.ts'
import { type Actor, type CommandKind, mayAsk } from '../policy/index.ts'
import { momentOf, receive } from '../storage/index.ts'

export interface Pauses {
  readonly ids: readonly string[]
  /** False also where there is no such pause. */
  isExercise(pause: string): boolean
  /** As this process knows it now; undefined where there is no such pause. */
  access(pause: string): Access | undefined
  /** What time it is in it, in seconds since 1970: by that links end. */
  now(pause: string): number
  /** When that moment of it is here; of an exercise it may be sooner, or not known (it stands still). */
  whenHere(pause: string, seconds: number): number | undefined
  /** Why it would be refused as things stand; undefined where it would not. Nothing is asked. */
  wouldRefuse(pause: string, asked: AskedByDesk): Refused | undefined
  /** Returns once this process knows what came of it. */
  ask(pause: string, asked: AskedByDesk): Promise<'done' | { readonly refused: Refused }>
}

export interface AskedByDesk {
  readonly kind: CommandKind
  readonly input: JsonObject
  readonly by: Actor
}

/** @param found the services of the API, which in turn are given who signs in: so they come later */
export function pausesOf(found: () => Services | undefined): Pauses {
  const services = () => {
    const there = found()
    if (there === undefined) throw new Error('nobody signs in before there are services')
    return there
  }
  return {
    get ids() {
      return services().live.all.map(({ id }) => id)
    },
    isExercise: (pause) => services().live.of(pause)?.isExercise === true,
    access: (pause) => services().live.of(pause)?.state.access,
    now(pause) {
      const { live, now, nowIn } = services()
      const known = live.of(pause)
      return known === undefined ? now() : nowIn(known)
    },
    whenHere(pause, seconds) {
      const { live, now } = services()
      return momentOf(live.of(pause)?.clock, seconds, now())
    },
    wouldRefuse(pause, { kind, input, by }) {
      const { live, rules, nowIn } = services()
      const known = live.of(pause)
      const type = rules.commandTypes.get(kind)
      if (known === undefined || type === undefined || !mayAsk(by, kind)) return notAllowed
      const read = readInput(type.input, JSON.stringify(input), known.zone)
      if ('problems' in read) return malformed
      const decision = type.decide(read.input, { state: known.state, by, now: Math.floor(nowIn(known)) as Instant })
      return 'refused' in decision ? decision.refused : undefined
    },
    async ask(pause, { kind, input, by }) {
      if (!mayAsk(by, kind)) return { refused: notAllowed }
      const { database, outcomes, live, outcomeMilliseconds } = services()
      const receipt = await receive(database, {
        clientId: randomUUID(),
        pause,
        content: { kind: 'asked', command: kind, input: JSON.stringify(input).normalize('NFC'), by: { ...by } },
      })
      if ('refused' in receipt) return { refused: { code: receipt.refused, detail: receipt.text } }
      const outcome = receipt.outcome ?? (await outcomes.of(receipt.number, { milliseconds: outcomeMilliseconds }))
      if (outcome === undefined) return { refused: notDecided }
      if (outcome.state === 'refused') {
        const { code, text, particulars } = outcome
        return { refused: { code, detail: text, ...(particulars === undefined ? {} : { particulars }) } }
      }
      await live.reach()
      return 'done'
    },
  }
}

const notAllowed: Refused = { code: 'not_allowed', detail: 'your roles do not allow it' }
const malformed: Refused = {
  code: 'malformed',
  detail: 'what was asked for cannot be read: see what the operation takes',
}
const notDecided: Refused = {
  code: 'not_decided',
  detail: 'nobody has decided it yet: look whether it was done before you try again with a new code',
}
