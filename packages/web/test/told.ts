// A pause some days ahead, in which things were told: for tests of pages.

import type { Page } from 'playwright-core'
import { ask, type Coordinated, comeIn, openCoordinated } from './coordinated.ts'
import { exampleBytes } from './fixtures/served.ts'
import { faultsOf, sizes } from './visit.ts'

export interface Ahead {
  readonly bytes: Uint8Array
  /** Local time on its day, such as `09:00`. */
  readonly at: (clock: string) => string
}

/** The minimal example, five days from now: as it stands it lies in 2016, and nothing can be notified any more. */
export function ahead(): Ahead {
  const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  const text = new TextDecoder().decode(exampleBytes('minimal')).replaceAll('2016-11-04', day)
  return { bytes: new TextEncoder().encode(text), at: (clock) => `${day}T${clock}` }
}

export function movement(at: Ahead['at'], more: object = {}) {
  return {
    id: 'm1',
    use: 'civilians',
    corridor: 'bridge',
    direction: 'out',
    from: at('08:00'),
    until: at('11:00'),
    vehicles: [{ kind: 'bus', count: 2 }],
    on_foot: true,
    ...more,
  }
}

export async function announced(page: Page): Promise<void> {
  await ask(page, 'minimal', 'announce_terms', { version: 1, by: ['south'], text: 'as announced' })
}

export interface Notified {
  readonly opened: Coordinated
  /** Of its coordinator. */
  readonly page: Page
  /** What that page did that it must not. */
  readonly faults: string[]
}

/** A pause that was announced, and one movement of it notified, before its coordinator. */
export async function openNotified({ bytes, at }: Ahead): Promise<Notified> {
  const opened = await openCoordinated(new Map([['minimal', bytes]]))
  const { page } = await opened.window({ viewport: sizes.desktop })
  const faults = faultsOf(page, opened.address)
  await comeIn(page, opened.address, await opened.code('minimal'))
  await announced(page)
  await ask(page, 'minimal', 'notify', { movements: [movement(at)] })
  return { opened, page, faults }
}

/** The page of a party’s liaison, opened by its link as the liaison opens it. */
export async function liaisonOf({ opened, page }: Notified, party: string, at: Ahead['at']) {
  const url = await linkFor(page, party, at)
  const { page: liaison } = await opened.window({ viewport: sizes.phone, locale: 'en' })
  await liaison.goto(url)
  await liaison.locator('#open').click()
  await liaison.locator('.acknowledge').waitFor()
  return { url, liaison }
}

/** Announced, notified and changed; a contact, a conversation and a draft. */
export async function told(page: Page, at: Ahead['at'], { isAnnounced = false } = {}): Promise<void> {
  if (!isAnnounced) await announced(page)
  const by = (kind: string, input: object) => ask(page, 'minimal', kind, input)
  await by('notify', { movements: [movement(at), movement(at, { id: 'm2', use: 'medical', on_foot: false })] })
  await by('acknowledge', { number: 1, party: 'south', channel: 'telephone', by_function: 'duty officer' })
  await by('update_notification', { notification: 1, movements: [movement(at, { until: at('10:30') })] })
  await by('report_withdrawal', {
    corridor: 'bridge',
    kind: 'troops',
    party: 'north',
    state: 'met',
    until: at('12:00'),
  })
  await by('verify_withdrawal', { corridor: 'bridge', kind: 'mines', state: 'met', until: at('12:00') })
  await by('set_contact', {
    id: 'north-duty',
    of: 'party',
    party: 'north',
    function: 'duty officer north',
    channels: [{ channel: 'telephone', number: '100 200', is_primary: true }, { channel: 'radio' }],
    stop: { word: 'amber', by: ['duty officer'] },
  })
  await by('test_channel', { contact: 'north-duty', channel: 'radio', result: 'no_answer' })
  await by('log_conversation', {
    by: 'duty officer coordination',
    with: 'duty officer north',
    party: 'north',
    direction: 'outgoing',
    channel: 'telephone',
    language: 'ar',
    text: 'سُئلوا عن الإخطار فقالوا إنهم يقرؤونه.',
  })
  await by('draft_message', {
    id: 'day-one',
    kind: 'information',
    texts: { en: 'Buses wait at the school from eight.', ar: 'تنتظر الحافلات عند المدرسة من الثامنة.' },
    where: ['centre'],
    until: at('12:00'),
  })
}

/** The address of a page for a party's liaison. */
export async function linkFor(page: Page, party: string, at: Ahead['at']): Promise<string> {
  const answer = await page.evaluate(
    async (body) => {
      const given = await fetch('/api/v1/pauses/minimal/links', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      return { status: given.status, text: await given.text() }
    },
    JSON.stringify({ party, until: at('23:00'), ask: 'coordination desk, 100' }),
  )
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
  return (JSON.parse(answer.text) as { url: string }).url
}
