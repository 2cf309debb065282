// Who signs a hand-over sees all that it says: what is given in other units than grams and pieces is not shown as pieces, and
// nothing is signed that stands in the code and not on the screen.

import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Said } from '../../src/phone/reports/report.ts'
import { HandedOver } from '../../src/phone/screens/hand-over.tsx'
import { WordsProvider } from '../../src/phone/words.tsx'

const said = (unit: string): Said => ({
  type: 'received',
  vehicle: 'truck-001',
  trip: 'trip-1',
  convoy: 'convoy-7',
  place: 'hall',
  side: 'east-bank',
  lines: [{ consignment: 'kits', item: 'kit', category: 'medicine', unit, low: 12, best: 12, high: 12 }],
})

function shown(unit: string): string {
  const screen = createElement(HandedOver, { day: null, said: said(unit), happenedS: 1_478_246_400 })
  // biome-ignore lint/correctness/noChildrenProp: its type asks for them
  const page = createElement(WordsProvider, { language: 'en', timeZone: 'Asia/Damascus', children: screen })
  return renderToStaticMarkup(page).replace(/<[^>]*>/g, '')
}

test.each([
  ['g', '12 g '],
  ['items', '12 pieces '],
  ['trucks', '12 trucks '],
  ['parcels', '12 parcels '],
  ['ml', '12 ml '],
])('what is counted in %s is shown in that', (unit, words) => {
  expect(shown(unit)).toContain(words)
})

test('all that is signed of whence, where and what is on the screen', () => {
  const text = shown('items')
  for (const each of ['kit', 'kits', 'medicine', 'truck-001', 'trip-1', 'convoy-7', 'hall', 'east-bank'])
    expect(text).toContain(each)
})
