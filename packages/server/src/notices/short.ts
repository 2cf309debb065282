// A notification as a short message of at most three parts, for phones without anything else. In every language it tells
// of the same movements: of as many as fit where the alphabet leaves the least room.

import { formatInstant, type Language, languages, type TimeZone } from '@treve/model'
import { type InLanguages, inLanguages, type Movement, type Notice } from './notice.ts'
import { exerciseIn, numbered, say } from './words.ts'

export const mostSegments = 3

/** GSM 03.38, the alphabet of seven bits; those after it take two places. */
const gsm = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const gsmExtended = new Set('\f^{}\\[~]|€')

/** How many parts a text is sent in: 160 places of seven bits, or 70 of two bytes; in several parts 153, or 67. */
export function segmentsOf(text: string): number {
  const letters = [...text]
  const isGsm = letters.every((letter) => gsm.has(letter) || gsmExtended.has(letter))
  const places = isGsm ? letters.reduce((sum, letter) => sum + (gsmExtended.has(letter) ? 2 : 1), 0) : text.length
  const [single, several] = isGsm ? [160, 153] : [70, 67]
  return places <= single ? 1 : Math.ceil(places / several)
}

export function shortTextsOf(notice: Notice, digest: string): InLanguages {
  const most = itemsOf(notice, 'en').length
  for (let count = most; count > 0; count--) {
    const texts = inLanguages((language) => shortText(notice, digest, count, language))
    if (languages.every((language) => segmentsOf(texts[language]) <= mostSegments)) return texts
  }
  return inLanguages((language) => shortText(notice, digest, 0, language))
}

function shortText(notice: Notice, digest: string, count: number, language: Language): string {
  const items = itemsOf(notice, language)
  return [
    ...(notice.pause.exercise ? [exerciseIn(language)] : []),
    numbered(`short.${notice.kind}`, notice, language),
    ...items.slice(0, count),
    ...(count < items.length ? [say(language, 'short.more', { count: String(items.length - count) })] : []),
    say(language, 'short.standing'),
    `#${digest.slice(0, 8)}`,
  ].join('\n')
}

/** Of an update: what is new, different or gone. A cancellation is said in its first line. */
function itemsOf({ kind, movements, difference, zone }: Notice, language: Language): string[] {
  if (kind === 'cancel') return []
  if (difference === undefined) return movements.map((movement) => codesOf(movement, zone))
  const others = new Set([...difference.added, ...difference.changed.map(({ was }) => was.id)])
  return [
    ...movements.filter(({ id }) => others.has(id)).map((movement) => codesOf(movement, zone)),
    ...difference.withdrawn.map(({ id }) => say(language, 'short.withdrawn', { movements: id })),
  ]
}

/** In codes, which are the same in every language: `m1 c3 04.11 08:00-12:00+02:00 bus 8`. */
function codesOf({ id, corridor, from, until, vehicles }: Movement, zone: TimeZone): string {
  const [first, last] = [formatInstant(from, zone), formatInstant(until, zone)]
  const day = (written: string) => `${written.slice(8, 10)}.${written.slice(5, 7)}`
  const end = last.slice(0, 10) === first.slice(0, 10) ? last.slice(11, 16) : `${day(last)} ${last.slice(11, 16)}`
  const counts = vehicles.map(({ kind, count }) => `${kind} ${count}`).join(' ')
  return `${id} ${corridor} ${day(first)} ${first.slice(11, 16)}-${end}${first.slice(19)} ${counts}`.trim()
}
