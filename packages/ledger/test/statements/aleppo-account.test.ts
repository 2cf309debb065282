// What was said of 4 November 2016, held against accounts: entries signed, sealed, verified and opened, down to the finding.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { day, first, flour, Kept, type Organisation, second } from '../regression/accounts.ts'
import { fileOf, findingOn, readingsOn } from './made-facts.ts'

const file = fileOf(
  readFileSync(new URL('../../../../examples/aleppo-2016-11-04/statements.yaml', import.meta.url), 'utf8'),
)
const tonnes = (amount: number, party: string) => flour(amount * 1000, { owner: party, funder: party })
const always = { from: '2015-09-29T00:00:00+02:00', until: '2016-11-05T00:00:00+02:00', zone: 'Asia/Damascus' }

function brought(kept: Kept, stage: string, amount: number, side: string, party: string, event: string) {
  return async (by: Organisation) =>
    kept.take(
      kept.field(
        stage,
        { place: { place: 'aleppo', side }, references: { event }, lines: [tonnes(amount, party)] },
        by,
      ),
    )
}

async function byBoth(act: (by: Organisation) => Promise<unknown>) {
  for (const organisation of [first, second]) await act(organisation)
}

function watches(kept: Kept, place: string, time = always) {
  return (by: Organisation) =>
    kept.take(kept.field('watched', { time, place: { place }, watched: { of: [{ subject: 'aid' }] } }, by))
}

describe('S1: more than a hundred tonnes, brought by Russia', () => {
  test('120 t loaded, offloaded on one side of the line: which reading gives which answer is told', async () => {
    const kept = await Kept.begin()
    await byBoth(brought(kept, 'loaded', 120, 'west', 'ru', 'convoy'))
    await byBoth(brought(kept, 'offloaded', 120, 'west', 'ru', 'convoy'))
    await byBoth(watches(kept, 'syria'))
    const told = await kept.told(file)
    expect(findingOn(told, 'S1.1')).toBe('not_comparable')
    const readings = [...readingsOn(told, 'S1.1')]
    const on = (words: readonly string[]) =>
      new Set(
        readings.filter(([reading]) => words.every((word) => reading.includes(word))).map(([, finding]) => finding),
      )
    expect(on(['offloaded', 'west'])).toEqual(new Set(['supported']))
    expect(on(['offloaded', 'east'])).toEqual(new Set(['contradicted']))
  })

  test('40 t in all, and the country watched: contradicted in every reading', async () => {
    const kept = await Kept.begin()
    for (const stage of ['loaded', 'offloaded']) await byBoth(brought(kept, stage, 40, 'west', 'ru', 'convoy'))
    await byBoth(watches(kept, 'syria'))
    expect(findingOn(await kept.told(file), 'S1.1')).toBe('contradicted')
  })

  test('120 t at every stage on both sides: supported', async () => {
    const kept = await Kept.begin()
    for (const side of ['west', 'east'])
      for (const stage of ['loaded', 'cleared', 'entered', 'offloaded', 'received', 'distributed'])
        await byBoth(brought(kept, stage, 120, side, 'ru', `to-the-${side}`))
    expect(findingOn(await kept.told(file), 'S1.1')).toBe('supported')
  })
})

describe('S3: nothing at all from the United States', () => {
  test('one corroborated item in every admissible period refutes it', async () => {
    const kept = await Kept.begin()
    await byBoth(brought(kept, 'offloaded', 1, 'west', 'us', 'a-sack'))
    expect(findingOn(await kept.told(file), 'S3.1')).toBe('contradicted')
  })

  test('one that falls outside an admissible period does not', async () => {
    const kept = await Kept.begin()
    const before = { from: '2016-10-25T08:00:00+02:00', until: '2016-10-25T09:00:00+02:00', zone: 'Asia/Damascus' }
    await byBoth((by) =>
      kept.take(
        kept.field(
          'offloaded',
          {
            time: before,
            place: { place: 'aleppo', side: 'west' },
            references: { event: 'x' },
            lines: [tonnes(1, 'us')],
          },
          by,
        ),
      ),
    )
    expect(findingOn(await kept.told(file), 'S3.1')).not.toBe('contradicted')
  })

  test('nothing recorded supports it only where all of it was watched', async () => {
    const kept = await Kept.begin()
    await byBoth(watches(kept, 'syria', day))
    expect(findingOn(await kept.told(file), 'S3.1')).toBe('not_established')
    await byBoth(watches(kept, 'syria'))
    expect(findingOn(await kept.told(file), 'S3.1')).toBe('supported')
  })
})
