// A change in words, in every language: what it is, and what it comes to.

import { durationText } from '../durations.ts'
import { type Language, type LocalText, languages, textIn } from '../languages.ts'
import type { Pause } from '../pause/schema.ts'
import { formatClock } from '../time.ts'
import type { Instant } from '../units.ts'
import { ar } from './ar.ts'
import type { Change } from './change.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { ru } from './ru.ts'

export type Words = Readonly<Record<keyof typeof en, string>>
type Key = keyof Words

const words: Readonly<Record<Language, Words>> = { en, fr, ar, ru }

/** In all languages: whoever shows it chooses. */
export function changesInWords(pause: Pause, changes: readonly Change[]): Readonly<Record<Language, string>> {
  const inAll = languages.map((language) => {
    const [one = '', other] = changes.map((change) => changeInWords(pause, change, language))
    return [language, other === undefined ? one : filled(words[language].both, { one, other })] as const
  })
  return Object.fromEntries(inAll) as Record<Language, string>
}

export function changeInWords(pause: Pause, change: Change, language: Language): string {
  const say = (key: Key, values: Readonly<Record<string, string | number>>) => filled(words[language][key], values)
  const called = (thing: { readonly name?: LocalText | undefined } | undefined, id: string) =>
    isolated(thing?.name === undefined ? id : textIn(thing.name, language) || id, language)
  const time = (seconds: number) => durationText(seconds, language)
  const clock = (instant: number) => formatClock(instant as Instant, pause.time_zone)
  const corridorOf = (id: string) => pause.corridors.find((corridor) => corridor.id === id)
  const placeCalled = (id: string) =>
    called(
      pause.places.find((place) => place.id === id),
      id,
    )
  switch (change.kind) {
    case 'window': {
      const window = pause.terms.windows.find(({ id }) => id === change.window)
      const at = change.end === 'open' ? (window?.open ?? 0) - change.seconds : (window?.close ?? 0) + change.seconds
      const text = say(`window.${change.end}`, { time: time(change.seconds), clock: clock(at) })
      return pause.terms.windows.length === 1
        ? text
        : say('window.named', { change: text, window: isolated(change.window, language) })
    }
    case 'corridor':
    case 'alternate':
    case 'walking':
      return say(change.kind, { corridor: called(corridorOf(change.corridor), change.corridor) })
    case 'withdrawal': {
      const corridor = corridorOf(change.corridor)
      return say('withdrawal', {
        corridor: called(corridor, change.corridor),
        time: time(change.seconds),
        clock: clock((corridor?.opens.earliest ?? 0) - change.seconds),
      })
    }
    case 'lane': {
      const corridor = corridorOf(change.corridor)
      const gate = corridor?.gates.find(({ id }) => id === change.gate)
      return say(corridor?.gates.length === 1 ? 'lane.only' : 'lane', {
        corridor: called(corridor, change.corridor),
        gate: called(gate, change.gate),
        count: change.lanes,
        total: (gate?.lanes ?? 0) + change.lanes,
      })
    }
    case 'slots': {
      const corridor = corridorOf(change.corridor)
      const rate = corridor?.capacity?.[0]?.value
      return say('slots', {
        corridor: called(corridor, change.corridor),
        count: change.vehicles,
        total: (rate?.vehicles ?? 0) + change.vehicles,
        time: time(rate?.per ?? 0),
      })
    }
    case 'vehicles': {
      const fleet = pause.fleet.find(({ id }) => id === change.fleet)
      return say(`vehicles.${fleet?.kind ?? 'bus'}`, {
        count: change.count,
        place: placeCalled(fleet?.at ?? change.fleet),
      })
    }
    case 'beds':
      return say(`beds.${change.mobility}`, { count: change.count, place: placeCalled(change.place) })
    case 'places':
      return say('places', { count: change.count, place: placeCalled(change.place) })
    case 'buffer':
      return say('buffer', { time: time(change.seconds), total: time(pause.terms.clear.buffer + change.seconds) })
  }
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** A name that would reorder the words around it keeps its own direction. */
function isolated(name: string, language: Language): string {
  const isOfOtherDirection = language === 'ar' || /[\u0590-\u08ff]/.test(name)
  return isOfOtherDirection ? `\u2068${name}\u2069` : name
}
