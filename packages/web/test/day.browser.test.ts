// The board, the wall screen, the desk and paper in a real browser: what presses is seen first, what is typed is sent as the
// command takes it, what is not known is said to be so.

import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from './browser.ts'
import { comeIn, inviteTo, openCoordinated } from './coordinated.ts'
import { type DayServer, openDay } from './day-server.ts'
import { day, deskDay, hour } from './fixtures/day.ts'
import { ahead } from './told.ts'
import { tooWide } from './visit.ts'

let browser: Browser
let server: DayServer
let desk: DayServer
beforeAll(async () => {
  browser = await launchBrowser()
  server = await openDay()
  desk = await openDay({ role: 'desk' })
}, 120_000)
afterAll(async () => {
  await browser.close()
  await Promise.all([server.close(), desk.close()])
})

const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  wall: { width: 1920, height: 1080 },
}

async function visit(of: DayServer, page: string, language = 'en', size: keyof typeof sizes = 'desktop') {
  const context = await browser.newContext({ viewport: sizes[size], reducedMotion: 'reduce' })
  const tab = await context.newPage()
  await tab.addInitScript(() => {
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (...given) {
      const counted = window as unknown as { tones?: number }
      counted.tones = (counted.tones ?? 0) + 1
      return start.apply(this, given)
    }
  })
  const faults: string[] = []
  tab.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  tab.on('pageerror', (fault) => faults.push(fault.message))
  await tab.goto(`${of.address}/?pause=minimal&page=${page}&lang=${language}`)
  await tab.locator('.day-board, .wall-screen .window-clock').first().waitFor()
  return { tab, faults }
}

const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '')
const audit = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
const lastAsked = () => server.asked.at(-1)

describe('the board', () => {
  let tab: Page
  let faults: string[]
  beforeAll(async () => {
    const visited = await visit(server, 'board')
    tab = visited.tab
    faults = visited.faults
  })
  afterAll(() => tab.context().close())

  it('counts down to the close by the clock of the pause, here and in UTC, and says when it presses', async () => {
    await tab.locator('.window-clock', { hasText: '11:30' }).waitFor()
    const clock = plain(await tab.locator('.window-clock').innerText())
    expect(clock).toMatch(/Window closes in\s+2:3[45]/)
    expect(clock).toContain('All clear by 11:30.')
    expect(clock).toMatch(/09:2\d\s+Asia\/Damascus\s+07:2\d UTC/)
    expect(faults).toEqual([])
    const late = await openDay({ at: hour('11:40') })
    const pressed = await visit(late, 'board')
    await pressed.tab.locator('.window-clock.late', { hasText: 'All should be clear by now.' }).waitFor()
    await pressed.tab.context().close()
    await late.close()
    // Since then it counts upwards: a clock that stood still, or ran below nothing, would say that there is time.
    const over = await openDay({ at: hour('12:20') })
    const closed = await visit(over, 'wall')
    const said = plain(await closed.tab.locator('.window-clock.over').innerText())
    expect(said).toMatch(/Window closed for\s+20 min[\s\S]*Closed at 12:00\./)
    await closed.tab.context().close()
    await over.close()
  })

  it('calls for what nobody has taken: whom it was taken to, in the title, by a tone, until somebody takes it', async () => {
    const call = tab.locator('.alarm-call')
    expect(plain(await call.innerText())).toMatch(
      /1 alarm that nobody has taken on[\s\S]*Nothing heard from it, truck-001[\s\S]*Taken to the next in line: lead of the day/,
    )
    expect(await tab.title()).toMatch(/^▲ 1 – /)
    const tones = () => tab.evaluate(() => (window as unknown as { tones?: number }).tones ?? 0)
    // A browser is silent until it was touched: then the button is there to turn it on.
    if ((await tones()) === 0) await call.getByRole('button', { name: 'Turn the sound on' }).click()
    await expect.poll(tones).toBeGreaterThan(0)
    await call.getByRole('button', { name: 'Silence for 10 minutes' }).click()
    await call.getByText(/Silent until/).waitFor()
  })

  it('shows alarms that nobody has taken first, each with what to do; one is taken with what is done', async () => {
    const alarms = tab.locator('.alarm')
    expect(plain(await alarms.first().innerText())).toMatch(
      /Nothing heard from it: truck-001[\s\S]*escalated[\s\S]*What to do:/,
    )
    expect(await alarms.last().getAttribute('class')).toContain('taken')
    await alarms
      .first()
      .getByLabel(/What is done/)
      .fill('calling by satellite')
    await alarms.first().getByRole('button', { name: 'I take it' }).click()
    await alarms.first().getByText('Done, and on the account.').waitFor()
    expect(lastAsked()).toEqual({
      kind: 'acknowledge_alarm',
      input: { alarm: 'a-silent', note: { language: 'en', text: 'calling by satellite' } },
    })
  })

  it('says of a vehicle that nothing is known of it, never 0; and how old each figure is', async () => {
    const row = tab.locator('.vehicles tbody tr', { hasText: 'truck-001' })
    const text = await row.innerText()
    expect(text.match(/not known/g)).toHaveLength(3)
    expect(text).toContain('not told yet')
    expect(text).not.toMatch(/\b0\b/)
    expect(plain(await tab.locator('.vehicles tbody tr', { hasText: 'ambulance-001' }).innerText())).toMatch(
      /2\d min ago/,
    )
    const loads = tab.locator('[aria-labelledby=loads]')
    expect(plain(await loads.innerText())).toMatch(/bus-001-t1\s+does not add up/)
    expect(plain(await loads.innerText())).toContain('local council: 520 (500–550)')
  })

  it('draws what was reported over the plan, the same as a table, and leaves out what was taken back', async () => {
    await tab.locator('.told-lines path').first().waitFor({ state: 'attached' })
    // Out through the gate, by both; in and in again, known from the places before and after alone.
    expect(await tab.locator('.told-lines path:not(.between)').count()).toBe(2)
    expect(await tab.locator('.told-lines path.between').count()).toBe(2)
    expect(await tab.locator('.told-range').count()).toBe(2)
    const fan = tab.locator('[aria-labelledby=out-so-far]')
    await fan.locator('path.fan').waitFor({ state: 'attached' })
    // From where they were told to be at 09:20; the same as a table.
    expect(plain(await fan.locator('.fan-said').innerText())).toMatch(
      /^In the model, from where all were at 09:20 \([5-9] min ago\): by 11:30, \d+ are out on half of simulated days, between \d+ and \d+ on nine days in ten\. If the terms are kept/,
    )
    const way = tab.locator('[aria-labelledby=under-way]')
    expect(plain(await way.locator('.fan-said').innerText())).toMatch(/nobody is under way from 1\d:\d\d on/)
    await way.getByText('Simulated from now, as a table').click()
    const last = way
      .getByRole('table', { name: /simulated from now/ })
      .locator('tbody tr')
      .last()
    expect(plain(await last.innerText())).toMatch(/^12:15\s+0\s+0\s+\d+$/)
    await tab.getByText('What was reported, as a table').click()
    const table = plain(await tab.getByRole('group', { name: /Reported on/ }).innerText())
    expect(table).toMatch(/08:37\s+bus-001\s+Gate gate/)
    const out = tab.locator('[aria-labelledby=out-so-far]')
    await out.getByText('The same as a table').click()
    expect(await out.locator('tbody tr').filter({ hasText: '08:37' }).innerText()).toMatch(/49/)
    expect(await tab.locator('.day-log del').innerText()).toContain('left on foot')
  })

  it('takes what comes by radio by keyboard alone, with the trip it belongs to; the next can be typed at once', async () => {
    const form = tab.locator('.report form')
    await form.getByLabel('What', { exact: true }).selectOption('people_boarded')
    await form.getByLabel('What', { exact: true }).focus()
    for (const typed of ['bus-001', 'school', '35-40', '9:20', 'Bravo 2']) {
      await tab.keyboard.press('Tab')
      await tab.keyboard.type(typed)
    }
    await tab.keyboard.press('Enter')
    await tab.locator('.posted .done').first().waitFor()
    expect(lastAsked()).toEqual({
      kind: 'report',
      input: {
        what: 'people_boarded',
        vehicle: 'bus-001',
        trip: 'bus-001-t2',
        place: 'school',
        people: [{ low: 35, best: 38, high: 40 }],
        happened: '2016-11-04T07:20:00Z',
        chain: 'Bravo 2',
      },
    })
    expect(await form.getByLabel('Vehicle').inputValue()).toBe('')
    expect(await form.getByLabel(/Told by/).inputValue()).toBe('Bravo 2')
    expect(await form.locator('datalist option').count()).toBeGreaterThan(3)
    const before = server.asked.length
    await tab.keyboard.press('Tab')
    await tab.keyboard.type('bus-001')
    await tab.keyboard.press('Enter')
    await tab.getByText(/Not sent. Lacking, or not understood: .How many people/).waitFor()
    expect(server.asked.length).toBe(before)
  })

  it('says what breaking off sends to whom, asks once, and sends it', async () => {
    const act = tab.locator('.stop details.act', { hasText: 'Break off, and call all back' })
    await act.locator('summary').click()
    await act.getByRole('button', { name: 'Break off, and call all back' }).click()
    const said = plain(await act.locator('.confirm').innerText())
    expect(said).toContain('1 approval lapses.')
    expect(said).toMatch(/3 vehicles are called back:\s+bus-001: to \S+[\s\S]*ambulance-001: to \S+/)
    expect(said).toContain('truck-001: to the nearest safe point. Where that is, is not known here: say it by voice.')
    expect(said).toContain('North, South')
    expect(said).toContain('Ordered by, Channel, Reason')
    const before = server.asked.length
    await act.getByRole('button', { name: 'Yes, do it' }).click()
    await act.getByText('Done, and on the account.').waitFor()
    expect(server.asked.slice(before)).toEqual([{ kind: 'abort', input: {} }])
  })

  it('shows a new plan as a difference, and sends it only when it was asked once', async () => {
    const replan = tab.locator('.replan')
    await replan.getByText('1 vehicle gets another order.').waitFor()
    expect(plain(await replan.innerText())).toMatch(/Other people out\s+82\s+▲\s*100/)
    // Who cannot be brought out in time is told apart, with what to do, and is no order that changes.
    const stranded = plain(await replan.locator('.stranded').innerText())
    expect(stranded).toContain('Cannot be brought out in time')
    expect(stranded).toMatch(/ambulance-001: .* 3 people are aboard\./)
    expect(stranded).toContain('send another crew or vehicle')
    expect(stranded).toContain('it is no order')
    expect(stranded).toContain('10:40 ambulance-001-t0: the vehicle is not available then')
    expect(await replan.locator('.differences').innerText()).not.toContain('ambulance-001')
    await replan.getByRole('button', { name: 'Agree to it' }).click()
    expect(await replan.locator('.confirm').innerText()).toContain('1 order goes out')
    expect(plain(await replan.locator('.confirm').innerText())).toContain('gets no order: ambulance-001')
    const before = server.asked.length
    await replan.getByRole('button', { name: 'Yes, do it' }).click()
    await replan.getByText('Done, and on the account.').waitFor()
    expect(server.asked.slice(before)).toEqual([
      { kind: 'agree_plan', input: { version: 1, plan: '{"treve_plan":1}', base: 'e-plan' } },
    ])
  })

  it('follows the day as it changes', async () => {
    await tab.getByText('Nothing heard from it').first().waitFor()
    server.tell({ ...day, alarms: [] })
    await tab.getByText('No alarm waits for anybody.').waitFor()
    server.tell(day)
  })
})

describe('before anything is reported', () => {
  const unreported = {
    ...day,
    vehicles: [],
    under_way: { people: null, vehicles: 0, vehicles_inside: { low: 0, high: 0 } },
  }

  it.each(['en', 'fr', 'ar', 'ru'] as const)('what is not known is no zero and no search, in %s', async (language) => {
    server.tell(unreported)
    const { tab } = await visit(server, 'handover', language)
    const { messages } = await import('../src/messages/catalogue.ts')
    const words = messages[language]
    const figures = tab.locator('.figures')
    await figures.waitFor()
    expect(plain(await figures.locator('div').nth(1).innerText())).not.toMatch(/[0٠]/)
    const vehicles = tab.locator('.vehicles')
    expect(await vehicles.getByRole('searchbox').count()).toBe(0)
    expect(await vehicles.innerText()).not.toContain(words['vehicles.noneFound'])
    await tab.context().close()
    server.tell(day)
  })

  it('says that none is reported in the zone, and tells a search that finds nothing from an empty list', async () => {
    server.tell(unreported)
    const { tab } = await visit(server, 'handover')
    await tab.locator('.figures', { hasText: 'no vehicle is reported in the zone' }).waitFor()
    await tab.locator('.vehicles', { hasText: 'No vehicle is told to be in the zone.' }).waitFor()
    server.tell(day)
    const find = tab.locator('.vehicles').getByRole('searchbox')
    await find.fill('nobody')
    await tab.locator('.vehicles', { hasText: 'No vehicle with a trip is called so.' }).waitFor()
    await tab.emulateMedia({ media: 'print' })
    expect(await find.isVisible()).toBe(false)
    await tab.context().close()
  })

  it('tells on the wall who departs next by the plan, while nobody is inside', async () => {
    server.tell(unreported)
    const { tab } = await visit(server, 'wall', 'en', 'wall')
    const due = tab.locator('[aria-labelledby=wall-due]')
    await due.getByText('Nobody is reported inside.').waitFor()
    const rows = (await due.locator('tbody tr').allInnerTexts()).map(plain)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toMatch(/^[a-z]+-\d+\s+(09|1\d):\d\d$/)
    expect(rows.map((row) => row.slice(-5))).toEqual(rows.map((row) => row.slice(-5)).sort())
    server.tell({ ...unreported, under_way: { people: null, vehicles: 1, vehicles_inside: { low: 1, high: 1 } } })
    await due.getByText('No vehicle has anything left before it in the zone.').waitFor()
    server.tell(day)
    await tab.context().close()
  })
})

describe('the wall', () => {
  it.each(['en', 'ar'] as const)(
    'tells many alarms of one kind in one line, how many and of whom, in %s',
    async (language) => {
      const silent = day.alarms.find(({ kind }) => kind === 'silent')
      if (silent === undefined) throw new Error('a vehicle is silent')
      const alarms = Array.from({ length: 30 }, (_, at) => ({
        ...silent,
        alarm: `a-${at}`,
        about: { vehicle: `bus-${100 + at}` },
        acknowledged: null,
      }))
      const others = day.alarms.filter(({ kind }) => kind !== 'silent')
      server.tell({ ...day, alarms: [...alarms, ...others] })
      const { tab } = await visit(server, 'wall', language, 'wall')
      const told = tab.locator('[aria-labelledby=wall-alarms]')
      const many = told.locator('li', { hasText: 'bus-100' })
      await many.waitFor()
      expect(plain(await many.innerText())).toMatch(/bus-100.+bus-101.+bus-102.*27/)
      // Those of which there are few keep their places beside it.
      expect(await told.locator('li').count()).toBeGreaterThan(1)
      expect(plain(await told.innerText())).not.toContain('bus-129')
      expect(await tooWide(tab)).toBeLessThanOrEqual(0)
      await tab.context().close()
      server.tell(day)
    },
  )
})

describe('the hand-over', () => {
  it('tells many alarms of one kind, and orders of one vehicle, together; what is not shown at once is a press away', async () => {
    const silent = day.alarms.find(({ kind }) => kind === 'silent')
    if (silent === undefined) throw new Error('a vehicle is silent')
    const alarms = Array.from({ length: 30 }, (_, at) => ({
      ...silent,
      alarm: `a-${at}`,
      about: { vehicle: `bus-${100 + at}` },
      acknowledged: null,
    }))
    const order = (id: string) => ({ order: id, vehicle: 'bus-001', what: 'order' as const, received_at: null })
    server.tell({ ...day, alarms, orders: [order('o-1'), order('o-2')] })
    const { tab } = await visit(server, 'handover')
    const open = tab.locator('[aria-labelledby=handover-open]')
    await open.getByText('Nothing heard from it (30)').waitFor()
    const said = plain(await open.innerText())
    expect(said).toContain('2 orders without receipt: bus-001 (2)')
    expect(said).toContain('bus-100, bus-101')
    expect(said).not.toContain('bus-129')
    expect(said.match(/Nobody has taken it/g)).toHaveLength(1)
    // What is signed on paper leaves nobody out.
    const printed = async (which: string) => {
      await tab.evaluate((type) => dispatchEvent(new Event(type)), which)
      return plain(await open.innerText())
    }
    expect(await printed('beforeprint')).toContain('bus-129')
    expect(await open.getByRole('button').count()).toBe(0)
    expect(await printed('afterprint')).not.toContain('bus-129')
    await open.getByRole('button', { name: /^Show all/ }).click()
    expect(plain(await open.innerText())).toContain('bus-129')
    server.tell(day)
    await tab.context().close()
  })
})

describe('the desk', () => {
  it('shows who comes when, how many on stretchers, and confirms with one press', async () => {
    const { tab, faults } = await visit(desk, 'desk', 'en', 'phone')
    const first = tab.locator('.arrival').first()
    await first.getByText('Clinic').waitFor()
    const text = plain(await first.innerText())
    expect(text).toMatch(/ambulance-001\s+09:52\s+in 2\d min \(estimated, from where it was [3-9] min ago\)/)
    expect(text).toContain('later than planned')
    expect(text).toMatch(/On stretchers\s+2/)
    expect(text).toMatch(/Told to be aboard\s+not known/)
    expect(await tab.locator('.arrival').nth(1).innerText()).toContain('when is not known')
    await first.getByRole('button', { name: '4 came, as announced' }).click()
    await tab.locator('.posted .done').waitFor()
    expect(desk.asked.at(-1)).toEqual({
      kind: 'report',
      input: {
        what: 'people_arrived',
        trip: 'ambulance-001-t2',
        vehicle: 'ambulance-001',
        place: 'clinic',
        people: [{ low: 4, best: 4, high: 4 }],
      },
    })
    expect(faults).toEqual([])
    await tab.context().close()
  })

  it('says that one is called back, and that one has come and is to be counted, in each language', async () => {
    const { tab, faults } = await visit(desk, 'desk', 'en', 'phone')
    await tab.locator('.arrival').first().waitFor()
    desk.tell({
      ...deskDay,
      arrivals: deskDay.arrivals.map((each) =>
        each.state === 'under_way'
          ? { ...each, recalled: true }
          : each.state === 'expected'
            ? { ...each, state: 'uncounted', people: { low: 9, best: 9, high: 9 } }
            : each,
      ),
    })
    const back = tab.locator('.arrival', { hasText: 'called back: not known whether it comes' })
    await back.waitFor()
    expect(plain(await back.innerText())).not.toContain('later than planned')
    const come = tab.locator('.arrival', { hasText: 'who got off is not counted yet' })
    await come.getByRole('button', { name: '9 came, as announced' }).waitFor()
    for (const [language, word] of [
      ['fr', 'rappelé'],
      ['ar', 'طُلب منها الرجوع'],
      ['ru', 'отозвана'],
    ] as const) {
      const { tab: other } = await visit(desk, 'desk', language, 'phone')
      await other.getByText(word, { exact: false }).first().waitFor()
      await other.context().close()
    }
    desk.tell(deskDay)
    expect(faults).toEqual([])
    await tab.context().close()
  })
})

describe('protection cases', () => {
  it('are noted and closed by those who deal with them, the open ones first', async () => {
    const { tab } = await visit(server, 'cases')
    const first = tab.locator('.alarm').first()
    expect(plain(await first.innerText())).toMatch(/Counts do not add up\s+bus-001-t1[\s\S]*the gate is asked/)
    await first.getByText('Note what was done').first().click()
    await first.getByLabel('What is known, or was done').fill('the gate counted 47')
    await first.getByRole('button', { name: 'Note what was done' }).click()
    await first.getByText('Done, and on the account.').waitFor()
    expect(lastAsked()).toEqual({
      kind: 'note_case',
      input: { case: 'c-1', text: { language: 'en', text: 'the gate counted 47' } },
    })
    await tab.context().close()
  })
})

describe('paper', () => {
  it('prints a form with its number, time, version and code, one A4 page; its rows are entered back by number', async () => {
    const { tab } = await visit(server, 'paper')
    await tab.getByRole('button', { name: 'Order', exact: true }).click()
    const sheet = tab.locator('.sheet').first()
    const text = plain(await sheet.innerText())
    expect(text).toMatch(/Order F1-a3f9/)
    expect(text).toMatch(/Made 4 November 2016, 09:2\d \(Asia\/Damascus; 07:2\d UTC\)\. Plan a3f9c2d18e7b\./)
    expect(text).toContain('no permission and no guarantee')
    expect((await sheet.locator('.qr path').getAttribute('d'))?.startsWith('M2 2h1v1h-1z')).toBe(true)
    const pdf = await tab.pdf({ preferCSSPageSize: true })
    // Six orders, and nothing of the page around them.
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(6)
    const before = server.asked.length
    await tab.getByLabel('Number of the form').fill('f1 A3F9')
    await tab.getByLabel('3, people got on, When').fill('0826')
    await tab.getByLabel('3, people got on, How many in fact').fill('47')
    await tab.getByRole('button', { name: 'Send what is filled in' }).click()
    await tab.locator('.posted .done').first().waitFor()
    expect(server.asked.slice(before)).toEqual([
      {
        kind: 'report',
        input: {
          what: 'people_boarded',
          vehicle: 'bus-001',
          trip: 'bus-001-t1',
          place: 'school',
          people: [{ low: 47, best: 47, high: 47 }],
          happened: '2016-11-04T06:26:00Z',
          chain: 'F1-a3f9',
        },
      },
    ])
    await tab.getByLabel('Number of the form').fill('F1-0000')
    await tab.getByText('This form is of a plan that is not known here.').waitFor()
    await tab.context().close()
  })

  it('that was printed of an earlier plan is entered by its number too, and said to be of that one', async () => {
    const context = await browser.newContext({ viewport: sizes.desktop, reducedMotion: 'reduce' })
    const tab = await context.newPage()
    // As its code opens it.
    await tab.goto(`${server.address}/?pause=minimal&page=paper&form=F1-b4e0&lang=en`)
    const notice = tab.getByText('no longer in force')
    await notice.waitFor()
    expect(plain(await notice.innerText())).toBe(
      'Of the plan agreed 4 November 2016 at 05:30, no longer in force. Its rows are entered as they stand on the paper.',
    )
    const before = server.asked.length
    await tab.getByLabel('3, people got on, When').fill('0826')
    await tab.getByLabel('3, people got on, How many in fact').fill('47')
    expect(await audit(tab)).toEqual([])
    await tab.getByRole('button', { name: 'Send what is filled in' }).click()
    await tab.locator('.posted .done').first().waitFor()
    expect(server.asked.slice(before)).toMatchObject([
      { kind: 'report', input: { what: 'people_boarded', trip: 'bus-001-t0', place: 'school', chain: 'F1-b4e0' } },
    ])
    await tab.getByLabel('Number of the form').fill('F99-b4e0')
    await tab.getByText('No form has that number.').waitFor()
    await tab.getByLabel('Number of the form').fill('F1-a3f9')
    await tab.getByLabel('3, people got on, When').waitFor()
    expect(await notice.count()).toBe(0)
    await context.close()
  })

  it('is marked as of the plan that it shows, also while the one that replaces it is on its way', async () => {
    const { tab } = await visit(server, 'paper')
    await tab.getByRole('button', { name: 'Order', exact: true }).click()
    await tab.locator('.sheet', { hasText: 'a3f9c2d18e7b' }).first().waitFor()
    const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>()
    const { promise: mayCome, resolve: come } = Promise.withResolvers<void>()
    await tab.route('**/plan-in-force', async (route) => {
      asked()
      await mayCome
      await route.continue()
    })
    server.tell({ ...day, plan: { sha256: 'c5d6e7f8a9b0', agreed_at: hour('09:25') } })
    await isAsked
    expect(await tab.locator('.sheet .form-number').first().innerText()).toBe('F1-a3f9')
    come()
    await tab.locator('.sheet', { hasText: 'c5d6e7f8a9b0' }).first().waitFor()
    expect(await tab.locator('.sheet .form-number').first().innerText()).toBe('F1-c5d6')
    server.tell(day)
    await tab.context().close()
  })

  it('of an earlier plan that does not come is said not to have come', async () => {
    const context = await browser.newContext({ viewport: sizes.desktop, reducedMotion: 'reduce' })
    const tab = await context.newPage()
    await tab.route('**/plan-in-force?mark=*', (route) => route.abort())
    await tab.goto(`${server.address}/?pause=minimal&page=paper&form=F1-b4e0&lang=en`)
    await tab.getByText('That plan cannot be loaded now').waitFor()
    expect(await tab.getByLabel('3, people got on, When').count()).toBe(0)
    await context.close()
  })
})

describe('a plan that keeps more than the terms ask', () => {
  it('has all clear at one time, on the clock and on every chart; what the terms ask is said once', async () => {
    const context = await browser.newContext({ viewport: sizes.desktop, reducedMotion: 'reduce' })
    const tab = await context.newPage()
    await tab.route('**/plan-in-force*', async (route) => {
      const answer = await route.fetch()
      const plan = (await answer.json()) as { windows: { clear_by: string }[] }
      for (const window of plan.windows) window.clear_by = hour('11:00')
      await route.fulfill({ json: plan })
    })
    await tab.goto(`${server.address}/?pause=minimal&page=board&lang=en`)
    await tab.locator('.window-clock', { hasText: '11:00' }).waitFor()
    await tab.locator('[aria-labelledby=under-way] .wall-labels').waitFor({ state: 'attached' })
    const labels = (await tab.locator('.wall-labels').allTextContents()).map(plain)
    expect(labels).toHaveLength(3)
    for (const label of labels) {
      expect(label).toContain('11:00 all must be clear')
      expect(label).not.toContain('11:30')
    }
    const said = (await tab.locator('.kept-more').allInnerTexts()).map(plain)
    expect(said).toEqual(['All must be clear by 11:00, as the plan keeps it; the terms ask for 11:30.'])
    await context.close()
  })
})

describe('under a chart', () => {
  it.each([
    ['ar', false],
    ['ru', true],
  ] as const)('who is chosen is read in the direction of the language (%s)', async (language, isFromLeft) => {
    const { tab } = await visit(server, 'board', language)
    await tab.locator('[data-trip=bus-001-t1]').first().focus()
    const line = tab.locator('.chosen', { hasText: 'bus-001' })
    await line.waitFor()
    const [vehicle, departure] = await line.evaluate((shown) => {
      const text = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT).nextNode()
      const words = text?.textContent ?? ''
      const leftOf = (part: string) => {
        const range = document.createRange()
        if (text === null) return Number.NaN
        range.setStart(text, words.indexOf(part))
        range.setEnd(text, words.indexOf(part) + part.length)
        return range.getBoundingClientRect().left
      }
      return [leftOf('bus-001'), leftOf('08:')]
    })
    expect(Number(vehicle) < Number(departure)).toBe(isFromLeft)
    expect(vehicle).not.toBe(departure)
    await tab.context().close()
  })
})

describe('before a real server', () => {
  it('what is reported on the board is on the account, counts on the board, and is taken back there', async () => {
    const coordinated = await openCoordinated(new Map([['minimal', ahead().bytes]]))
    const { page, context } = await coordinated.window({ viewport: sizes.desktop, reducedMotion: 'reduce' })
    await comeIn(page, coordinated.address, await coordinated.code('minimal'))
    await page.goto(`${coordinated.address}/?page=board&lang=en`)
    await page.locator('.day-board').waitFor()
    await page.getByText('how many wait is not known').waitFor()
    const form = page.locator('.report form')
    await form.getByLabel('What', { exact: true }).selectOption('waiting')
    await form.getByLabel('Place').fill('school')
    await form.getByLabel('How many people').fill('110-130')
    await form.getByLabel(/Told by/).fill('school team')
    await form.getByRole('button', { name: 'Send' }).click()
    await page.locator('.posted .done').waitFor()
    const waiting = page.locator('[aria-labelledby=waiting]')
    await waiting.getByText('120').waitFor()
    expect(plain(await waiting.innerText())).toMatch(/120\s+\(110–130\)/)
    const duties = page.locator('details.act', { hasText: 'Put a tracker on a vehicle' })
    expect(await duties.count()).toBe(1)
    const line = page.locator('.day-log li', { hasText: 'school team' })
    await line.getByText('Take back').first().click()
    await line.getByRole('button', { name: 'Take back' }).click()
    await line.getByRole('button', { name: 'Yes, do it' }).click()
    await page.getByText('how many wait is not known').waitFor()
    await page.locator('.day-log del').waitFor()
    await context.close()
    await coordinated.close()
  })

  it('a shift is handed over on one page, and taken over on another, by keys alone, once', async () => {
    const coordinated = await openCoordinated(new Map([['minimal', ahead().bytes]]))
    const { page: night } = await coordinated.window({ viewport: sizes.desktop, reducedMotion: 'reduce' })
    await comeIn(night, coordinated.address, await coordinated.code('minimal'))
    const { page: morning } = await coordinated.window({ viewport: sizes.phone, reducedMotion: 'reduce' })
    const code = await inviteTo(night, 'minimal', { roles: ['dispatcher'], label: 'morning desk' })
    await comeIn(morning, coordinated.address, code)
    const noteOn = (page: Page) => page.locator('[aria-labelledby=handover-note]')
    for (const page of [night, morning]) {
      await page.goto(`${coordinated.address}/?pause=minimal&page=handover&lang=en`)
      await noteOn(page).getByText('No note was handed over yet.').waitFor()
    }
    await noteOn(night).getByLabel('What the next shift must know').focus()
    await night.keyboard.type('The gate at the bridge is slow since six.')
    await night.reload()
    await noteOn(night).waitFor()
    // What was not sent is marked so on paper, and no other device has anything of it.
    await night.emulateMedia({ media: 'print' })
    await noteOn(night).getByText('Not handed over yet:').waitFor()
    await night.emulateMedia({ media: 'screen' })
    expect(await morning.getByText('slow since six').count()).toBe(0)
    await noteOn(night).getByLabel('Your function').focus()
    await night.keyboard.type('me@example.org')
    await night.keyboard.press('Tab')
    await night.keyboard.type('dispatcher, day')
    await night.keyboard.press('Enter')
    await noteOn(night).locator('.refused').waitFor()
    await noteOn(night).getByLabel('Your function').fill('dispatcher, night')
    await night.keyboard.press('Enter')
    await noteOn(night).getByText('Done, and on the account.').waitFor()
    const card = noteOn(morning).locator('.card')
    await card.getByText('Not taken over yet.').waitFor()
    expect(plain(await card.innerText())).toMatch(
      /Handed over by dispatcher, night to dispatcher, day[\s\S]*The gate at the bridge is slow since six\./,
    )
    expect(await audit(morning)).toEqual([])
    expect(await tooWide(morning)).toBeLessThanOrEqual(0)
    // Who takes over is asked for, and proposed as it was written.
    await card.getByLabel('Your function').focus()
    expect(await card.getByLabel('Your function').inputValue()).toBe('dispatcher, day')
    await morning.keyboard.press('Tab')
    await morning.keyboard.press('Enter')
    for (const page of [morning, night]) {
      await noteOn(page)
        .locator('.card')
        .getByText(/^Taken over by.*dispatcher, day/)
        .waitFor()
      expect(await noteOn(page).getByRole('button', { name: 'I have taken over' }).count()).toBe(0)
      await page.emulateMedia({ media: 'print' })
      expect(await noteOn(page).locator('.card').isVisible()).toBe(true)
      expect(await noteOn(page).getByRole('button', { name: 'Hand over' }).count()).toBe(0)
      await page.emulateMedia({ media: 'screen' })
    }
    const log = night.locator('[aria-labelledby=handover-log]')
    await log.getByText(/Shift taken over from.*dispatcher, night/).waitFor()
    await coordinated.close()
  })
})

describe('each page', () => {
  it.each([
    ['board', 'ar', 'desktop'],
    ['board', 'en', 'phone'],
    ['wall', 'ar', 'wall'],
    ['handover', 'fr', 'desktop'],
    ['paper', 'ru', 'phone'],
    ['cases', 'ru', 'phone'],
    ['desk', 'ar', 'phone'],
  ] as const)('%s in %s (%s) has no fault of access, and fits', async (name, language, size) => {
    const { tab, faults } = await visit(name === 'desk' ? desk : server, name, language, size)
    await tab.locator('h2').first().waitFor()
    expect(await audit(tab)).toEqual([])
    expect(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    if (language === 'ar') expect(await tab.locator('html').getAttribute('dir')).toBe('rtl')
    expect(faults).toEqual([])
    await tab.context().close()
  })
})
