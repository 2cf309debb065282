// A catalogue in a reader's language. Values put into a sentence are isolated, so that an id or a time never reorders the
// Arabic around it; digits are Latin everywhere, times are of 24 hours.

import { durationText } from '@treve/model/durations'
import { type Language, type LocalText, textIn } from '@treve/model/languages'
import { IntlMessageFormat } from 'intl-messageformat'
import type { units } from './messages/units.en.ts'

/** Every catalogue has the symbols of units, and the comma of lists. */
export type UnitKey = keyof typeof units

export interface WordsOf<Key extends string> {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  /** Of the pause; UTC where there is none. */
  readonly timeZone: string
  t(key: Key | UnitKey, values?: Readonly<Record<string, string | number>>): string
  /** `08:00`, of an instant as the server writes it: in the pause's zone. */
  time(iso: string): string
  /** `08:00` of milliseconds since 1970, in the pause's zone or in UTC. */
  clock(milliseconds: number, zone?: 'UTC'): string
  day(iso: string): string
  /** With so many decimals, as figures of one column have; else with as many as it needs, three at most. */
  number(value: number, decimals?: number): string
  /** Of one decimal, where it has any, or where figures of one column have. */
  tonnes(grams: number, decimals?: 1): string
  /** The two greatest units: `1 h 6 min`. */
  duration(seconds: number): string
  text(local: LocalText, fallback: string): string
}

/** Intl's name of a language: Arabic with Latin digits, as on the plates, papers and radios of the field. */
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr', ar: 'ar-u-nu-latn', ru: 'ru' }

/** From Palestine to Iraq November is تشرين الثاني, elsewhere نوفمبر. */
const levant = ['Damascus', 'Beirut', 'Amman', 'Baghdad', 'Gaza', 'Hebron', 'Jerusalem'].map((place) => `Asia/${place}`)

function arabicMonths(timeZone: string): string {
  return levant.includes(timeZone) ? 'ar-SY-u-nu-latn' : locales.ar
}

export function wordsFrom<Key extends string>(
  messages: Readonly<Record<Language, Readonly<Record<Key | UnitKey, string>>>>,
  language: Language,
  timeZone: string,
): WordsOf<Key> {
  const locale = locales[language]
  const formats = new Map<string, IntlMessageFormat>()
  const numbers = new Intl.NumberFormat(locale)
  const masses = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const fixedFormats = new Map<number, Intl.NumberFormat>()
  const fixed = (decimals: number) => {
    const known = fixedFormats.get(decimals)
    if (known !== undefined) return known
    const format = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    fixedFormats.set(decimals, format)
    return format
  }
  const clocks = { local: clockFormat(timeZone), UTC: clockFormat('UTC') }
  const days = new Intl.DateTimeFormat(language === 'ar' ? arabicMonths(timeZone) : locale, {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  const t: WordsOf<Key>['t'] = (key, values = {}) => {
    let format = formats.get(key)
    if (format === undefined) {
      format = new IntlMessageFormat(messages[language][key], locale, undefined, { ignoreTag: true })
      formats.set(key, format)
    }
    const isolated = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? `\u2068${value}\u2069` : value,
    ])
    return String(format.format(Object.fromEntries(isolated)))
  }
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    timeZone,
    t,
    time: (iso) => (iso.slice(17, 19) === '00' ? iso.slice(11, 16) : iso.slice(11, 19)),
    clock: (milliseconds, zone) => clocks[zone ?? 'local'].format(milliseconds),
    day: (iso) => days.format(Date.parse(iso)),
    number: (value, decimals) => (decimals === undefined ? numbers : fixed(decimals)).format(value),
    tonnes: (grams, decimals) =>
      t('unit.tonnes', { value: (decimals === undefined ? masses : fixed(decimals)).format(grams / 1e6) }),
    duration: (seconds) => durationText(Math.max(0, seconds), language, 2),
    text: (local, fallback) => textIn(local, language) || fallback,
  }
}

/** One after the other; each by itself, so that an id in Latin letters turns nothing around it. */
export function listed({ t }: Pick<WordsOf<never>, 't'>, parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined && part.trim() !== '')
    .map((part) => `\u2068${part}\u2069`)
    .join(t('list.comma'))
}

function clockFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}
