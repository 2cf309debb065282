// What sign-in needs of the pauses: who holds what in them now, and a way to ask for something in the name of somebody.

import type { Instant } from '@treve/model'
import { taken } from '../api/commands.ts'
import type { Services } from '../api/services.ts'
import type { Access } from '../coordination/access/index.ts'
import { type JsonObject, type Refused, readInput } from '../coordination/index.ts'
import { type Actor, type CommandKind, mayAsk } from '../policy/index.ts'
import { momentOf } from '../storage/index.ts'

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
  wouldRefuse(pause: string, asked: Omit<AskedByDesk, 'id'>): Refused | undefined
  /** Returns once this process knows what came of it. */
  ask(pause: string, asked: AskedByDesk): Promise<'done' | { readonly refused: Refused }>
}

export interface AskedByDesk {
  /** A UUID, the same for the same: it is done once. */
  readonly id: string
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
    async ask(pause, { id, kind, input, by }) {
      if (!mayAsk(by, kind)) return { refused: notAllowed }
      const receipt = await taken(services(), {
        clientId: id,
        pause,
        content: { kind: 'asked', command: kind, input: JSON.stringify(input).normalize('NFC'), by: { ...by } },
      })
      if ('refused' in receipt) return { refused: { code: receipt.refused, detail: receipt.text } }
      const { outcome } = receipt
      if (outcome === undefined) return { refused: notYetDone }
      if (outcome.state === 'refused') {
        const { code, text, particulars } = outcome
        return { refused: { code, detail: text, ...(particulars === undefined ? {} : { particulars }) } }
      }
      return 'done'
    },
  }
}

const notAllowed: Refused = { code: 'not_allowed', detail: 'your roles do not allow it' }
const malformed: Refused = {
  code: 'malformed',
  detail: 'what was asked for cannot be read: see what the operation takes',
}
const notYetDone: Refused = { code: 'not_yet_done', detail: 'it is taken: ask again with the same, it is done once' }
