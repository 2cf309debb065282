import { expect, test } from 'vitest'
import { readTable } from './csv.ts'

const table = 'instance,size,best,source\na1,100,12.5,by hand\n\na2,100,,nobody\n'

test('named columns are read, words as words and numbers as numbers, and silence is undefined', () => {
  expect(readTable('best.csv', table, ['instance'], ['best']).value).toEqual([
    { instance: 'a1', best: 12.5 },
    { instance: 'a2', best: undefined },
  ])
})

test.each([
  ['an unknown column', table, ['who'], [], 1, 'there is no column who'],
  ['a word for a number', table, [], ['source'], 2, "source: 'by hand' is not a number"],
  ['a row too short', table.replace(',nobody', ''), ['instance'], [], 4, '4 cells are wanted, here are 3'],
  ['nothing', '', ['instance'], [], 1, 'the file is empty'],
])('%s is refused with file and line', (_, text, words, numbers, line, part) => {
  expect(readTable('best.csv', text, words, numbers).wrong).toEqual({ file: 'best.csv', line, text: part })
})
