// What people inside read or hear.

import { type Language, languages, type TimeZone, textIn } from '@treve/model'
import { bandIn, momentIn } from '../../notices/words.ts'
import type { TermsSummary } from '../terms/summary.ts'
import type { Message, MessageInput } from './state.ts'
import { messageWords } from './words.ts'

interface Around {
  readonly exercise: boolean
  readonly zone: TimeZone
}

export function around(pause: Pick<TermsSummary, 'exercise'> | undefined, zone: TimeZone): Around {
  return { exercise: pause?.exercise ?? false, zone }
}

/** In each language that it was written in. */
export function messageTexts(message: MessageInput, { exercise, zone }: Around): Readonly<Record<string, string>> {
  return written(message, (language, text) => {
    const words = messageWords[language]
    const calls = (message.call ?? []).map((call) =>
      fill(words.callRow, { place: call.place, time: bandIn(zone, call, language), seats: String(call.seats) }),
    )
    return [
      ...(exercise ? [words.exercise] : []),
      text,
      ...(calls.length === 0 ? [] : [words.call, ...calls]),
      fill(words.until, { at: momentIn(zone, message.until, language) }),
      words.protected,
    ].join('\n')
  })
}

export function cancelTexts({ message, sent }: Message, { exercise, zone }: Around): Readonly<Record<string, string>> {
  const [first] = sent
  return written(message, (language) => {
    const words = messageWords[language]
    const at = momentIn(zone, first?.at ?? message.until, language)
    return [...(exercise ? [words.exercise] : []), fill(words.cancelled, { id: message.id, at }), words.protected].join(
      '\n',
    )
  })
}

function written({ texts }: MessageInput, make: (language: Language, text: string) => string) {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const text = texts[language]
      return text === undefined ? [] : [[language, make(language, textIn({ [language]: text }, language))] as const]
    }),
  )
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all)
}
