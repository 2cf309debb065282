// Coordination as the keeper of the account asks it: what is so, what a command brings, what falls due.

import { type Instant, isTimeZone, utc } from '@treve/model'
import { type Actor, mayAsk } from '../policy/index.ts'
import type { AskedContent, Decided, DecidedAt, Entering, NotDone, Standing } from '../storage/deciding.ts'
import { actorNow } from './access/index.ts'
import type { JsonObject, Said } from './event.ts'
import { readInput } from './input.ts'
import type { Refused } from './part.ts'
import { releaseFault, releaseSigned } from './publishing/index.ts'
import { draftOf, eventOf } from './said.ts'
import type { Coordination, Rules } from './state.ts'
import { versionOf } from './version.ts'

/** @param asNow as what somebody may ask by now */
export function standing(
  rules: Rules,
  state: Coordination = rules.beginning,
  asNow: (state: Coordination, by: Actor, now: Instant) => Actor = ({ access }, by, now) => actorNow(access, by, now),
): Standing {
  return {
    after(stored) {
      const event = eventOf(stored)
      const next = event === undefined ? state : rules.after(state, event)
      return next === state ? this : standing(rules, next, asNow)
    },
    decide: (asked, at) =>
      decide(rules, state, asked, at, asNow(state, asked.by as unknown as Actor, at.nowSeconds as Instant)),
    refusesRelease(entry, openings, at) {
      const refused = releaseFault(state, releaseSigned(entry, openings), at.nowSeconds as Instant)
      return refused === undefined ? undefined : notDone(refused)
    },
    due: (at) => rules.due(state, at.nowSeconds as Instant).map((said) => entering(said, at, 'server')),
  }
}

function decide(rules: Rules, state: Coordination, asked: AskedContent, at: DecidedAt, by: Actor): Decided {
  const type = rules.commandTypes.get(asked.command)
  if (type === undefined)
    return { refused: { code: 'command_unknown', text: `there is no command ${asked.command} here` } }
  if (!mayAsk(by, type.kind)) return { refused: { code: 'not_allowed', text: 'your roles do not allow it' } }
  const now = at.nowSeconds as Instant
  if (asked.expects !== undefined && asked.expects !== versionOf(rules.view(state, type.part, by, now, at.clock)))
    return {
      refused: {
        code: 'changed_since',
        text: `${type.part} has changed since you looked: look again, then decide whether to ask for it still`,
      },
    }
  const read = readInput(type.input, asked.input, zoneOf(at))
  if ('problems' in read)
    return { refused: { code: 'malformed', text: 'the input of the command cannot be read by the server that leads' } }
  const prepared = asked.prepared === undefined ? {} : { prepared: JSON.parse(asked.prepared) as JsonObject }
  const decision = type.decide(read.input, { state, by, now, ...prepared })
  if ('refused' in decision) return { refused: notDone(decision.refused) }
  return { entering: decision.said.map((said) => entering(said, at, by.token)) }
}

function notDone({ code, detail, particulars }: Refused): NotDone {
  return { code, text: detail, ...(particulars === undefined ? {} : { particulars }) }
}

function entering(said: Said, at: DecidedAt, chain: string): Entering {
  const now = at.nowSeconds as Instant
  return {
    draft: draftOf(said, { now, zone: zoneOf(at), organisation: at.organisation, chain }),
    attachments: said.attachments ?? [],
  }
}

function zoneOf({ zone }: DecidedAt) {
  return isTimeZone(zone) ? zone : utc
}
