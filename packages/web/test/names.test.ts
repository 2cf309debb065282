// Goods and lists by their names in the reader's language.

import { languages } from '@treve/model'
import { describe, expect, it } from 'vitest'
import { itemName } from '../src/item-name.ts'
import { wordsOf } from '../src/words.tsx'
import { listed } from '../src/words-of.ts'
import { viewOf } from './fixtures/served.ts'

const { pause } = await viewOf('minimal')
const sacks = { id: 'sacks', name: {}, count: 1, mass_g: 1, category: 'food' } as const
const withItems = (items: (typeof pause)['aid'][number]['items']) => ({
  ...pause,
  aid: pause.aid.map((each) => ({ ...each, items })),
})
const consignment = pause.aid[0]?.id ?? ''

describe('a line of aid', () => {
  it('is called by its name, and without one by what it is, never by an id in another script', () => {
    const named = withItems([{ ...sacks, name: { ar: 'أكياس طحين' } }])
    expect(itemName(wordsOf('ar', 'UTC'), named, consignment, 'sacks')).toBe('أكياس طحين')
    const said = languages.map((language) => itemName(wordsOf(language, 'UTC'), pause, consignment, 'sacks'))
    expect(said).toEqual(['Food', 'Nourriture', 'غذاء', 'Продовольствие'])
  })

  it('says which where two are of one kind, and is its id where nothing is known of it', () => {
    const two = withItems([sacks, { ...sacks, id: 'tins' }])
    expect(itemName(wordsOf('en', 'UTC'), two, consignment, 'tins')).toBe('Food (tins)')
    expect(itemName(wordsOf('en', 'UTC'), two, consignment, 'other')).toBe('other')
  })
})

describe('a list', () => {
  it('has the comma of the language, and each thing its own direction', () => {
    const plain = (language: 'en' | 'ar') => listed(wordsOf(language, 'UTC'), ['bus-001', '', 'حافلة'])
    expect(plain('en').replaceAll(/[\u2066-\u2069]/g, '')).toBe('bus-001, حافلة')
    expect(plain('ar')).toBe('\u2068bus-001\u2069، \u2068حافلة\u2069')
  })
})
