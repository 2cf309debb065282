import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { planToJson, readPause } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { planPause } from '@treve/planner'
import { describe, expect, it } from 'vitest'
import { planMarked } from '../../src/coordination/terms/index.ts'
import { coordinator, Day, pauseFile, somebody, underWay } from './day.ts'

const agreed = { version: 1, by: ['north', 'south'], text: 'From 08:00 to 12:00 on 4 November.' }

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

function drafted(file = pauseFile()): Day {
  const day = new Day('2016-11-01T07:00')
  day.do('draft_terms', { pause_file: file })
  return day
}

describe('a draft is refused', () => {
  it('with every problem that `treve check` finds, each in its place', () => {
    const day = new Day('2016-11-01T07:00')
    const file = pauseFile().replace('outside: outer', 'outside: outr').replace('count: 4,', 'count: -4,')
    const refused = day.ask('draft_terms', { pause_file: file })
    expect(refused?.code).toBe('pause_file_problems')
    const problems = refused?.particulars.problems as { code: string; line: number; column: number }[]
    const lines = file.split('\n')
    expect(problems.map(({ line }) => lines[line - 1]?.trim())).toEqual(
      expect.arrayContaining(['outside: outr', expect.stringContaining('count: -4')]),
    )
    expect(problems.every(({ code, column }) => code !== '' && column > 0)).toBe(true)
    expect(day.events).toEqual([])
  })

  it('if a file that it names is not there', () => {
    const file = pauseFile().replace(/^zone:.*$/m, 'zone: { area: zone.geojson }')
    const day = new Day('2016-11-01T07:00')
    expect(day.ask('draft_terms', { pause_file: file })?.code).toBe('pause_file_problems')
    const area = JSON.stringify({
      type: 'Polygon',
      coordinates: [
        [
          [37.13, 36.18],
          [37.2, 36.18],
          [37.2, 36.24],
          [37.13, 36.24],
          [37.13, 36.18],
        ],
      ],
    })
    day.do('draft_terms', { pause_file: file, files: [{ name: 'zone.geojson', content: area }] })
    expect(day.state.terms.versions).toHaveLength(1)
  })

  it('if it is of another pause, or would make a pause of an exercise', () => {
    const day = drafted()
    expect(day.ask('draft_terms', { pause_file: pauseFile().replace('two-banks', 'other') })?.code).toBe(
      'another_pause',
    )
    const live = pauseFile().replace('exercise: true', 'exercise: false')
    expect(day.ask('draft_terms', { pause_file: live })?.code).toBe('exercise_changed')
  })

  it('if it names what the file does not have', () => {
    const day = new Day('2016-11-01T07:00')
    const refused = day.ask('draft_terms', {
      pause_file: pauseFile(),
      approval_of: ['north', 'east'],
      elements: [{ element: 'corridor.ford.aid' }],
      segments: [{ corridor: 'ford', segments: ['a'] }],
    })
    expect(refused).toEqual({ code: 'unknown_name', particulars: { names: ['east', 'corridor.ford.aid', 'ford'] } })
  })

  it('once the pause is closed', () => {
    const day = drafted()
    day.do('abort')
    day.do('close')
    expect(day.ask('draft_terms', { pause_file: pauseFile({ people: '90' }) })?.code).toBe('pause_over')
  })
})

describe('while publishing is stopped', () => {
  it('nothing is announced nor agreed: both are public', () => {
    const day = drafted()
    day.do('stop_publishing')
    const announced = { version: 1, by: ['south'], text: 'x' }
    expect(day.ask('announce_terms', announced)?.code).toBe('publishing_stopped')
    expect(day.ask('agree_terms', agreed)?.code).toBe('publishing_stopped')
    expect(day.state.terms.inForce).toBeUndefined()
    expect(day.events.map(({ type }) => type)).toEqual(['terms_drafted', 'terms_places', 'publishing_stopped'])
  })
})

describe('a draft', () => {
  it('that says nothing new is no version', () => {
    const day = drafted()
    const events = day.events.length
    day.do('draft_terms', { pause_file: pauseFile() })
    expect(day.events).toHaveLength(events)
    day.do('draft_terms', { pause_file: pauseFile(), lead_time_s: 3600 })
    expect(day.state.terms.versions.map(({ version }) => version)).toEqual([1, 2])
  })

  it('keeps windows, parties, corridors and what is silent, with the zone', () => {
    const [version] = drafted().state.terms.versions
    expect(version?.summary).toMatchObject({
      id: 'two-banks',
      exercise: true,
      time_zone: 'Asia/Damascus',
      buffer_s: 1800,
      silent_on: ['screening', 'private_cars'],
      five: { times: true, places: true, routes: true, who: true, aid: true },
      corridors: [{ id: 'bridge', uses: ['civilians', 'medical', 'aid'], segments: ['whole'] }],
    })
    expect(version?.summary.windows[0]?.close).toBe((version?.summary.windows[0]?.open ?? 0) + 4 * 3600)
  })

  it('of a large pause still fits, and its differences are told by items', () => {
    const groups = (count: number) =>
      Array.from(
        { length: 800 },
        (_, index) =>
          `  - { id: group-${index}, at: school, count: ${index === 7 ? count : 10}, mobility: seated, priority: general, movement: civilians, to: [reception] }`,
      ).join('\n')
    const large = (count: number) => pauseFile().replace('aid:\n', `${groups(count)}\naid:\n`)
    const day = drafted(large(10))
    day.do('draft_terms', { pause_file: large(11) })
    const versions = (day.view('terms')?.versions ?? []) as { differences: { path: string; before: string }[] }[]
    const [difference] = versions[1]?.differences ?? []
    expect(versions[1]?.differences).toHaveLength(1)
    expect(difference?.path).toBe('people/group-7')
    expect(difference?.before).toMatch(/^sha256:/)
  })
})

describe('every example', () => {
  const examples = new URL('../../../../examples/', import.meta.url)
  const folders = readdirSync(examples).filter((name) => existsSync(new URL(`${name}/pause.yaml`, examples)))

  it.each(folders)('%s can be drafted, announced, and told apart from itself with another buffer', (name) => {
    const folder = new URL(`${name}/`, examples)
    const files = readdirSync(folder)
      .filter((file) => /\.(geojson|json)$/.test(file))
      .map((file) => ({ name: file, content: readFileSync(new URL(file, folder), 'utf8') }))
    const written = readFileSync(new URL('pause.yaml', folder), 'utf8')
    const day = new Day('2016-01-01T00:00')
    day.do('draft_terms', { pause_file: written, files })
    const by = day.state.terms.versions[0]?.summary.parties.map(({ id }) => id).slice(0, 1) ?? []
    day.do('announce_terms', { version: 1, by, text: 'As announced.' })
    day.do('draft_terms', { pause_file: written.replace(/buffer: ([^,}]*best: )?\d+ min/, 'buffer: $17 min'), files })
    const versions = day.view('terms')?.versions as { differences: { subject: string; after: string }[] }[]
    expect(versions[1]?.differences).toEqual([expect.objectContaining({ subject: 'times', after: '7 min' })])
    expect(day.view('approvals')).toMatchObject({ go_no_go: { answer: 'no_go' } })
  })
})

describe('announced by some is not agreed by all', () => {
  it('who is not named has not agreed', () => {
    const day = drafted()
    expect(day.ask('agree_terms', { ...agreed, by: ['south', 'relief'] })).toEqual({
      code: 'agreement_missing',
      particulars: { parties: ['north'] },
    })
    day.do('announce_terms', { version: 1, by: ['south'], accepted_by: ['relief'], text: 'From 08:00.' })
    expect(day.view('terms')).toMatchObject({
      called: 'announced',
      in_force: 1,
      announced: { by: ['south'], accepted_by: ['relief'] },
      agreed: null,
    })
    day.do('agree_terms', agreed)
    expect(day.view('terms')).toMatchObject({ called: 'agreed', agreed: { by: ['north', 'south'] } })
  })

  it('a later announcement is not covered by an earlier agreement', () => {
    const day = drafted()
    day.do('agree_terms', agreed)
    day.do('draft_terms', { pause_file: pauseFile({ close: '2016-11-04T11:00' }) })
    day.do('announce_terms', { version: 2, by: ['south'], text: 'Until 11:00.' })
    expect(day.view('terms')).toMatchObject({ called: 'announced', in_force: 2, agreed: { version: 1 } })
  })

  it('whatever an entry calls itself', () => {
    const day = drafted()
    const period = { from: '2016-11-04T08:00:00+02:00', until: '2016-11-04T12:00:00+02:00', zone: 'Asia/Damascus' }
    day.enter({ type: 'terms_agreed', clear: { version: 1, by: ['south'], ...period, terms: 'x' } })
    expect(day.state.terms.agreed).toBeUndefined()
  })
})

describe('what is agreed says five things', () => {
  it.each([
    ['times', pauseFile().replace('close: 2016-11-04T12:00 }', 'close: 2016-11-04T12:00, assumed: true }')],
    [
      'aid',
      pauseFile()
        .replace(/^aid:\n.*\n/m, '')
        .replace(/^ {2}- \{ id: truck.*\n/m, ''),
    ],
  ])('%s', (subject, file) => {
    const day = drafted(file)
    expect(day.ask('agree_terms', agreed)).toEqual({
      code: 'five_things_missing',
      particulars: { subjects: [subject] },
    })
    day.do('announce_terms', { ...agreed, by: ['south'] })
  })

  it('and that aid does not go in is said by saying so', () => {
    const day = new Day('2016-11-01T07:00')
    const file = pauseFile()
      .replace(/^aid:\n.*\n/m, '')
      .replace(/^ {2}- \{ id: truck.*\n/m, '')
    day.do('draft_terms', { pause_file: file, aid_goes_in: 'no' })
    day.do('agree_terms', agreed)
  })
})

describe('what is public', () => {
  it('has times with their zone, and short words', () => {
    const day = drafted()
    day.do('agree_terms', agreed)
    expect(day.events.at(-1)).toMatchObject({
      clear: {
        from: '2016-11-04T08:00:00+02:00',
        until: '2016-11-04T12:00:00+02:00',
        zone: 'Asia/Damascus',
        terms: agreed.text,
      },
      opened: {},
    })
  })

  it.each(['School at 36.1958, 37.1607', 'N 36.19580° E, 37.16070°'])('has no coordinates: %s', (text) => {
    expect(drafted().ask('announce_terms', { version: 1, by: ['south'], text })?.code).toBe('text_has_coordinates')
  })

  it('is of a version and of parties that are there', () => {
    const day = drafted()
    expect(day.ask('announce_terms', { version: 2, by: ['south'], text: 'x' })?.code).toBe('unknown_version')
    expect(day.ask('announce_terms', { version: 1, by: ['east'], text: 'x' })?.code).toBe('unknown_party')
  })
})

describe('differences', () => {
  const day = drafted()
  const changed = pauseFile({ open: '2016-11-04T09:00', people: '{ best: 120, assumed: true }', silent: 'screening' })
    .replace('to: [reception]', 'to: [reception, clinic]')
    .replace('320', '300')
    .replace('travel: { vehicle: 6 min }', 'travel: { vehicle: 7 min }')
  day.do('draft_terms', { pause_file: changed })

  it('are told by subject, in order, with before and after', () => {
    const [, second] = (day.view('terms')?.versions ?? []) as { differences: unknown[] }[]
    expect(second?.differences).toEqual([
      { subject: 'times', path: 'terms/windows/day/open', before: '2016-11-04T08:00', after: '2016-11-04T09:00' },
      { subject: 'routes', path: 'corridors/bridge/travel/vehicle', before: '6 min', after: '7 min' },
      { subject: 'who', path: 'people/families/count', before: '100', after: null },
      { subject: 'who', path: 'people/families/count/assumed', before: null, after: 'true' },
      { subject: 'who', path: 'people/families/count/best', before: null, after: '120' },
      { subject: 'aid', path: 'aid/flour/items/sacks/count', before: '320', after: '300' },
      { subject: 'destinations', path: 'people/families/to', before: '["reception"]', after: '["reception","clinic"]' },
      {
        subject: 'everything_else',
        path: 'terms/silent_on',
        before: '["screening","private_cars"]',
        after: '["screening"]',
      },
    ])
  })

  it('show a party no draft, and of what was announced nothing about people and places', () => {
    const liaison = somebody('liaison', 'north')
    expect(day.view('terms', liaison)).toMatchObject({ versions: [] })
    day.do('announce_terms', { version: 1, by: ['south'], text: 'x' })
    day.do('announce_terms', { version: 2, by: ['south'], text: 'y' })
    const shown = day.view('terms', liaison)?.versions as { differences: { path: string }[] }[]
    expect(shown[1]?.differences.map(({ path }) => path)).toEqual([
      'terms/windows/day/open',
      'corridors/bridge/travel/vehicle',
      'aid/flour/items/sacks/count',
      'terms/silent_on',
    ])
    expect(JSON.stringify(shown)).not.toMatch(/requirements|37\.|school|clinic/)
  })

  it('and terms at all are not for everybody', () => {
    expect(day.view('terms', somebody('donor'))).toBeUndefined()
    expect(day.view('terms', coordinator)).toBeDefined()
  })
})

describe('a plan', () => {
  function planOf(file: string): string {
    const bytes = new TextEncoder().encode(file)
    const { pause } = readPause(bytes)
    if (pause === undefined) throw new Error('the pause file cannot be read')
    const plan = planPause(pause, travelTimesOf(pause), {
      seed: 1,
      iterations: 1,
      mustStop: () => undefined,
      mayExplain: () => false,
      cpuSeconds: () => 0,
      inputSha256: createHash('sha256').update(bytes).digest('hex'),
      files: {},
    })
    return planToJson(plan, pause.time_zone)
  }

  it('is agreed only if it is of these terms', () => {
    const day = drafted()
    expect(day.ask('agree_plan', { version: 1, plan: '{}' })?.code).toBe('plan_unreadable')
    expect(day.ask('agree_plan', { version: 2, plan: '{}' })?.code).toBe('unknown_version')
    const other = planOf(pauseFile({ close: '2016-11-04T13:00' }))
    expect(day.ask('agree_plan', { version: 1, plan: other })?.code).toBe('plan_of_other_terms')
    const plan = planOf(pauseFile())
    day.do('agree_plan', { version: 1, plan })
    const events = day.events.length
    day.do('agree_plan', { version: 1, plan })
    expect(day.events).toHaveLength(events)
    expect(day.view('terms')).toMatchObject({
      plan: { version: 1, entry: day.events.find(({ type }) => type === 'plan_agreed')?.id },
    })
  })

  it('is agreed once the pause has begun only if it was made from the one in force', () => {
    const day = underWay()
    const plan = planOf(pauseFile())
    const [first, second, third] = [plan, `${plan}\n`, `${plan}\n\n`]
    const inForce = () => day.state.terms.plan?.entry ?? ''
    // Where none is in force there is nothing that could be undone.
    expect(inForce()).toBe('')
    expect(day.ask('agree_plan', { version: 1, plan: first, base: 'A'.repeat(22) })?.code).toBe('plan_not_of_this')
    day.do('agree_plan', { version: 1, plan: first })
    const base = inForce()
    expect(day.ask('agree_plan', { version: 1, plan: second })?.code).toBe('plan_not_of_this')
    expect(inForce()).toBe(base)
    // Two were made from it: the one that is agreed later would undo the other, and is not.
    day.do('agree_plan', { version: 1, plan: second, base })
    const later = inForce()
    expect(later).not.toBe(base)
    expect(day.ask('agree_plan', { version: 1, plan: third, base })?.code).toBe('plan_not_of_this')
    // Nor is the first one agreed again, by who had it still.
    expect(day.ask('agree_plan', { version: 1, plan: first, base })?.code).toBe('plan_not_of_this')
    expect(inForce()).toBe(later)
    // The same one, sent twice, is in force already.
    expect(day.ask('agree_plan', { version: 1, plan: second, base })).toBeUndefined()
    expect(inForce()).toBe(later)
    day.do('suspend', { reason: 'shooting near the gate' })
    expect(day.ask('agree_plan', { version: 1, plan: third, base })?.code).toBe('plan_not_of_this')
    day.do('agree_plan', { version: 1, plan: third, base: later })
  })

  it('before the pause has begun takes the place of another, unless it says from which it was made', () => {
    const day = drafted()
    const plan = planOf(pauseFile())
    day.do('agree_plan', { version: 1, plan })
    const base = day.state.terms.plan?.entry ?? ''
    day.do('agree_plan', { version: 1, plan: `${plan}\n` })
    expect(day.ask('agree_plan', { version: 1, plan, base })?.code).toBe('plan_not_of_this')
    day.do('agree_plan', { version: 1, plan })
  })

  it('that was replaced is kept, each once, and is found by the first letters of its digest', () => {
    const day = drafted()
    const plan = planOf(pauseFile())
    const [first, second, third] = [plan, `${plan}\n`, `${plan}\n\n`]
    const former = () => day.state.terms.formerPlans.map(({ planSha256 }) => planSha256)
    expect([former(), planMarked(day.state.terms, sha256(first))]).toEqual([[], undefined])
    day.do('agree_plan', { version: 1, plan: first })
    expect(former()).toEqual([])
    day.do('agree_plan', { version: 1, plan: second })
    day.do('agree_plan', { version: 1, plan: third })
    expect(former()).toEqual([sha256(first), sha256(second)])
    // In force again, it is no former one.
    day.do('agree_plan', { version: 1, plan: first })
    expect(former()).toEqual([sha256(second), sha256(third)])
    const entries = day.events.filter(({ type }) => type === 'plan_agreed').map(({ id }) => id)
    const { terms } = day.state
    expect(planMarked(terms, sha256(first).slice(0, 8).toUpperCase())?.entry).toBe(entries[3])
    expect(planMarked(terms, sha256(second))?.entry).toBe(entries[1])
    expect(planMarked(terms, 'no digest')).toBeUndefined()
    // By what more than one begins with, it would be a guess which.
    expect(planMarked(terms, '')).toBeUndefined()
  })
})
