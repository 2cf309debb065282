// treve assure: how sure a plan is, in words and as data.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { languages, standingWording } from '@treve/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sureLine } from '../src/assurance.ts'
import { assuranceWords } from '../src/assurance-words.ts'
import { run } from '../src/main.ts'
import { capture } from './streams.ts'

const file = (name: string) => new URL(`../../../${name}`, import.meta.url)
const plan = readFileSync(file('packages/web/test/fixtures/minimal.plan.json'), 'utf8')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'treve-assure-'))
  writeFileSync(join(folder, 'pause.yaml'), readFileSync(file('examples/minimal/pause.yaml')))
  writeFileSync(join(folder, 'plan.json'), plan)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function assure(...args: string[]) {
  const io = capture({ folder })
  const code = await run(['assure', ...args], io)
  return { code, ...io.written }
}

describe('treve assure', () => {
  it('refuses days that are none, a seed that is none, and a language that it does not speak, with 2', async () => {
    for (const wrong of [
      ['--runs', '0'],
      ['--runs', '-5'],
      ['--runs', 'many'],
      ['--seed', '1.5'],
      ['--test', '0'],
      ['--lang', 'de'],
      ['--days', '3'],
    ]) {
      const { code, out, err } = await assure('pause.yaml', 'plan.json', ...wrong)
      expect({ wrong, code, out }).toEqual({ wrong, code: 2, out: '' })
      expect(err).toContain('treve assure: ')
    }
  })

  it('says with 1 that what the terms ask for is not shown, with all that stands beside it', async () => {
    const { code, out, err } = await assure('pause.yaml', 'plan.json', '--runs', '3000')
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out).toContain('The terms ask for 99.0%: not shown.')
    for (const beside of [
      'without halts of everything',
      'a halt of half a day',
      'corridor bridge lost',
      'twice as large',
    ])
      expect(out).toContain(beside)
  })

  it.each(languages)('never states a probability without its wording, in %s', async (language) => {
    const { out } = await assure('pause.yaml', 'plan.json', '--runs', '50', '--lang', language)
    expect(out.split(standingWording[language])).toHaveLength(3)
  })

  it('says so where there are too few days to decide on', async () => {
    const { err } = await assure('pause.yaml', 'plan.json', '--runs', '50')
    expect(err).toContain('50 days are too few to decide on; 3000 at least')
  })

  it('--json holds the claim, the turn-back times of every trip and the wording, and repeats itself', async () => {
    const args = ['pause.yaml', 'plan.json', '--runs', '300', '--seed', '9', '--json']
    const { out } = await assure(...args)
    expect((await assure(...args)).out).toBe(out)
    expect((await assure(...args, '--test', '3')).out).not.toBe(out)
    const found = JSON.parse(out)
    expect(found.clear_probability).toMatchObject({ replications: 300 })
    expect(found.clear_probability.lower_95).toBeLessThan(found.clear_probability.estimate)
    expect(found.clear_probability.estimate).toBe(found.with_halts.estimate)
    expect(found.without_halts.estimate).toBeGreaterThanOrEqual(found.with_halts.estimate)
    expect(found.wording).toEqual(standingWording)
    expect(Object.keys(found.turn_back).sort()).toEqual(
      JSON.parse(plan)
        .trips.map(({ id }: { id: string }) => id)
        .sort(),
    )
    expect(found.assumed).toEqual(['boarding', 'breakdowns', 'late_people', 'refused_boarding', 'turn_back'])
  })

  it('--at, --state: how sure it is now, what is left, and who must leave when', async () => {
    const { code, out, err } = await assure('pause.yaml', 'plan.json', '--at', '09:10')
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out).toContain('From 09:10 on, over 1,000 simulated days')
    expect(out).toContain('Who must leave when: the next 3 of 3 vehicles')
    // In already.
    expect(out).toMatch(/bus-001 +leaves the stop +– +\d\d:\d\d/)
    expect(out.split(standingWording.en)).toHaveLength(3)
    const json = JSON.parse((await assure('pause.yaml', 'plan.json', '--at', '09:10', '--json')).out)
    expect(json).toMatchObject({ treve_assurance: 1, at: '2016-11-04T09:10:00+02:00', not_told: [] })
    expect(json.clear_probability.estimate).toBe(json.with_halts.estimate)
    expect(Object.keys(json.turn_back).sort()).toEqual(json.trips.map(({ id }: { id: string }) => id).sort())
    // The same told, where the plan has all of them: nobody drives at that moment.
    writeFileSync(
      join(folder, 'state.yaml'),
      'at: 09:12:30\nvehicles:\n  - { id: ambulance-001, place: school }\n  - { id: truck-001, place: bakery }\n',
    )
    const told = JSON.parse((await assure('pause.yaml', 'plan.json', '--state', 'state.yaml', '--json')).out)
    expect(told.not_told).toEqual(['bus-001'])
    expect(told.people_out.p50).toBeGreaterThan(0)
    expect(told.at).toBe('2016-11-04T09:12:30+02:00')
  })

  it.each(languages)(
    'says in %s, where all are out, that nothing is left, not that nobody gets out',
    async (language) => {
      const args = ['pause.yaml', 'plan.json', '--runs', '50', '--lang', language]
      const { out } = await assure(...args, '--at', '11:59')
      const words = assuranceWords[language]
      const [said] = words.allOut.split('{people}')
      expect(out).toContain(said)
      expect(out).not.toContain(words.somebodyNever)
      expect((await assure(...args, '--at', '09:10')).out).not.toContain(said)
    },
  )

  it.each(languages)('says in %s when so few days cannot show it, and how to ask for more', async (language) => {
    const args = ['pause.yaml', 'plan.json', '--at', '11:59', '--lang', language]
    const [, said] = assuranceWords[language].fewDays.cannot.split('{days}')
    const { code, out } = await assure(...args, '--runs', '50')
    expect(code).toBe(1)
    expect(out).toContain(said?.replace('{again}', '--runs 20000'))
    const more = await assure(...args, '--runs', '300')
    expect(more.code).toBe(0)
    expect(more.out).not.toContain('--runs 20000')
  })

  it.each(languages)('shows in %s the limit that decides where the one told looks like enough', async (language) => {
    const { out } = await assure('pause.yaml', 'plan.json', '--runs', '50', '--json')
    const found = JSON.parse(out)
    const days = { ...found.with_halts, estimate: 0.9912, lower_95: 0.9904, replications: 20_000 }
    const line = (lower_at_alpha: number) =>
      sureLine({
        assurance: { ...found, with_halts: { ...days, lower_at_alpha, is_probability_met: lower_at_alpha >= 0.99 } },
        required: 0.99,
        language,
      })
    expect(line(0.98966)).toContain('98.96%')
    expect(line(0.9901)).not.toContain(assuranceWords[language].limit.split('{limit}')[0])
  })

  it.each(languages)('says so of now with its wording, in %s', async (language) => {
    const { out } = await assure('pause.yaml', 'plan.json', '--at', '09:10', '--runs', '50', '--lang', language)
    expect(out.split(standingWording[language])).toHaveLength(3)
  })

  it('takes a plan that has a reserve', async () => {
    await run(['plan', 'pause.yaml', '--iterations', '20', '-o', 'reserved.json'], capture({ folder }))
    expect(JSON.parse(readFileSync(join(folder, 'reserved.json'), 'utf8')).reserve).not.toBeNull()
    const { out, err } = await assure('pause.yaml', 'reserved.json', '--runs', '3000')
    expect(err).toBe('')
    expect(out).toContain('How sure, over 3,000 simulated days')
    expect(out).toContain('What the simulated days leave out:')
  })

  it('names the corridors, vehicles and trips that fail most often', async () => {
    const { out } = await assure('pause.yaml', 'plan.json', '--runs', '3000')
    const where = out.slice(out.indexOf('Where it fails'))
    expect(where).toMatch(/\n {2}bridge +\d/)
    expect(where).toMatch(/\n {2}truck-001 +\d/)
    expect(where).toMatch(/\n {2}truck-001-t1 +\d/)
  })

  it('says nothing of a plan that is not valid', async () => {
    const broken = JSON.parse(plan)
    broken.trips[0].legs[1].until = broken.trips[0].legs[1].from
    writeFileSync(join(folder, 'broken.json'), JSON.stringify(broken))
    const { code, out, err } = await assure('pause.yaml', 'broken.json')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('not valid')
  })
})
