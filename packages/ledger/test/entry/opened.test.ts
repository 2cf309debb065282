// A release that names a list opens that, and nothing else: of any kind, of any slot, of any time.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AccountState,
  eventTypes,
  isOpened,
  isReleaseShown,
  type Json,
  openedList,
  opensOf,
  parseEntry,
  Refusal,
  slotShapes,
  verifyEntries,
} from '../../src/index.ts'
import { logSigner, served } from '../log/served.ts'
import { coordinator, liveAccount, Sender, type Sent } from './made.ts'

const close = Date.parse('2016-11-04T17:00:00Z') / 1000
const closed = '2016-11-04T19:00:00+02:00'
const before = { at: '2016-11-04T08:15Z' }

test('of no kind is any slot opened, its kind neither, but that a filler is one', () => {
  const opened = Object.keys(eventTypes).flatMap((kind) =>
    Object.keys(slotShapes)
      .filter((slot) => isOpened(before, { slot, value: kind }, close))
      .map((slot) => [kind, slot]),
  )
  expect(opened).toEqual([['filler', 'type']])
})

test('whatever a slot holds, and whenever it was said, nothing else is opened', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(slotShapes)),
      fc.oneof(fc.constantFrom(...Object.keys(eventTypes)), fc.string(), fc.jsonValue()),
      fc.integer({ min: close - 200_000, max: close + 200_000 }),
      (slot, value, seconds) => {
        const at = `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
        expect(isOpened({ at }, { slot, value: value as Json }, close)).toBe(
          slot === 'type' && value === 'filler' && seconds < close,
        )
      },
    ),
  )
  // Nor what has the name of something that every object has.
  for (const value of ['constructor', '__proto__', 'toString', ['filler'], { filler: true }, null])
    expect(isOpened(before, { slot: 'type', value }, close)).toBe(false)
})

test('what is signed says what it opens by a list, and nothing besides', () => {
  const opens = { slots: 0, sha256: 'a'.repeat(64) }
  const clear = { type: 'released', last_close: closed, delay_s: 86_400, opens }
  expect(isReleaseShown(clear)).toBe(true)
  for (const other of [
    null,
    [],
    { ...clear, type: 'publishing_stopped' },
    { type: 'released', last_close: closed, delay_s: 86_400 },
    { ...clear, slots: ['type'] },
    { ...clear, opens: { ...opens, slots: -1 } },
    { ...clear, opens: { ...opens, sha256: 'A'.repeat(64) } },
    { ...clear, opens: { ...opens, also: ['text'] } },
    { ...clear, also: 1 },
  ])
    expect([other, isReleaseShown(other)]).toEqual([other, false])
})

describe('verified', () => {
  /** Two fillers and a report before the close, a filler after it, then the release. */
  function account(opensFrom: (fillers: readonly Sent[], all: readonly Sent[]) => Json) {
    const sender = new Sender(liveAccount)
    const filler = () => {
      const [first, second] = [sender.oneUse(), sender.oneUse()]
      return sender.signed({ class: 'field', clear: { type: 'filler' } }, first, second)
    }
    const entries = [sender.opening(), sender.coordinatorAdded(), filler(), sender.loaded(), filler()]
    sender.at = '2016-11-04T17:00Z'
    entries.push(filler())
    sender.at = '2016-11-05T17:00Z'
    const [a, b] = [sender.oneUse(), sender.oneUse()]
    const released = sender.signed(
      {
        class: 'public',
        clear: {
          type: 'released',
          last_close: closed,
          delay_s: 86_400,
          opens: opensFrom([entries[2], entries[4]] as Sent[], entries),
        },
        sealed: {
          key_cert: { ...sender.certificate(a) },
          key_cert2: { ...sender.certificate(b, coordinator, 'Coordination cell') },
        },
      },
      a,
      b,
    )
    const all = [...entries, released]
    const log = served(all.map(({ bytes }) => bytes))
    const openingsOf = (which: readonly number[]) =>
      which.flatMap((at) => all[at]?.openings.filter(({ slot }) => slot === 'type') ?? [])
    const verify = (openings = openingsOf([2, 4])) =>
      verifyEntries({ read: log.read, checkpoint: log.tree.head(), log: logSigner.key, openings, isReleased: true })
    return { verify, openingsOf, all }
  }
  const rowsOf = (fillers: readonly Sent[], all: readonly Sent[]) =>
    fillers.map((each) => ({ index: all.indexOf(each), id: each.id, slot: 'type', value: 'filler' }))
  const rightList = (fillers: readonly Sent[], all: readonly Sent[]) => ({ ...opensOf(rowsOf(fillers, all)) })

  test('the list is opened, whole: what is sealed besides is withheld, and none of it missing', async () => {
    const { verify, all } = account(rightList)
    const { problems, checked } = await verify()
    expect(problems).toEqual([])
    const slots = all.reduce((sum, each) => sum + Object.keys(parseEntry(each.bytes).sealed).length, 0)
    expect(checked.openings).toEqual({ open: 2, withheld: slots - 2, erased: 0, missing: 0 })
  })

  test('one that is not opened is missing; one more, or another, is not what two people signed', async () => {
    const { verify, openingsOf } = account(rightList)
    const less = await verify(openingsOf([4]))
    expect(less.problems.map(({ index, code }) => [index, code])).toEqual([[6, 'missing']])
    expect(less.checked.openings).toMatchObject({ open: 1, missing: 1 })
    const none = await verify([])
    expect(none.checked.openings).toMatchObject({ open: 0, missing: 2 })
    for (const lists of [
      (fillers: readonly Sent[], all: readonly Sent[]) => ({ ...opensOf(rowsOf(fillers.slice(0, 1), all)) }),
      (fillers: readonly Sent[], all: readonly Sent[]) => ({ ...opensOf(rowsOf([...fillers].reverse(), all)) }),
      () => ({ slots: 2, sha256: '0'.repeat(64) }),
    ]) {
      const other = await account(lists).verify()
      expect(other.problems.map(({ index, code }) => [index, code])).toEqual([[6, 'contradiction']])
    }
  })

  test('an auditor who has every opening finds the same list', async () => {
    const { verify, all } = account(rightList)
    const { problems } = await verify(all.flatMap(({ openings }) => [...openings]))
    expect(problems).toEqual([])
  })

  test('a list stands alone, and is of a window', () => {
    const sender = new Sender(liveAccount)
    const state = new AccountState(liveAccount)
    state.add(parseEntry(sender.opening().bytes))
    sender.at = '2016-11-05T17:00Z'
    const opens = { ...opensOf([]) }
    const codeOf = (clear: Record<string, Json>) => {
      const [a, b] = [sender.oneUse(), sender.oneUse()]
      const sealed = { key_cert: { ...sender.certificate(a) }, key_cert2: { ...sender.certificate(b) } }
      const draft = { class: 'public', clear: { type: 'released', delay_s: 86_400, ...clear }, sealed } as const
      try {
        state.judge(parseEntry(sender.signed(draft, a, b).bytes))
        return 'taken'
      } catch (fault) {
        if (fault instanceof Refusal) return fault.code
        throw fault
      }
    }
    expect(codeOf({ last_close: closed, opens })).toBe('taken')
    expect(codeOf({ last_close: closed, opens, slots: ['type'] })).toBe('malformed')
    expect(codeOf({ opens })).toBe('malformed')
    expect(openedList([])).toBe('')
  })
})
