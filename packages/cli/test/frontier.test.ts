import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../src/main.ts'
import { capture, repository } from './streams.ts'

const folder = mkdtempSync(join(tmpdir(), 'treve-frontier-'))
afterAll(() => rmSync(folder, { recursive: true }))

// By its terms alone, so that its figures are those that the file works out.
const short = readFileSync(join(repository, 'examples/minimal-short/pause.yaml'), 'utf8').replace(
  'probability: 0.99',
  'probability: null',
)

async function treve(...args: string[]) {
  const io = capture({ folder, stdin: short })
  const code = await run(args, io)
  return { code, ...io.written }
}

beforeAll(async () => {
  writeFileSync(join(folder, 'pause.yaml'), short)
  expect((await treve('plan', 'pause.yaml', '--iterations', '5', '-o', 'plan.json')).code).toBe(0)
})

const quick = ['--iterations', '60', '--days', '40']
const frontier = (...args: string[]) => treve('frontier', 'pause.yaml', ...quick, ...args)

describe('treve frontier', () => {
  it('tells what each change would bring, how sure, and how firmly it is known', async () => {
    const { code, out, err } = await frontier('--options', 'vehicles,buffer,window day close +3600 s')
    expect(code).toBe(0)
    expect(out).toContain('Out: 100 of 106 who wish to leave. In: 5.4 t of 8 t of aid for those who stay.')
    expect(out).toMatch(/1 +Window closes 1 h later, at 11:00 +\+2: \[4, 4\] → \[6, 6\].*certain/)
    expect(out).toMatch(/Buses: 1 more at Depot +\+4: \[96, 96\] → \[100, 100\] +certain/)
    expect(out).toMatch(/All clear 15 min earlier before the close \(30 min in all\) +−2: \[4, 4\]/)
    expect(out).toMatch(/Trucks: 1 more at Warehouse +no plan does better/)
    expect(out).toMatch(/and Ambulances: 1 more at Clinic +\+2 \(sum \+4\)/)
    expect(out).toContain('it is not the chance of being safe')
    expect(out).toContain('Those who stay remain protected')
    expect(out).not.toMatch(/[\u2066-\u2069]/)
    expect(err).toMatch(/^Planning by the terms as they are …\nchanges: 1 of \d+\n/)
  })

  it('--json: the keys that others rely on', async () => {
    const { code, out } = await treve('frontier', '-', ...quick, '--options', 'vehicles', '--json')
    expect(code).toBe(0)
    const found = JSON.parse(out)
    expect(found).toMatchObject({ treve_frontier: 1, pause: 'minimal-short', seed: 1, partial: false, not_tried: [] })
    expect(Object.keys(found.options[0])).toEqual(
      expect.arrayContaining(['change', 'levels', 'certainty', 'by_price', 'clear_probability']),
    )
    expect(found.options[0]).toMatchObject({ change: 'vehicles ambulance +1', certainty: 'certain', gain_level: '2' })
    expect(found.options[0].levels[0]).toEqual({
      level: '2',
      unit: 'people',
      from: 4,
      to: 6,
      bound_from: 4,
      bound_to: 6,
    })
    expect(found.options[0].clear_probability.replications).toBe(40)
    expect(Object.keys(found.options[0].words)).toEqual(['en', 'fr', 'ar', 'ru'])
  })

  it('begins from a plan that is given, and refuses one of other bytes', async () => {
    const { code, out } = await frontier('--plan', 'plan.json', '--options', 'beds')
    expect(code).toBe(0)
    expect(out).toContain('Out: 100 of 106')
    writeFileSync(join(folder, 'other.yaml'), `${short}\n`)
    const refused = await treve('frontier', 'other.yaml', '--plan', 'plan.json', '--iterations', '1')
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('not of these bytes of other.yaml')
  })

  it('writes the sheet for the room in the language asked for', async () => {
    const { code } = await frontier('--options', 'vehicles', '--sheet', 'sheet.html', '--lang', 'ar')
    expect(code).toBe(0)
    expect(readFileSync(join(folder, 'sheet.html'), 'utf8')).toContain('<html lang="ar" dir="rtl">')
    const nowhere = await frontier('--options', 'beds', '--sheet', 'no/such/folder/sheet.html')
    expect(nowhere.code).toBe(3)
    expect(nowhere.err).toContain('no/such/folder/sheet.html cannot be written')
  })

  it('Ctrl-C: what is done so far, marked as not all', async () => {
    const stop = new AbortController()
    const io = capture({ folder, stop: stop.signal })
    const { err } = io
    const listening = {
      ...io,
      err(text: string) {
        err(text)
        if (text.startsWith('changes: 1 ')) stop.abort()
      },
    }
    const code = await run(['frontier', 'pause.yaml', ...quick], listening)
    expect(code).toBe(0)
    expect(io.written.out).toContain('NOT ALL OF IT')
    expect(io.written.err).toMatch(/Not all of it: not tried: .*beds clinic stretcher \+2/)
  })

  it('Ctrl-C before there is anything to tell: 1', async () => {
    const io = capture({ folder, stop: AbortSignal.abort() })
    expect(await run(['frontier', 'pause.yaml', ...quick], io)).toBe(1)
    expect(io.written).toMatchObject({ out: '', err: expect.stringContaining('nothing to tell') })
  })

  it.each([
    [[], 'name one pause file'],
    [['pause.yaml', 'pause.yaml'], 'name one pause file'],
    [['none.yaml'], 'there is no such file'],
    [['pause.yaml', '--options', 'hours'], '--options: this pause has nothing called “hours”'],
    [['pause.yaml', '--days', '0'], '--days 0'],
    [['pause.yaml', '--seconds', 'soon'], '--seconds soon'],
    [['pause.yaml', '--lang', 'de'], '--lang de'],
    [['pause.yaml', '--plan', 'none.json'], 'there is no such file'],
  ])('%j cannot be used: 2', async (args, words) => {
    const { code, out, err } = await treve('frontier', ...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(words)
  })
})
