// What coordinators do in an exercise before a day is played, and after it: terms agreed, approvals, notification,
// acknowledgements, conditions seen, go, orders; then closed and accounted for. All of it by commands, as a person gives them;
// what is missing is asked of the server, and not known here.

import { formatInstant, type Instant, type Pause, type Plan, parseInstant, utc } from '@treve/model'
import { movementsOf, ordersOfTrip } from '@treve/server/coordination'
import { isObject, type Json, type JsonObject } from './line.ts'
import { type Person, refused } from './person.ts'

export interface Preparing {
  readonly coordinator: Person
  readonly pause: Pause
  readonly plan: Plan
  /** As `treve plan` wrote it. */
  readonly planText: string
  readonly say: (text: string) => void
  /** How many trips have their orders, after each. */
  readonly ordered?: ((trips: number) => void) | undefined
}

/** Until the first window is about to open. */
export async function prepare({ coordinator, pause, plan, planText, say, ordered }: Preparing): Promise<void> {
  const at = (instant: number) => formatInstant(instant as Instant, pause.time_zone)
  const must = (kind: string, input: JsonObject) => done(coordinator, pause.id, kind, input)
  const first = Math.min(...pause.terms.windows.map(({ open }) => open))
  const terms = await view(coordinator, pause.id, 'terms')
  const version = lastOf(terms.versions)
  const { agreement_of: parties = [] } = isObject(version.requirements) ? version.requirements : {}
  await must('name_owner', { function: 'head_of_operations', actor: coordinator.token })
  await must('agree_terms', { version: version.version ?? 1, by: parties, text: 'Agreed for this exercise.' })
  await must('agree_plan', { version: version.version ?? 1, plan: planText })
  const { board = [] } = await view(coordinator, pause.id, 'approvals')
  for (const { element, party, enough } of objects(board))
    if (enough !== true)
      await must('record_approval', {
        element: element ?? '',
        party: party ?? '',
        grade: 'written_unconditional',
        channel: 'letter',
        evidence: 'Exercise.',
      })
  say(`${objects(board).length} approvals`)
  await must('notify', { movements: asAsked(movementsOf(pause, plan), at) })
  const notices = await view(coordinator, pause.id, 'notices')
  for (const [party, told] of Object.entries(isObject(notices.parties) ? notices.parties : {}))
    for (const { number } of objects(isObject(told) ? told.told : []))
      await must('acknowledge', { number: number ?? 0, party, channel: 'radio', by_function: 'duty officer' })
  say('all parties notified, and have acknowledged that they received it')
  const { go_no_go: go } = await view(coordinator, pause.id, 'approvals')
  const earliest = isObject(go) && typeof go.earliest_go === 'string' ? go.earliest_go : undefined
  if (earliest !== undefined) await setClock(coordinator, pause.id, { at: earliest, speed: 0 })
  await must('decide_go', {})
  await setClock(coordinator, pause.id, { at: at(first - secondsBefore), speed: 0 })
  for (const use of await conditions(coordinator, pause.id)) await must(use.kind, use.input(at(lastClose(pause))))
  await must('begin', {})
  for (const [index, trip] of plan.trips.entries()) {
    for (const order of asAsked(ordersOfTrip(pause, trip, 1), at)) await must('issue_order', order)
    ordered?.(index + 1)
  }
  say(`${plan.trips.length} trips ordered`)
}

/** Corridors open once the window has; each use of each that has what it needs. */
export async function openCorridors(coordinator: Person, pause: Pause): Promise<void> {
  for (const { id, uses } of pause.corridors)
    for (const use of uses) {
      const answer = await coordinator.command(pause.id, 'open_corridor', { corridor: id, use })
      if (answer.status !== 200 && answer.body.code !== 'conditions_not_met') throw refused('open_corridor', answer)
    }
}

export async function finish(coordinator: Person, pause: Pause): Promise<void> {
  await done(coordinator, pause.id, 'close', {})
  await done(coordinator, pause.id, 'account_for', {})
}

/** Answers what time it is there by now: seconds since 1970. */
export async function setClock(coordinator: Person, pause: string, input: JsonObject): Promise<number> {
  const answer = await coordinator.post(`/api/v1/pauses/${encodeURIComponent(pause)}/clock`, input)
  const now = parseInstant(String(answer.body.now), utc)
  if (answer.status !== 200 || typeof now !== 'number') throw refused('the clock was not set', answer)
  return now
}

export async function view(person: Person, pause: string, part: string): Promise<JsonObject> {
  const answer = await person.get(`/api/v1/pauses/${encodeURIComponent(pause)}/${part}`)
  if (answer.status !== 200) throw refused(`“${part}” is not shown`, answer)
  return answer.body
}

/** Where it has not gone further by itself: it is never set back. */
export async function setClockOn(coordinator: Person, { id, time_zone: zone }: Pause, seconds: number): Promise<void> {
  const { now } = await view(coordinator, id, 'clock')
  const read = parseInstant(String(now), zone)
  if (typeof read === 'number' && read >= seconds) await setClock(coordinator, id, { speed: 0 })
  else await setClock(coordinator, id, { at: formatInstant(Math.ceil(seconds) as Instant, zone), speed: 0 })
}

async function done(person: Person, pause: string, kind: string, input: JsonObject): Promise<void> {
  const answer = await person.command(pause, kind, input)
  if (answer.status !== 200 && answer.status !== 202) throw refused(kind, answer)
}

const secondsBefore = 900

function lastClose({ terms }: Pause): number {
  return Math.max(...terms.windows.map(({ close }) => close))
}

/** What somebody must report or see before corridors may open. */
async function conditions(person: Person, pause: string) {
  const { corridors = [] } = await view(person, pause, 'withdrawal')
  const terms = await view(person, pause, 'terms')
  const reporting = objects(lastOf(terms.versions).parties).filter(({ role }) => role === 'party_to_conflict')
  return objects(corridors).flatMap(({ corridor, conditions: all = [] }) =>
    objects(all)
      .filter(({ state }) => state !== 'met')
      .flatMap(({ segment, kind, need }) => {
        const input = { corridor, segment, kind, state: 'met' } as JsonObject
        if (need !== 'withdrawal_reported')
          return [{ kind: 'verify_withdrawal', input: (until: string) => ({ ...input, until }) }]
        return reporting.map(({ id }) => ({
          kind: 'report_withdrawal',
          input: (until: string) => ({ ...input, party: id ?? null, until }),
        }))
      }),
  )
}

/** As they are asked for: with moments as they are written. */
export function asAsked<T extends { readonly from: Instant; readonly until: Instant }>(
  all: readonly T[],
  at: (instant: number) => string,
): readonly JsonObject[] {
  return all.map(({ from, until, ...rest }) => ({ ...rest, from: at(from), until: at(until) }) as JsonObject)
}

export function objects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function lastOf(value: Json | undefined): JsonObject {
  return objects(value).at(-1) ?? {}
}
