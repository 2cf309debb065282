// What everybody will read of an account is told in words, not by the names of its format.

import { eventTypes } from '@treve/ledger'
import { languages } from '@treve/model'
import { expect, test } from 'vitest'
import { messages } from '../src/messages/catalogue.ts'
import { entries } from '../src/messages/entries.en.ts'

/** Those whose kind is sealed in a real pause are told, in an exercise, as a desk types them or by their name. */
const inTheClear = Object.entries(eventTypes).filter(([, { class: name }]) => name !== 'field')

test('each kind of entry that stands in the clear has words in four languages, and no words are left over', () => {
  expect(Object.keys(entries).sort()).toEqual(inTheClear.map(([kind]) => `entry.${kind}`).sort())
  for (const language of languages)
    for (const [kind] of inTheClear) {
      const words = (messages[language] as Readonly<Record<string, string>>)[`entry.${kind}`] ?? ''
      expect(words, `${kind} in ${language}`).toMatch(/\p{L}/u)
      expect(words, `${kind} in ${language}`).not.toMatch(/_/)
    }
})

test('no two kinds are told by the same words', () => {
  for (const language of languages) {
    const all = inTheClear.map(([kind]) => (messages[language] as Readonly<Record<string, string>>)[`entry.${kind}`])
    expect(new Set(all).size, language).toBe(all.length)
  }
})
