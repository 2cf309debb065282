// What of the conversation log is shown to who takes over.

import { expect, test } from 'vitest'
import { shiftNotes } from '../src/board/shift-notes.ts'
import type { LoggedView } from '../src/coordination/conversation/view.ts'

const entry = (id: string, more: Partial<LoggedView> = {}): LoggedView => ({
  id,
  when: '2016-11-04T09:00:00+02:00',
  with: 'dispatcher, day',
  by: 'dispatcher, night',
  direction: 'outgoing',
  channel: 'link',
  verbal: false,
  text: 'The gate is slow.',
  party: null,
  contact: null,
  about: [],
  ...more,
})
const handed = (id: string) => entry(id, { shift: 'handed_over' })
const taken = (id: string, about: string) => entry(id, { shift: 'taken_over', about: [about] })
const shown = (log: readonly LoggedView[]) =>
  shiftNotes(log).map(({ note, takenOver }) => [note.id, takenOver?.id ?? 'waits'])

test('no conversation is a note of a shift, whatever it is about', () => {
  expect(shown([])).toEqual([])
  expect(shown([entry('a'), entry('b', { about: ['a'] })])).toEqual([])
  expect(shown([handed('a'), entry('b', { about: ['a'] })])).toEqual([['a', 'waits']])
})

test('the last note stays; an earlier one goes once it was taken over, and not before', () => {
  expect(shown([handed('a'), taken('b', 'a')])).toEqual([['a', 'b']])
  expect(shown([handed('a'), taken('b', 'a'), handed('c')])).toEqual([['c', 'waits']])
  expect(shown([handed('a'), handed('c'), taken('d', 'c')])).toEqual([
    ['c', 'd'],
    ['a', 'waits'],
  ])
})
