// Every message says the same in every language: the same particulars, and no English left in another's words.

import { inWords, languages, messages, messageTerms, readPause } from '@treve/model'
import { describe, expect, test } from 'vitest'
import { edited } from './minimal.ts'

const codes = Object.keys(messages.en) as (keyof typeof messages.en)[]
const termCodes = Object.keys(messageTerms.en) as (keyof typeof messageTerms.en)[]
const others = languages.filter((language) => language !== 'en')

function particularsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort()
}

describe.each(others)('messages in %s', (language) => {
  test.each(codes)('%s', (code) => {
    for (const part of ['text', 'remedy'] as const) {
      const english = messages.en[code][part]
      const told = messages[language][code][part]
      expect(particularsIn(told)).toEqual(particularsIn(english))
      expect(told).not.toBe(english)
      expect(told.trim()).not.toBe('')
    }
  })

  test('words that are put in', () => {
    for (const code of termCodes) expect(messageTerms[language][code]).not.toBe(messageTerms.en[code])
  })

  test('are in its own script', () => {
    const script = { fr: /[a-zà-ÿ]/, ar: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u, en: /./ }[language]
    for (const code of codes) expect(messages[language][code].text).toMatch(script)
  })
})

test('a unit of another kind is told without English in Russian', () => {
  const { errors, text } = readPause(new TextEncoder().encode(edited(['buffer: 30 min', 'buffer: 30 km'])))
  const [error] = inWords(errors, text, 'ru')
  expect(error?.text).toBe('«km» — единица другого рода (длина); здесь ожидается: продолжительность.')
})

test('in Arabic, ids and figures keep their own direction', () => {
  const { errors, text } = readPause(new TextEncoder().encode(edited(['outside: outer', 'outside: outter'])))
  expect(inWords(errors, text, 'ar')[0]?.remedy).toBe('هل قصدتم «\u2068outer\u2069»؟')
})

test.each([
  ['fr', '23 min', '10 min'],
  ['ar', '\u206823 د\u2069', '\u206810 د\u2069'],
  ['ru', '23 мин', '10 мин'],
] as const)('durations are told in the units of the language: %s', (language, needed, usable) => {
  const bytes = new TextEncoder().encode(edited(['close: 2016-11-04T12:00', 'close: 2016-11-04T08:40']))
  const { warnings, text } = readPause(bytes)
  const found = inWords(warnings, text, language).find(({ code }) => code === 'window_without_round')
  expect(found?.text).toContain(needed)
  expect(found?.text).toContain(usable)
})
