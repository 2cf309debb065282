// What makes no sense to be sure of is refused with the reason, and what nobody asks is not answered with a number.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assuranceWords } from '../src/assurance-words.ts'
import { run } from '../src/main.ts'
import { capture } from './streams.ts'

const minimal = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')
const plan = new URL('../../web/test/fixtures/minimal.plan.json', import.meta.url)

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'treve-assure-bad-'))
  writeFileSync(join(folder, 'plan.json'), readFileSync(plan))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The example with one thing said otherwise. */
function write(from: string, to: string): void {
  if (!minimal.includes(from)) throw new Error(`the example does not say ${from}`)
  writeFileSync(join(folder, 'pause.yaml'), minimal.replace(from, to))
}

async function treve(...args: string[]) {
  const io = capture({ folder })
  const code = await run(args, io)
  return { code, ...io.written }
}

/** Both refuse it: the check, with the reason, and the assurance, which says nothing of a pause that is not sound. */
async function refused(from: string, to: string): Promise<string> {
  write(from, to)
  const { code, out } = await treve('assure', 'pause.yaml', 'plan.json', '--runs', '20')
  expect({ code, out }).toEqual({ code: 2, out: '' })
  const checked = await treve('check', 'pause.yaml', '--json')
  expect(checked.code).toBe(2)
  const { errors }: { errors: { code: string; line: number; text: string }[] } = JSON.parse(checked.out)
  expect(errors).toHaveLength(1)
  const [error] = errors
  expect(minimal.split('\n')[(error?.line ?? 0) - 1]).toContain(from)
  return error?.text ?? ''
}

describe('a spread that makes no sense', () => {
  it('negative', async () => {
    expect(await refused('city: { best: 0.15', 'city: { best: -0.15')).toBe('-0.15 is negative.')
  })

  it.each(['.inf', '.nan', '1e400'])('infinite or none: %s', async (value) => {
    expect(await refused('leg: { best: 0.20', `leg: { best: ${value}`)).toContain('number')
  })

  it('so great that it means nothing', async () => {
    expect(await refused('corridor_hour: { best: 0.15', 'corridor_hour: { best: 50')).toBe('50 cannot be right.')
  })

  it('of a mean of zero', async () => {
    expect(await refused('mean: 30 min', 'mean: 0 min')).toBe('This must be more than zero.')
    expect(await refused('mean: 3 h', 'mean: -3 h')).toBe('“-3 h” is negative.')
  })

  it('so often a minus', async () => {
    expect(await refused('per_hour: 0.05', 'per_hour: -0.05')).toBe('-0.05 is negative.')
  })
})

describe('a required probability', () => {
  it('of 0 is refused: it requires nothing', async () => {
    expect(await refused('probability: 0.99', 'probability: 0')).toContain('requires nothing')
  })

  it('of 1 is refused: no plan can promise it', async () => {
    expect(await refused('probability: 0.99', 'probability: 1')).toContain('certainty')
  })

  it('of null is none: nothing is asked, and nothing is missed', async () => {
    write('probability: 0.99', 'probability: null')
    const { code, out } = await treve('assure', 'pause.yaml', 'plan.json', '--runs', '50')
    expect(code).toBe(0)
    expect(out).not.toContain('The terms ask for')
    const json = JSON.parse((await treve('assure', 'pause.yaml', 'plan.json', '--runs', '50', '--json')).out)
    expect(json.with_halts.is_probability_met).toBeNull()
  })
})

describe('a window too short for any trip', () => {
  it('the answer is that nobody moves, in words; no probability is stated, in the plan or of it', async () => {
    write('close: 2016-11-04T12:00', 'close: 2016-11-04T08:40')
    const { out } = await treve('plan', 'pause.yaml', '--iterations', '1', '-o', 'short.json')
    expect(out).toContain(assuranceWords.en.nobody)
    expect(out).not.toContain('simulated days')
    const short = JSON.parse(readFileSync(join(folder, 'short.json'), 'utf8'))
    expect(short).toMatchObject({ trips: [], walking: [], clear_probability: null, assurance: null })
    const said = await treve('assure', 'pause.yaml', 'short.json')
    expect(said).toMatchObject({ code: 0, out: `${assuranceWords.en.nobody}\n` })
    const json = JSON.parse((await treve('assure', 'pause.yaml', 'short.json', '--json')).out)
    expect(json).toMatchObject({ treve_assurance: 1, clear_probability: null, turn_back: {} })
  })
})

describe('days', () => {
  it('zero of them prove nothing, and are refused by name', async () => {
    write('probability: 0.99', 'probability: 0.98')
    const { code, out, err } = await treve('assure', 'pause.yaml', 'plan.json', '--runs', '0')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('--runs 0: a whole number from 1')
  })
})

describe('where all are', () => {
  it.each([
    ['at: 09:00\nvehicles: [ { id: tram-001, place: school } ]\n', '“tram-001” is no vehicle of the pause.'],
    ['at: 09:00\nvehicles: [ { id: bus-001, place: moon } ]\n', '“moon” is no place of the pause.'],
    ['at: 09:00\nvehicles: [ { id: bus-001 } ]\n', 'It is not clear where the vehicle “bus-001” is.'],
    ['at: 09:00\nvehicles: [ { id: bus-001, corridor: bridge, position: 2 } ]\n', '2 cannot be right.'],
    ['at: 25:00\nvehicles: []\n', '“25:00” is not a time'],
    ['vehicles: []\n', 'at'],
  ])('a state that cannot be used: %s', async (text, reason) => {
    write('probability: 0.99', 'probability: 0.98')
    writeFileSync(join(folder, 'state.yaml'), text)
    const { code, out, err } = await treve('assure', 'pause.yaml', 'plan.json', '--state', 'state.yaml')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(reason)
    expect(err).toContain('state.yaml:')
  })

  it('a trip that is done and that the plan does not have; a state and a time at once', async () => {
    write('probability: 0.99', 'probability: 0.98')
    writeFileSync(join(folder, 'state.yaml'), 'at: 09:00\nvehicles: []\ndone: [bus-009-t1]\n')
    const unknown = await treve('assure', 'pause.yaml', 'plan.json', '--state', 'state.yaml')
    expect(unknown.code).toBe(2)
    expect(unknown.err).toContain('bus-009-t1')
    const both = await treve('assure', 'pause.yaml', 'plan.json', '--state', 'state.yaml', '--at', '09:00')
    expect(both.code).toBe(2)
    expect(both.err).toContain('either --state or --at')
  })

  it('a vehicle where its orders do not lead: the answer is to plan anew', async () => {
    write('probability: 0.99', 'probability: 0.98')
    writeFileSync(join(folder, 'state.yaml'), 'at: 08:20\nvehicles: [ { id: bus-001, place: bakery } ]\n')
    const { code, out, err } = await treve('assure', 'pause.yaml', 'plan.json', '--state', 'state.yaml')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('bus-001')
    expect(err).toContain('treve plan FILE --in-force PLAN')
  })
})

describe('a file that is no plan', () => {
  it.each([
    ['prose', '# Treve\n\nWhat it is: a plan of a pause.\n'],
    ['a pause', minimal],
    ['other data', '{ "version": 1 }'],
  ])('%s: one line says so, and how to make one', async (_, text) => {
    writeFileSync(join(folder, 'pause.yaml'), minimal)
    writeFileSync(join(folder, 'other.txt'), text)
    const { code, out, err } = await treve('assure', 'pause.yaml', 'other.txt')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toContain('other.txt is not a plan')
    expect(err).toContain('treve plan')
  })

  it('but a plan with a key too many is told of that key', async () => {
    writeFileSync(join(folder, 'more.json'), readFileSync(plan, 'utf8').replace('{', '{ "colour": "blue",'))
    const { code, err } = await treve('assure', 'pause.yaml', 'more.json')
    expect(code).toBe(2)
    expect(err).toContain('colour')
    expect(err).not.toContain('is not a plan')
  })
})
