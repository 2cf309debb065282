import type { Coordination, PartName, Rules } from '@treve/server/coordination'
import { expect, test } from 'vitest'
import type { LivePause } from '../../src/api/live.ts'
import { Shows, timeStepSeconds } from '../../src/api/shown.ts'
import { actorOf, testRules } from './made.ts'

/** Rules that tell which views were made. */
function watched(view: Rules['view']): { shows: Shows; made: PartName[] } {
  const made: PartName[] = []
  const rules: Rules = {
    ...testRules,
    view(state, name, reader, now) {
      made.push(name)
      return view(state, name, reader, now)
    },
  }
  return { shows: new Shows(rules), made }
}

const pauseOf = (state: Coordination): LivePause => ({
  id: 'a',
  account: 1,
  isExercise: true,
  zone: 'UTC' as LivePause['zone'],
  verifierKey: undefined,
  isReleased: false,
  position: 1,
  clock: undefined,
  organisation: 'relief',
  origin: 'example.org/a',
  beatSeconds: 1,
  state,
})
const { beginning } = testRules
const now = 1000 * timeStepSeconds

test('what many are shown is made once for all of them, and the list of it is the same', () => {
  const { shows, made } = watched((state) => ({ contacts: Object.keys(state.conversation) }))
  const lists = ['a', 'b', 'c'].map((who) => shows.all(pauseOf(beginning), actorOf(`coordinator:${who}`), now))
  expect(new Set(lists).size).toBe(1)
  expect(made).toHaveLength(new Set(made).size)
  expect(shows.all(pauseOf(beginning), actorOf('liaison'), now)).not.toBe(lists[0])
})

test('what depends on who exactly reads is made for each', () => {
  const { shows } = watched((_, name, reader) => ({ name, to: name === 'access' ? reader.token : 'all' }))
  const texts = ['a', 'b'].map((who) =>
    shows.all(pauseOf(beginning), actorOf(`coordinator:${who}`), now).map((each) => each?.json),
  )
  expect(texts[0]?.filter((text, at) => text !== texts[1]?.[at])).toEqual(['{"name":"access","to":"coordinator:a"}'])
})

test('only what had looked at something that is another now is made again, or all once time has gone on', () => {
  const { shows, made } = watched((state, name) =>
    name === 'terms' ? { seen: [state.life, state.conversation].length } : { seen: [state[name]].length },
  )
  const reader = actorOf('coordinator')
  const before = shows.all(pauseOf(beginning), reader, now)
  made.length = 0
  const next = { ...beginning, conversation: { ...beginning.conversation } }
  const after = shows.all(pauseOf(next), reader, now)
  expect(made.toSorted()).toEqual(['conversation', 'terms'])
  expect(after).not.toBe(before)
  made.length = 0
  shows.all(pauseOf(next), reader, now + timeStepSeconds)
  expect(made).toHaveLength(before.length)
})
