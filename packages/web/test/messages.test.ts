import {
  isArgumentElement,
  isNumberElement,
  isPluralElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser'
import { type Language, languages } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { messages } from '../src/messages/catalogue.ts'
import { messages as phoneMessages } from '../src/phone/messages/catalogue.ts'
import { wordsOf } from '../src/words.tsx'

type Words = Readonly<Record<Language, Readonly<Record<string, string>>>>
const catalogues: Readonly<Record<string, Words>> = { 'the pages': messages, 'the phone': phoneMessages }
const each = Object.keys(catalogues).flatMap((name) => languages.map((language) => [name, language] as const))

function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (isPluralElement(element))
      return [element.value, ...Object.values(element.options).flatMap(({ value }) => argumentsOf(value))]
    return isArgumentElement(element) || isNumberElement(element) ? [element.value] : []
  })
}

/** What may read as in English, and why. */
const alike: Readonly<Record<string, string>> = {
  'list.comma': 'a sign, in Arabic another one',
  'list.colon': 'a sign, in French with a space before it',
  'vehicle.ambulance': 'in French the same word',
  'unit.tonnes': 'a symbol of the international system',
  'unit.km': 'a symbol of the international system',
  'unit.metres': 'a symbol of the international system',
  'unit.percent': 'a sign',
  'window.utc': 'the name of a time scale',
  'timetable.utc': 'the name of a time scale',
  'people.range': 'figures alone',
  'levels.gapOf': 'figures alone',
  'take.named': 'values alone',
  'conflict.member': 'values alone',
  'unserved.member': 'a name and how many',
  'take.minibus': 'in French the same word',
  'nav.coordination': 'in French the same word',
  'role.liaison': 'in French the same word',
  'role.protection': 'in French the same word',
  'signIn.code': 'in French the same word',
  'grade.verbal': 'in French the same word',
  'terms.version': 'in French the same word',
  'terms.parties': 'in French the same word',
  'terms.whichVersion': 'in French the same word',
  'difference.destinations': 'in French the same word',
  'subject.mines': 'in French the same word',
  'subject.destinations': 'in French the same word',
  'go.condition': 'in French the same word',
  'condition.kind.mines': 'in French the same word',
  'shell.named': 'values alone',
  'missing.condition': 'values alone',
  'instant.utc': 'the name of a time scale',
  'unit.grams': 'a symbol of the international system',
  'alarm.incident': 'in French the same word',
  'report.what.incident': 'in French the same word',
  'paper.step.at': 'values alone',
}

describe.each(each)('the words of %s in %s', (name, language) => {
  const { en = {}, [language]: own = {} } = catalogues[name] ?? {}
  const keys = Object.keys(en)
  const partsOf = (words: Readonly<Record<string, string>>, key: string) => parse(words[key] ?? '', { ignoreTag: true })

  it('are for the same keys as the English, and are not the English', () => {
    expect(keys.length).toBeGreaterThan(100)
    expect(Object.keys(own).sort()).toEqual([...keys].sort())
    if (language === 'en') return
    expect(keys.filter((key) => own[key] === en[key] && !(key in alike))).toEqual([])
  })

  it('take the same values as the English', () => {
    for (const key of keys) {
      const values = new Set(argumentsOf(partsOf(own, key)))
      expect([key, [...values].sort()]).toEqual([key, [...new Set(argumentsOf(partsOf(en, key)))].sort()])
    }
  })

  it('have every form of the plural that the language has', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const key of keys) {
      for (const element of partsOf(own, key)) {
        if (!isPluralElement(element)) continue
        const given = Object.keys(element.options)
        // French `many` is for millions: `other` reads the same.
        for (const form of forms.filter((one) => !(language === 'fr' && one === 'many')))
          expect([key, given]).toEqual([key, expect.arrayContaining([form])])
      }
    }
  })
})

describe.each(languages.map((language) => [language]))('numbers and times in %s', (language: Language) => {
  it('show Latin digits, and times of 24 hours in the zone of the pause beside UTC', () => {
    const words = wordsOf(language, 'Asia/Damascus')
    expect(words.number(1234567)).toMatch(/^1\D?234\D?567$/)
    expect(words.clock(Date.UTC(2016, 10, 4, 16, 30))).toBe('18:30')
    expect(words.clock(Date.UTC(2016, 10, 4, 16, 30), 'UTC')).toBe('16:30')
    expect(words.tonnes(5_400_000)).toMatch(/5[.,]4/)
    expect(words.t('unserved.people', { count: 11 })).toContain('11')
  })
})

it('a value is isolated, so that it never reorders the words around it', () => {
  expect(wordsOf('ar', 'UTC').t('timetable.gate', { name: 'g-1' })).toBe('الحاجز \u2068g-1\u2069')
})

it('counts in Arabic and Russian by their own rules', () => {
  const [ar, ru] = [wordsOf('ar', 'UTC'), wordsOf('ru', 'UTC')]
  expect([1, 2, 3, 11, 100].map((count) => ar.t('unserved.people', { count }))).toEqual([
    'شخص واحد',
    'شخصان',
    '3 أشخاص',
    '11 شخصًا',
    '100 شخص',
  ])
  expect([1, 2, 5, 21, 22].map((count) => ru.t('unserved.people', { count }))).toEqual([
    '1 человек',
    '2 человека',
    '5 человек',
    '21 человек',
    '22 человека',
  ])
})
