import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { planVerb } from '../src/verbs/plan.ts'
import { verifyPlanVerb } from '../src/verbs/verify-plan.ts'
import { capture, repository } from './streams.ts'

const folder = mkdtempSync(join(tmpdir(), 'treve-plan-'))
afterAll(() => rmSync(folder, { recursive: true }))

const minimal = readFileSync(join(repository, 'examples/minimal/pause.yaml'), 'utf8')
const quick = ['--iterations', '5']

/** An example without the probability that it asks for: nothing is held back, and its figures are those that it works out. */
function byTermsAlone(example: string): string {
  const text = readFileSync(join(repository, `examples/${example}/pause.yaml`), 'utf8')
  const asking = text.replace('probability: 0.99', 'probability: null')
  expect(asking).not.toBe(text)
  return asking
}

async function plan(args: readonly string[], stdin?: string) {
  const io = capture(stdin === undefined ? { folder } : { stdin, folder })
  const code = await planVerb.run(args, io)
  return { code, ...io.written }
}

function without(plan: { effort: unknown }) {
  const { effort: _, ...rest } = plan
  return rest
}

describe('treve plan', () => {
  it('prints the answer, level by level, and ends with 0', async () => {
    const { code, out, err } = await plan(['-', ...quick], minimal)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    // As many as the reserve lets out, and what that costs.
    expect(out).toMatch(
      /Out: \d+ of 104 who wish to leave, with 4 companions; no plan( with this reserve)?, even one without priorities, brings out more than \d+\./,
    )
    expect(out).toContain('Price of safety')
    expect(out).toMatch(/Held back: all are to be clear .* before the close \(the terms ask for 30 min\)/)
    expect(out).toMatch(/In: [\d.]+ t of 8 t of aid for those who stay/)
    // A probability never stands without its wording.
    expect(out).toMatch(/How sure: all clear by the close on [\d.]+% of simulated days, at least [\d.]+%;/)
    expect(out).toContain('The terms ask for 99.0%')
    expect(out).toContain('If the terms are kept and delays are as assumed; it is not the chance of being safe.')
    for (const row of [
      'without halts of everything',
      'a halt of half a day',
      'corridor bridge lost',
      'every spread twice',
    ])
      expect(out).toContain(row)
    expect(out).toContain('Those who stay remain protected.')
    expect(out).toContain('EXERCISE')
  })

  it('says how many are out where trips come too late to go in, also where no probability is asked for', async () => {
    const { code, out } = await plan(['-', ...quick], byTermsAlone('minimal-short'))
    expect(code).toBe(0)
    const line = out.split('\n').find((each) => each.startsWith('How sure:'))
    expect(line).toMatch(/\d of \d trips come too late to go in on more than half of all days/)
    expect(line).toMatch(/People out by the close: \d+ to \d+ on 9 days of 10/)
    expect(line).toContain('it is not the chance of being safe.')
    expect(out).not.toContain('The terms ask for')
  })

  it('stopped, says so first, and in the plan that it writes', async () => {
    const io = capture({ folder, stdin: minimal, stop: AbortSignal.abort() })
    expect(await planVerb.run(['-', '-o', 'stopped.json'], io)).toBe(0)
    expect(io.written.out).toMatch(/^STOPPED: not made as sure as the terms ask; reasons not looked at\./)
    const stopped = JSON.parse(readFileSync(join(folder, 'stopped.json'), 'utf8'))
    expect(stopped.effort.stopped_by).toBe('cancelled')
    expect(stopped.assurance).toBeNull()
  })

  it('of a plan that half of days do not keep, says beside it what they bring', async () => {
    const short = byTermsAlone('minimal-short')
    const { out } = await plan(['-', ...quick], short)
    const [, planned = '', onHalf = ''] =
      /^Out: (\d+) of 106 who wish to leave as planned, with 4 companions; on half of simulated days (\d+) or fewer; no plan/m.exec(
        out,
      ) ?? []
    expect(Number(onHalf)).toBeGreaterThan(0)
    expect(Number(onHalf)).toBeLessThan(0.9 * Number(planned))
    expect(out).toMatch(new RegExp(`People out by the close: \\d+ to \\d+ on 9 days of 10, ${onHalf} on half`))
  })

  it('says who cannot be out in time from where they are, with the plan that brings them out soonest, and ends with 1', async () => {
    const state = `rules:
  state: { at: 2016-11-04T11:20, vehicles: [ { id: bus-001, place: school, aboard: { families: 8 } } ] }
`
    const { code, out, err } = await plan(['-', ...quick, '-o', 'late.json'], minimal.replace('rules:\n', state))
    expect(code).toBe(1)
    expect(err).toContain('no plan was found that brings all out in time from where they are')
    expect(err).toContain('11:34, bridge: bus-001-t0 is out; all must be clear by 11:30')
    expect(err).toContain('Shown is the plan that brings them out soonest. It is not valid.')
    expect(err).not.toContain('fault of ours')
    expect(out).toContain('Out: 8 of 104 who wish to leave')
    expect(out).toContain('Clear: last out 11:34, 4 min too late; window day')
    expect(JSON.parse(readFileSync(join(folder, 'late.json'), 'utf8')).trips).toHaveLength(1)
  })

  it('says so after the close, too, and where there is no way out at all', async () => {
    const [, close = ''] = /close: (2016-11-04T[\d:]+)/.exec(minimal) ?? []
    const state = `rules:\n  state: { at: ${close}, vehicles: [ { id: bus-001, place: school } ] }\n`
    const late = await plan(['-', ...quick], minimal.replace('rules:\n', state))
    expect(late.code).toBe(1)
    expect(late.err).toContain('bus-001-t0 enters in no window')
    expect(late.out).toMatch(/^Clear: last out 12:\d\d(:\d\d)?, .* too late; window day/m)
    // At the close itself: no time kept for safety is to blame, only the close.
    expect(late.err).toContain('Together these cannot be kept; without any one of them the others can')
    expect(late.err).toMatch(/31 {4}terms\.windows\[0\]\.close {2}day {2}when the window closes$/m)
    const cutOff = minimal.replace('rules:\n', state).replace(/ {2}- \{ between: \[inner, school\].*\n/, '')
    const never = await plan(['-', ...quick], cutOff)
    expect(never.code).toBe(1)
    expect(never.err).toContain('bus-001 is in the zone, or on a corridor, and has no trip out')
  })

  it('with no time there is a plan too, and it is valid', async () => {
    const { code, out } = await plan(['-', '--seconds', '0', '--json'], minimal)
    expect(code).toBe(0)
    expect(JSON.parse(out).effort).toMatchObject({ iterations: 0, stopped_by: 'time' })
    writeFileSync(join(folder, 'pause.yaml'), minimal)
    const io = capture({ stdin: out, folder })
    expect(await verifyPlanVerb.run(['pause.yaml', '-'], io)).toBe(0)
  })

  it('says which promise cannot be kept, and ends with 1: nothing is wrong with us', async () => {
    const promise = `rules:
  committed:
    - id: too-quick
      vehicle: bus-001
      legs:
        - { kind: depart, place: depot, from: 2016-11-04T07:59, until: 2016-11-04T07:59 }
        - { kind: corridor_in, corridor: bridge, from: 2016-11-04T08:00, until: 2016-11-04T08:01 }
`
    const { code, out, err } = await plan(['-', ...quick], minimal.replace('rules:\n', promise))
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('what is promised (rules.committed) cannot be kept')
    expect(err).toContain('too-quick passes in 1 min')
    expect(err).not.toContain('fault of ours')
    // Whatever the terms, it cannot be kept.
    expect(err).toMatch(/rules\.committed\[0\] {2}too-quick {2}what is promised\n$/)
  })

  it('says which promises cannot be kept together, with their lines', async () => {
    const departing = (id: string, from: string) => `    - id: ${id}
      vehicle: bus-001
      legs:
        - { kind: depart, place: depot, from: 2016-11-04T${from}, until: 2016-11-04T${from} }
        - { kind: corridor_in, corridor: bridge, from: 2016-11-04T08:30, until: 2016-11-04T08:36 }
`
    const promises = `rules:\n  committed:\n${departing('one', '07:50')}${departing('other', '07:55')}`
    const file = minimal.replace('rules:\n', promises)
    const { code, err } = await plan(['-', ...quick], file)
    expect(code).toBe(1)
    const lines = file.split('\n')
    const lineOf = (id: string) => lines.findIndex((line) => line.includes(`- id: ${id}`)) + 1
    expect(err).toMatch(
      new RegExp(
        `${lineOf('one')} +rules\\.committed\\[0\\] +one +what is promised\n +${lineOf('other')} +rules\\.committed\\[1\\] +other`,
      ),
    )
  })

  it('a window too short for any trip: none, with what the least window would be, and what cannot be kept together', async () => {
    const short = minimal.replace('close: 2016-11-04T12:00', 'close: 2016-11-04T08:50')
    const { code, out, err } = await plan(['-', ...quick], short)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    // 29 min 40 s for one family by bus, 24 min 23 s for one sack by truck, and 30 min kept for safety.
    expect(out).toContain(
      'Out: nobody of 104 who wish to leave, because: window. The least window for any trip: 59 min 40 s',
    )
    expect(out).toContain('day closing at 2016-11-04T08:59:40+02:00 (a second less is too short for any plan)')
    expect(out).toContain('In: nothing of 8 t of aid for those who stay')
    expect(out).toContain('54 min 23 s')
    expect(out).toMatch(
      / {2}31 {4}terms\.windows\[0\]\.close +day +when the window closes\n {2}32 {4}terms\.clear\.buffer/,
    )
    expect(out).toContain('The least that would let somebody out: window day +10 min.')
    const json = JSON.parse((await plan(['-', ...quick, '--json'], short)).out)
    expect(json.conflicts[0]).toMatchObject({
      about: 'people',
      members: [
        { path: 'terms.windows[0].close', line: 31 },
        { path: 'terms.clear.buffer', line: 32 },
      ],
      proved: true,
      smallest: true,
      least_window: { window: 'day', close: '2016-11-04T08:59:40+02:00', length_s: 3580, least: 'proved' },
    })
  })

  it('tells the least change, how sure it is, and what else would do', async () => {
    const { out } = await plan(['-', ...quick], byTermsAlone('minimal-short'))
    expect(out).toMatch(/families {5}4 people +vehicle +fleet bus \+1 \(no plan with less\)/)
    // The most urgent first.
    expect(out).toContain(
      'Or, each by itself\n  patients: window day +55 min (no plan with less)\n  families: at most window day',
    )
  })

  it('tells apart who chose to stay or was not asked, in no reason and in no share', async () => {
    const stay =
      '  - { id: home, at: school, count: 30, wish: stay }\n  - { id: unasked, at: school, count: 7, wish: not_asked }\n'
    const { code, out } = await plan(['-', ...quick], minimal.replace(/^people:.*\n/m, `people:\n${stay}`))
    expect(code).toBe(0)
    expect(out).toContain(
      'Counted apart: nothing is planned for them, no level, share or gap counts them, and they stay',
    )
    expect(out).toMatch(/ home +30 people +chose to stay\n +unasked +7 people +not asked yet\n/)
    expect(out).toContain(' of 104 who wish to leave')
  })

  it('--reasons 0 looks for none, and says how to have them looked at', async () => {
    const short = readFileSync(join(repository, 'examples/minimal-short/pause.yaml'), 'utf8')
    const { out } = await plan(['-', ...quick, '--reasons', '0'], short)
    expect(out).toContain('not looked at: time was up')
    expect(out).toContain('give reasons more time: treve plan FILE --reasons 120')
    expect((await plan(['-', '--reasons', 'long'], short)).code).toBe(2)
  })

  it('writes the same JSON to the file and to standard output, with every key of the contract', async () => {
    const { code, out } = await plan(['-', ...quick, '--json', '-o', 'plan.json'], minimal)
    expect(code).toBe(0)
    expect(readFileSync(join(folder, 'plan.json'), 'utf8')).toBe(out)
    const parsed = JSON.parse(out)
    expect(Object.keys(parsed).sort()).toEqual([
      'assurance',
      'bottleneck',
      'bottleneck_looked_at',
      'bound',
      'clear_probability',
      'directions',
      'effort',
      'files',
      'gap_level',
      'gap_percent',
      'input_sha256',
      'levels',
      'pause',
      'reserve',
      'seed',
      'served',
      'treve_plan',
      'trips',
      'unserved',
      'walking',
      'windows',
    ])
    expect(parsed.windows).toEqual([
      {
        id: 'day',
        close: '2016-11-04T12:00:00+02:00',
        clear_by: expect.stringMatching(/^2016-11-04T1[01]:.*\+02:00$/),
        last_exit: expect.stringMatching(/^2016-11-04T(09|10):.*\+02:00$/),
      },
    ])
    // Never later than the terms have it.
    expect(Date.parse(parsed.windows[0].clear_by)).toBeLessThanOrEqual(Date.parse('2016-11-04T11:30:00+02:00'))
    expect(parsed.levels.map(({ level }: { level: string }) => level)).toEqual([
      '2',
      '3',
      '4',
      '5a',
      '5b',
      '6a',
      '6b',
      '7',
    ])
    expect(Object.keys(parsed.trips[0])).toEqual([
      'id',
      'vehicle',
      'configuration',
      'convoy',
      'escort_of',
      'legs',
      'turn_back',
    ])
  })

  it('gives the same plan again for the number of iterations that it did, also after a stop by time', async () => {
    const first = JSON.parse((await plan(['-', '--seconds', '0.2', '--seed', '7', '--json'], minimal)).out)
    const again = JSON.parse(
      (await plan(['-', '--iterations', String(first.effort.iterations), '--seed', '7', '--json'], minimal)).out,
    )
    expect(without(again)).toEqual(without(first))
  })

  it('plans with a limit of zero seconds', async () => {
    const { code, out } = await plan(['-', '--seconds', '0', '--json'], minimal)
    expect(code).toBe(0)
    expect(JSON.parse(out).effort).toMatchObject({ iterations: 0, stopped_by: 'time' })
  })

  it('keeps the best so far when told to stop', async () => {
    const stop = new AbortController()
    const io = capture({
      stdin: minimal.replace('count: { low: 80, best: 100', 'count: { low: 80, best: 139'),
      folder,
      stop: stop.signal,
    })
    setTimeout(() => stop.abort(), 400)
    expect(await planVerb.run(['-', '--seconds', '60', '--json'], io)).toBe(0)
    expect(['cancelled', 'optimal']).toContain(JSON.parse(io.written.out).effort.stopped_by)
  })

  it('answers “nobody, because …” with 0 where there is nobody or nothing to drive', async () => {
    const noVehicles = minimal.replace(/fleet:\n[\s\S]*?\nrules:/, 'fleet: []\n\nrules:')
    const nobodyDrives = await plan(['-', ...quick], noVehicles)
    expect(nobodyDrives.code).toBe(0)
    expect(nobodyDrives.out).toContain('Out: nobody of 104 who wish to leave, because: vehicle.')
    const noPeople = minimal.replace(/\npeople: [\s\S]*?\naid:/, '\npeople: []\n\naid:')
    const nobodyLeaves = await plan(['-', ...quick], noPeople)
    expect(nobodyLeaves.code).toBe(0)
    expect(nobodyLeaves.out).toContain('Out: nobody, because nobody is listed as wishing to leave.')
  })

  it('tells errors of the file with line and remedy, and plans nothing', async () => {
    const { code, out, err } = await plan(['-'], minimal.replace('buffer: 30 min', 'buffer: 30'))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/standard input:\d+:\d+ {2}error {2}“30” has no unit\./)
    expect(err).toContain('1 error. Nothing was planned.')
  })

  it.each([
    [[], 'name one pause file'],
    [['nowhere.yaml'], 'there is no such file'],
    [['-', '--seconds', 'soon'], '--seconds soon: a number'],
    [['-', '--iterations', '1.5'], '--iterations 1.5: a whole number'],
    [['-', '--seed', '-1'], 'argument is ambiguous'],
    [['-', '--speed', '9'], 'Unknown option'],
  ])('refuses %j with one clear line', async (args, message) => {
    const { code, err } = await plan(args, minimal)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })
})

describe('treve verify-plan', () => {
  async function verify(planText: string, args: readonly string[] = []) {
    writeFileSync(join(folder, 'pause.yaml'), minimal)
    const io = capture({ stdin: planText, folder })
    const code = await verifyPlanVerb.run(['pause.yaml', '-', ...args], io)
    return { code, ...io.written }
  }

  it('finds nothing in a plan of ours', async () => {
    const { out } = await plan(['-', ...quick, '--json'], minimal)
    expect(await verify(out, ['--json'])).toMatchObject({ code: 0, out: '{\n "valid": true,\n "violations": []\n}\n' })
  })

  it('refuses a plan in which one vehicle leaves a minute too early, and says which rule', async () => {
    const { out } = await plan(['-', ...quick, '--json'], minimal)
    const changed = JSON.parse(out)
    const leg = changed.trips[0].legs.find(({ kind }: { kind: string }) => kind === 'corridor_in')
    leg.from = '2016-11-04T07:59:00+02:00'
    const { code, out: verdict } = await verify(JSON.stringify(changed), ['--json'])
    expect(code).toBe(1)
    const { valid, violations } = JSON.parse(verdict)
    expect(valid).toBe(false)
    expect(violations[0]).toMatchObject({
      rule: expect.any(String),
      trip: changed.trips[0].id,
      at: '2016-11-04T07:59:00+02:00',
    })
  })

  it('tells what is wrong with a file that is no plan', async () => {
    const { code, err } = await verify('{ "treve_plan": 1 }')
    expect(code).toBe(2)
    expect(err).toContain('standard input:1:1  error')
  })
})
