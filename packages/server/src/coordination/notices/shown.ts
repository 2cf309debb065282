// What is shown of notifications. A liaison sees those of its own party, and of the others not even that they were told.

import { formatInstant, type Instant, languages } from '@treve/model'
import { messages } from '../../notices/messages/catalogue.ts'
import { inLanguages } from '../../notices/notice.ts'
import { type Actor, sees, seesOfParty } from '../../policy/index.ts'
import { zoneOf } from '../approvals/commands.ts'
import type { JsonObject } from '../event.ts'
import { hasEnded } from '../life/state.ts'
import type { Coordination } from '../state.ts'
import { awaitedBy } from './chasing.ts'
import { leadSeconds, movementToJson } from './notify.ts'
import { departuresOf, departuresToJson, leftOf } from './order.ts'
import { orderToJson } from './orders.ts'
import type { Sent, Told, Touch } from './state.ts'
import { shortTexts, toTell } from './telling.ts'

/** On every notification, whoever looks at it. */
const standing = inLanguages((language) => messages[language].standing)

export function noticesShown(whole: Coordination, reader: Actor, now: Instant): JsonObject | undefined {
  if (!sees(reader, 'notices')) return undefined
  const { notices } = whole
  const zone = zoneOf(whole)
  const at = (instant: Instant) => formatInstant(instant, zone)
  const awaited = awaitedBy(whole, now)
  const parties = Object.entries(notices.byParty).filter(([party]) => seesOfParty(reader, 'notices', party))
  const own = new Set(parties.flatMap(([, { told }]) => told.map(({ number }) => number)))
  const runsEverything = sees(reader, 'orders')
  return {
    standing,
    notices: notices.sent.filter(({ notice }) => own.has(notice.number)).map((sent) => sentToJson(sent, whole)),
    parties: Object.fromEntries(
      parties.map(([party, { latest, told }]) => [
        party,
        {
          latest: latest.number,
          told: told.map((each) => ({
            ...toldToJson(each, at, runsEverything),
            ...(runsEverything ? { handed_over: handedOver(whole, each, at) } : {}),
          })),
          awaited: awaited
            .filter((each) => each.party === party)
            .map(({ told: { number }, what }) => ({ number, what })),
        },
      ]),
    ),
    ...(runsEverything ? run(whole) : {}),
  }

  function run({ notices: { rules, orders, overridden } }: Coordination): JsonObject {
    return {
      rules: { ...rules, lead_s: leadSeconds(whole) },
      orders: orders.map(({ order, at: issued, recalled, recalledAt }) => ({
        ...orderToJson(order, zone),
        issued_at: at(issued),
        recalled_vehicles: recalled,
        recalled_at: recalledAt === undefined ? null : at(recalledAt),
        overridden: overridden.some((each) => each.order.id === order.id),
        // What a later update has left outside: to be recalled, notified or overridden.
        ...(recalledAt === undefined
          ? departuresToJson(departuresOf(leftOf({ order, recalled }), whole, zone))
          : { departures: [] }),
      })),
      overridden: overridden.map(({ at: when, by, order, departures }) => ({
        at: at(when),
        by,
        order: order.id,
        departures,
      })),
      to_tell: toTell(whole, now, sees(reader, 'duty_contacts')),
      equal_text: notices.sent.every(({ isEqual }) => isEqual),
    }
  }
}

function sentToJson(sent: Sent, { notices, life }: Coordination): JsonObject {
  const { notice, digest, texts } = sent
  const { number, thread, kind, zone, movements, difference, replaces, lead } = notice
  const of = notices.threads.find((each) => each.thread === thread)
  return {
    number,
    thread,
    kind,
    sent_at: formatInstant(notice.sentAt, zone),
    exercise: notice.pause.exercise,
    lead,
    replaces: replaces ?? null,
    stands: of?.latest === number && !of.isCancelled && !hasEnded(life),
    movements: movements.map((movement) => movementToJson(movement, zone)),
    difference:
      difference === undefined
        ? null
        : {
            added: difference.added,
            withdrawn: difference.withdrawn.map((movement) => movementToJson(movement, zone)),
            changed: difference.changed.map(({ was, what }) => ({ was: movementToJson(was, zone), what })),
          },
    digest,
    texts: { ...texts },
    short_texts: { ...shortTexts(sent) },
    languages: [...languages],
  }
}

/** In which forms it was handed over, by whom and how: as it was recorded. */
function handedOver(
  { conversation }: Coordination,
  told: Told,
  at: (instant: Instant) => string,
): readonly JsonObject[] {
  return conversation.log.flatMap(({ form, form_sha256, about, when, channel, by, with: to }) =>
    form === undefined || form_sha256 === undefined || !about.includes(told.id)
      ? []
      : [{ at: at(when), form, sha256: form_sha256, channel, by_function: by, to_function: to }],
  )
}

function toldToJson(told: Told, at: (instant: Instant) => string, isWhole: boolean): JsonObject {
  const touches = (list: readonly Touch[]) =>
    list.map((each) => ({
      at: at(each.at),
      what: each.what,
      channel: each.channel ?? null,
      done_at: each.channel === undefined ? null : at(each.doneAt ?? each.at),
      contact: isWhole ? (each.contact ?? null) : null,
    }))
  const { acknowledgedAt, acknowledged } = told
  return {
    id: told.id,
    number: told.number,
    sent_at: at(told.sentAt),
    // Receipt alone: it is called so wherever it is shown.
    receipt:
      acknowledgedAt === undefined
        ? null
        : {
            at: at(acknowledgedAt),
            channel: acknowledged?.channel ?? null,
            by_function: acknowledged?.by_function ?? null,
          },
    forwarded: told.forwarded.map(({ to, at: when, channel }) => ({ to_function: to, at: at(when), channel })),
    chased: touches(told.chased),
    escalated: touches(told.escalated),
  }
}
