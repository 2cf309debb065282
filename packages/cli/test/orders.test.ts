import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../src/main.ts'
import { capture, repository } from './streams.ts'

const folder = mkdtempSync(join(tmpdir(), 'treve-orders-'))
afterAll(() => rmSync(folder, { recursive: true }))

const minimal = readFileSync(join(repository, 'examples/minimal/pause.yaml'), 'utf8')
let plan = ''
let byTerms = ''

async function treve(...args: string[]) {
  const io = capture({ folder, stdin: plan })
  const code = await run(args, io)
  return { code, ...io.written }
}

beforeAll(async () => {
  writeFileSync(join(folder, 'pause.yaml'), minimal)
  expect((await treve('plan', 'pause.yaml', '--iterations', '5', '-o', 'plan.json')).code).toBe(0)
  plan = readFileSync(join(folder, 'plan.json'), 'utf8')
  writeFileSync(join(folder, 'by-terms.yaml'), minimal.replace('probability: 0.99', 'probability: null'))
  expect((await treve('plan', 'by-terms.yaml', '--iterations', '5', '-o', 'by-terms.json')).code).toBe(0)
  byTerms = readFileSync(join(folder, 'by-terms.json'), 'utf8')
})

const orders = (...args: string[]) => treve('orders', 'pause.yaml', ...args)

describe('treve orders', () => {
  it('prints the document, a sheet a vehicle', async () => {
    const { code, out, err } = await orders('plan.json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/)
    expect(out.match(/<section class="sheet/g)).toHaveLength(3)
    for (const id of ['bus-001', 'ambulance-001', 'truck-001']) expect(out).toContain(`<h1 id="sheet-${id}">`)
  })

  it('writes it to a file in the language asked for, and says how many sheets there are', async () => {
    const { code, out, err } = await orders('plan.json', '--lang', 'ar', '-o', 'orders.html')
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: 'Order sheets written to orders.html: 3\n' })
    expect(readFileSync(join(folder, 'orders.html'), 'utf8')).toContain('<html lang="ar" dir="rtl">')
  })

  it('makes the sheet of one vehicle', async () => {
    const { code, out } = await orders('plan.json', '--vehicle', 'bus-001')
    expect(code).toBe(0)
    expect(out.match(/<section class="sheet/g)).toHaveLength(1)
    expect(out).not.toMatch(/ambulance-001|truck-001/)
  })

  it('names ids near one that is unknown, with 2', async () => {
    const { code, out, err } = await orders('plan.json', '--vehicle', 'bus-01')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe('treve orders: --vehicle bus-01: there is no such vehicle. Near it: bus-001.\n')
    expect((await orders('plan.json', '--vehicle', 'zzz')).err).toContain('Near it: bus-001, ambulance-001, truck-001.')
  })

  it('--json gives the same as data, with the keys that others rely on', async () => {
    const { code, out } = await orders('-', '--json')
    expect(code).toBe(0)
    const result = JSON.parse(out)
    expect(Object.keys(result)).toEqual([
      'treve_orders',
      'pause',
      'title',
      'exercise',
      'is_agreed',
      'time_zone',
      'language',
      'input_sha256',
      'plan_sha256',
      'unfinished',
      'vehicles',
      'no_trip',
    ])
    expect(result).toMatchObject({ treve_orders: 1, pause: 'minimal', exercise: true, is_agreed: false, no_trip: [] })
    expect(result.input_sha256).toBe(JSON.parse(plan).input_sha256)
    const [bus] = result.vehicles
    expect(bus).toMatchObject({ vehicle: 'bus-001', kind: 'bus' })
    expect(bus.windows[0]).toMatchObject({ id: 'day', clear_by: '2016-11-04T11:30:00+02:00' })
    expect(bus.trips[0]).toMatchObject({ refuge: null, destinations: [{ id: 'reception', name: 'Reception' }] })
    const { enter_by, leave_stop_by, join_exit_by } = bus.trips[0].turn_back
    expect([enter_by, leave_stop_by, join_exit_by].toSorted()).toEqual([enter_by, leave_stop_by, join_exit_by])
    expect(join_exit_by).toMatch(/^2016-11-04T\d\d:\d\d:\d\d\+02:00$/)
    expect(bus.trips.map(({ people }: { people: { count: number }[] }) => people[0]?.count)).toEqual([48, 48])
  })

  it('refuses a plan that is not valid with 1, naming each violation', async () => {
    const broken = JSON.parse(plan)
    const load = broken.trips[0].legs.find(({ kind }: { kind: string }) => kind === 'load')
    load.until = load.from
    writeFileSync(join(folder, 'broken.json'), JSON.stringify(broken))
    const { code, out, err } = await orders('broken.json')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^(boarding_time|aid_time) {2}/m)
    expect(err).toMatch(/broken\.json: not valid, \d+ violations?: no orders\./)
  })

  it('refuses a plan of other bytes of the pause file with 1, and says what to do', async () => {
    writeFileSync(join(folder, 'changed.yaml'), `${minimal}\n# changed\n`)
    const { code, out, err } = await treve('orders', 'changed.yaml', 'plan.json')
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('plan.json was not made from these bytes of changed.yaml: no orders.')
    expect(err).toContain('Plan again with treve plan changed.yaml -o PLAN')
    // Judged by the file as it is now, and said so.
    for (const verb of ['verify-plan', 'assure']) {
      const judged = await treve(verb, 'changed.yaml', 'plan.json', ...(verb === 'assure' ? ['--runs', '10'] : []))
      expect(judged.err).toContain('plan.json was not made from these bytes of changed.yaml: what follows is of')
    }
    expect((await treve('verify-plan', 'pause.yaml', 'plan.json')).err).toBe('')
  })

  it.each([
    ['stopped', { stopped_by: 'cancelled' }, 'STOPPED: not made as sure as the terms ask', 'ОСТАНОВЛЕНО: '],
    ['not_assured', {}, 'NOT ASSURED: this plan was not held against simulated days', 'НЕ ОЦЕНЕНО: '],
  ] as const)(
    'prints of a plan that is %s only what is asked for, and says so on each sheet',
    async (why, effort, words, inRussian) => {
      const whole = JSON.parse(plan)
      // What somebody is left with who stopped it: the trips by the terms alone, and nothing of how sure they are.
      const stopped = JSON.parse(byTerms)
      const unfinished = {
        ...stopped,
        effort: { ...stopped.effort, ...effort },
        clear_probability: null,
        assurance: null,
      }
      expect(unfinished.input_sha256).not.toBe(whole.input_sha256)
      writeFileSync(join(folder, 'unfinished.json'), JSON.stringify(unfinished))
      const refused = await treve('orders', 'by-terms.yaml', 'unfinished.json')
      expect({ code: refused.code, out: refused.out }).toEqual({ code: 1, out: '' })
      expect(refused.err).toContain(`unfinished.json: ${words}`)
      expect(refused.err).toContain('Plan again with treve plan by-terms.yaml -o PLAN and let it end, or print')
      expect(refused.err).toContain('--unfinished')
      const printed = await treve('orders', 'by-terms.yaml', 'unfinished.json', '--unfinished', '--lang', 'ru')
      expect(printed.code).toBe(0)
      expect(printed.err).toContain(words)
      const sheets = printed.out.split('<section class="sheet').slice(1)
      expect(sheets.length).toBeGreaterThan(1)
      for (const sheet of sheets) expect(sheet).toContain(`<p class="unfinished">${inRussian}`)
      const data = await treve('orders', 'by-terms.yaml', 'unfinished.json', '--unfinished', '--json')
      expect(JSON.parse(data.out).unfinished).toBe(why)
    },
  )

  it.each([
    [['plan.json', '--lang', 'de'], '--lang de: one of en, fr, ar, ru'],
    [[], 'name a pause file and a plan'],
    [['plan.json', 'more.json'], 'name a pause file and a plan'],
    [['none.json'], 'there is no such file'],
    [['pause.yaml'], 'pause.yaml is not a plan: it has no “treve_plan”.'],
    [['plan.json', '--nonsense'], '--nonsense'],
  ])('cannot use %j: 2', async (args, told) => {
    const { code, out, err } = await orders(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(told)
  })

  it('ends with 3 where the document cannot be written', async () => {
    const { code, err } = await orders('plan.json', '-o', 'no/such/folder/orders.html')
    expect(code).toBe(3)
    expect(err).toContain('no/such/folder/orders.html cannot be written')
  })
})
