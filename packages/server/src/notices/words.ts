// How a movement reads, in each language: the same facts in all four.

import { formatClock, type Instant, type Language, localDay, type TimeZone, textIn, utc } from '@treve/model'
import { messages as orderWords } from '../orders/messages/catalogue.ts'
import { type Key, messages } from './messages/catalogue.ts'
import type { Movement, Notice } from './notice.ts'

export function say(language: Language, key: Key, values: Readonly<Record<string, string>> = {}): string {
  return messages[language][key].replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)
}

/** A code, number or time keeps its own direction among words that run from the right. */
export function isolated(text: string, language: Language): string {
  return language === 'ar' ? `\u2068${text}\u2069` : text
}

export function comma(language: Language): string {
  return language === 'ar' ? '\u060c ' : ', '
}

/** Between parts of a line. */
export function semicolon(language: Language): string {
  return language === 'ar' ? '\u061b ' : language === 'fr' ? '\u00a0; ' : '; '
}

export function numbered(key: Key, { number, thread }: Notice, language: Language): string {
  return say(language, key, {
    number: isolated(String(number), language),
    thread: isolated(String(thread), language),
  })
}

/** `2016-11-04 08:00–12:00`, the day named again only where it differs. */
function span(from: Instant, until: Instant, zone: TimeZone): string {
  const [first, last] = [localDay(from, zone), localDay(until, zone)]
  return `${first} ${formatClock(from, zone)}\u2013${last === first ? '' : `${last} `}${formatClock(until, zone)}`
}

/** Local time, its zone, and UTC. */
export function bandIn(zone: TimeZone, { from, until }: Pick<Movement, 'from' | 'until'>, language: Language): string {
  const local = isolated(`${span(from, until, zone)} ${zone}`, language)
  return zone === utc ? local : `${local} (${isolated(`${span(from, until, utc)}`, language)} ${say(language, 'utc')})`
}

export function momentIn(zone: TimeZone, at: Instant, language: Language): string {
  const written = (each: TimeZone) => `${localDay(at, each)} ${formatClock(at, each)}`
  const local = isolated(`${written(zone)} ${zone}`, language)
  return zone === utc ? local : `${local} (${isolated(written(utc), language)} ${say(language, 'utc')})`
}

export function routeIn(
  { corridors }: Pick<Notice, 'corridors'>,
  { corridor, segments }: { readonly corridor: string; readonly segments: readonly string[] },
  language: Language,
): string {
  const name = textIn(corridors[corridor] ?? {}, language)
  const code = isolated(corridor, language)
  const called = say(language, 'corridor', { corridor: name === '' ? code : `${isolated(name, language)} [${code}]` })
  if (segments.length === 0) return called
  const list = segments.map((each) => isolated(each, language)).join(comma(language))
  return `${called}${comma(language)}${say(language, 'segments', { segments: list })}`
}

export function vehiclesIn(movement: Movement, language: Language): string {
  const counts = countsIn(movement, language)
  return [
    ...(counts === '' ? [] : [say(language, 'at.most', { vehicles: counts })]),
    ...(movement.on_foot ? [say(language, 'on.foot')] : []),
  ].join(comma(language))
}

export function countsIn({ vehicles }: Movement, language: Language): string {
  return vehicles
    .map(({ kind, count }) => `${orderWords[language][`kind.${kind}`]} ${isolated(String(count), language)}`)
    .join(comma(language))
}

export function alternatesIn(notice: Notice, { alternates }: Movement, language: Language): string | undefined {
  if (alternates.length === 0) return undefined
  const routes = alternates.map((each) => routeIn(notice, each, language)).join(semicolon(language))
  return say(language, 'alternates', { routes })
}

/** A movement in one line. */
export function movementIn(notice: Notice, movement: Movement, language: Language): string {
  const alternates = alternatesIn(notice, movement, language)
  return [
    `${isolated(movement.id, language)}: ${say(language, `use.${movement.use}`)}`,
    `${routeIn(notice, movement, language)}${comma(language)}${say(language, `direction.${movement.direction}`)}`,
    ...(alternates === undefined ? [] : [alternates]),
    bandIn(notice.zone, movement, language),
    vehiclesIn(movement, language),
  ].join(semicolon(language))
}

export function exerciseIn(language: Language): string {
  return orderWords[language].exercise
}
