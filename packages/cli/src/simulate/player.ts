// Plays lines to a running server: each at its time by the clock of the exercise, by whoever does it.

import type { Draft } from '@treve/ledger'
import { formatInstant, type Instant, type Pause, parseInstant, readPlan, type Trip } from '@treve/model'
import { ordersOfTrip, useOf } from '@treve/server/coordination'
import { type Answered, type Api, ServerFault, waited } from './api.ts'
import { asAsked, objects, setClock } from './coordinator.ts'
import { copyAccount } from './copy.ts'
import { type Halt, linesAsPlanned } from './day-lines.ts'
import { type AccountAt, Device } from './device.ts'
import { inputsOf, isObject, type Json, type JsonObject, type Line } from './line.ts'
import { mostLateSeconds, paceAfter } from './pace.ts'
import { Person, refused } from './person.ts'
import { rowsLike, seen, soughtIn, triesEveryMilliseconds } from './seen.ts'
import type { Tracks } from './tracks.ts'

export interface Playing {
  readonly api: Api
  readonly pause: Pause
  readonly coordinator: Person
  readonly account: AccountAt
  /** Seconds of the exercise in each; `max`: from line to line, without waiting. */
  readonly speed: number | 'max'
  readonly stop: AbortSignal
  readonly say: (text: string) => void
  /** How fast the clock runs by now, where the machine bears less than that. */
  readonly paced?: ((speed: number) => void) | undefined
}

export interface Played {
  sent: number
  positions: number
  /** Lines that were answered otherwise than they say. */
  readonly unexpected: { readonly line: Line; readonly text: string }[]
}

/** A line names what whoever does it is not shown. */
class NotShown extends Error {}

export class Player {
  readonly playing: Playing
  readonly played: Played = { sent: 0, positions: 0, unexpected: [] }
  private readonly people = new Map<string, Person>()
  private readonly devices = new Map<string, Device>()
  private readonly trackers = new Map<string, string>()
  /** Of the plan in force; undefined: not asked for since it was agreed. */
  private trips: readonly Trip[] | undefined

  constructor(playing: Playing) {
    this.playing = playing
    this.people.set('coordinator-1', playing.coordinator)
  }

  /** Everybody who reports has a phone, and knows what is theirs. */
  async enrol(lines: readonly Line[]): Promise<void> {
    const names = [...new Set(lines.map(({ by }) => by))].filter((by) => by.includes(':'))
    for (const name of names) await this.deviceOf(name)
    this.playing.say(`${names.length} devices enrolled`)
  }

  /** A tracker in each vehicle. */
  async bindTrackers(vehicles: readonly string[]): Promise<void> {
    for (const vehicle of vehicles) {
      const tracker = crypto.randomUUID().replaceAll('-', '')
      const { coordinator, pause } = this.playing
      const answer = await coordinator.command(pause.id, 'bind_tracker', { tracker, vehicle, protocol: 'osmand' })
      if (answer.status !== 200) throw refused('bind_tracker', answer)
      this.trackers.set(vehicle, tracker)
    }
  }

  /** @param from where the clock stands already: what was before it is said at once, as of its own time */
  async play(
    lines: readonly Line[],
    { tracks, from }: { tracks?: Tracks | undefined; from?: Instant } = {},
  ): Promise<void> {
    if (this.playing.speed === 'max') await this.lineByLine(lines, from)
    else await this.byTheClock(lines, this.playing.speed, tracks, from)
  }

  /** The clock is set to each line’s time; what that brings is said before it is done. */
  private async lineByLine(lines: readonly Line[], from?: Instant): Promise<void> {
    let at = from
    const left = [...lines]
    for (let line = left.shift(); line !== undefined; line = left.shift()) {
      if (at === undefined || line.at > at) {
        at = line.at
        await setClock(this.playing.coordinator, this.playing.pause.id, { at: this.written(at), speed: 0 })
      }
      inserted(left, await this.send(line))
    }
  }

  private async byTheClock(
    lines: readonly Line[],
    speed: number,
    tracks: Tracks | undefined,
    from: Instant | undefined,
  ): Promise<void> {
    const { stop, paced } = this.playing
    const first = lines[0]?.at
    if (first === undefined) return
    const begin = from !== undefined && from > first ? from : first
    let clock = await this.clockSet({ at: this.written(begin), speed })
    let pace = speed
    const now = () => clock.at + ((performance.now() - clock.since) / 1000) * clock.speed
    const vehicles = [...this.trackers.keys()]
    let told = begin as number
    const left = [...lines]
    while (left.length > 0) {
      const began = performance.now()
      // What is late already is told while the clock stands.
      if (now() - (left[0]?.at ?? now()) > 2 * mostLateSeconds && clock.speed > 0)
        clock = await this.clockSet({ speed: 0 })
      const due = left.findIndex(({ at }) => at > now())
      const lines = left.splice(0, due < 0 ? left.length : due)
      inserted(left, await this.sendAll(lines))
      const tellsPositions = tracks !== undefined && now() >= told
      if (tracks !== undefined && tellsPositions) {
        const at = now()
        told = at + Math.max(15, (vehicles.length * pace) / mostPositionsPerSecond)
        await this.tellPositions(tracks, at)
      }
      const before = pace
      if (lines.length > 0 || tellsPositions) pace = paceAfter(pace, speed, (performance.now() - began) / 1000)
      if (pace !== clock.speed) clock = await this.clockSet({ speed: pace })
      if (pace !== before) paced?.(pace)
      const seconds = ((left[0]?.at ?? now()) - now()) / pace
      await waited(Math.min(200, Math.max(1, seconds * 1000)), stop)
    }
  }

  /** As the server has it once it is set, and never ahead of it: what has not come yet is not reported. */
  private async clockSet(input: JsonObject): Promise<{ at: number; since: number; speed: number }> {
    const { coordinator, pause } = this.playing
    const now = await setClock(coordinator, pause.id, input)
    return { at: now, since: performance.now(), speed: Number(input.speed) }
  }

  /** Each who does something does it in order; others do not wait for them. */
  private async sendAll(lines: readonly Line[]): Promise<readonly Line[]> {
    const byWhom = Map.groupBy(lines, ({ by }) => by)
    const further = await Promise.all(
      [...byWhom.values()].map(async (own) => {
        const found: Line[] = []
        for (const line of own) found.push(...(await this.send(line)))
        return found
      }),
    )
    return further.flat()
  }

  async tellPositions(tracks: Tracks, seconds: number): Promise<void> {
    const { api } = this.playing
    const tell = async (vehicle: string, tracker: string) => {
      const point = tracks.at(vehicle, seconds)
      if (point === undefined) return
      const query = new URLSearchParams({
        id: tracker,
        lat: point.latitude.toFixed(6),
        lon: point.longitude.toFixed(6),
        timestamp: String(Math.floor(seconds)),
        speed: (point.metresPerSecond * knotsInMetresPerSecond).toFixed(1),
        accuracy: '10',
      })
      // One that is not taken is followed by a newer one: nothing waits for it.
      const answer = await api.tried(nobody, `/trackers/osmand?${query}`)
      if (answer === 200) this.played.positions++
    }
    await Promise.all([...this.trackers].map(([vehicle, tracker]) => tell(vehicle, tracker)))
  }

  /** Answers the lines that follow from it. */
  private async send(line: Line): Promise<readonly Line[]> {
    let inputs: readonly JsonObject[]
    try {
      if (line.do === makeTrips) return await this.linesOfTrips(line)
      inputs = await this.inputsNow(line)
    } catch (fault) {
      if (!(fault instanceof NotShown)) throw fault
      this.played.unexpected.push({ line, text: fault.message })
      return []
    }
    for (const input of inputs) {
      const answer = await this.sendOne(line, input)
      this.played.sent++
      const code = codeOf(answer)
      if (code !== line.refused)
        this.played.unexpected.push({ line, text: code ?? `done, and ${line.refused} was expected` })
    }
    return []
  }

  private async sendOne(line: Line, input: JsonObject): Promise<Answered> {
    const { coordinator, pause, account } = this.playing
    if (line.do === 'see') return this.see(line.by, input)
    if (line.by.includes(':')) {
      const device = await this.deviceOf(line.by)
      if (line.do === 'report') return device.report(account, this.draftOf(line, input), line.at)
      return device.command(account, line.do, input)
    }
    if (line.by === 'server' || line.do === 'grant_role') return this.invite(input)
    const person = this.personOf(line.by) ?? coordinator
    if (line.do === 'plan_anew') return this.planAnew(person)
    if (line.do === 'agree_plan') this.trips = undefined
    return person.command(pause.id, orderTrips === line.do ? 'issue_order' : line.do, this.withTokens(input))
  }

  /** From where all are now: what was begun before, by itself too, is over first. Answers once it is there. */
  private async planAnew(person: Person): Promise<Answered> {
    const { api, stop } = this.playing
    const isOver = async () => {
      for (;;) {
        const answer = await api.ask(person, 'GET', this.path('replan'))
        if (answer.status !== 200 || answer.body.state !== 'running') return answer
        await waited(triesEveryMilliseconds, stop)
      }
    }
    // The clock may have been set just now: where all are is looked at about once a second.
    await waited(2 * 1000, stop)
    await isOver()
    const begun = await person.post(this.path('replan'), {})
    if (begun.status !== 202) return begun
    const { body } = await isOver()
    return body.state === 'there' ? begun : { status: 409, body: { code: String(body.reason ?? body.state) } }
  }

  /** With what they name of what is shown by now; of trips, the order of each. */
  private async inputsNow(line: Line): Promise<readonly JsonObject[]> {
    if (line.do === 'see') return inputsOf(line)
    const inputs: JsonObject[] = []
    for (const input of await this.withEach(line)) {
      const filled = (await this.withSeen(line.by, input)) as JsonObject
      inputs.push(...(line.do === orderTrips ? await this.ordersOfTrips(filled) : [filled]))
    }
    return inputs
  }

  /** Of `every` that is seen, one for each. */
  private async withEach(line: Line): Promise<readonly JsonObject[]> {
    const every = Object.entries(line.with).find(([, value]) => isObject(value) && isObject(value.every))
    if (every === undefined) return inputsOf(line)
    const [key, value] = every
    const { take, ...sought } = isObject(value) && isObject(value.every) ? value.every : {}
    const { in: part = '', where = {} } = soughtIn(sought)
    const found = await this.lookedAt(line.by, { ...sought, take: null, in: null, where: { [part]: [where] } })
    if (!('value' in found)) throw new NotShown('code' in found ? found.code : found.missing)
    const rows = rowsLike(found.value, part, where)
    return rows.map((row) => ({ ...line.with, [key]: row[String(take)] ?? null }))
  }

  private async see(by: string, input: JsonObject): Promise<Answered> {
    const found = await this.lookedAt(by, input)
    if ('code' in found) return { status: 403, body: { code: found.code } }
    return 'missing' in found ? { status: 409, body: { code: found.missing } } : { status: 200, body: {} }
  }

  private async lookedAt(by: string, input: JsonObject) {
    const sought = soughtIn(input)
    const caller = by.includes(':') ? await this.deviceOf(by) : (this.personOf(by) ?? this.playing.coordinator)
    const { api, stop } = this.playing
    return seen(
      sought,
      () => api.ask(caller, 'GET', this.path(sought.view)),
      (milliseconds) => waited(milliseconds, stop),
    )
  }

  /** What a line does not know beforehand: docs/formats/played-day.md. */
  private async withSeen(by: string, given: Json): Promise<Json> {
    if (Array.isArray(given)) return Promise.all(given.map((each: Json) => this.withSeen(by, each)))
    if (!isObject(given)) return given
    if (isObject(given.seen)) {
      const found = await this.lookedAt(by, given.seen)
      if ('value' in found) return found.value
      throw new NotShown('code' in found ? found.code : found.missing)
    }
    if (typeof given.text_of === 'string') return this.textOf(by, given.text_of)
    if (typeof given.trip_of === 'string') return this.tripOf(given)
    const entries = await Promise.all(
      Object.entries(given).map(async ([key, value]) => [key, await this.withSeen(by, value)] as const),
    )
    return Object.fromEntries(entries)
  }

  private async textOf(by: string, view: string): Promise<string> {
    const bytes = await this.playing.api.bytes(this.personOf(by) ?? this.playing.coordinator, this.path(view))
    if (bytes === undefined) throw new NotShown(`there is no ${view}`)
    return new TextDecoder().decode(bytes)
  }

  /** Of the plan in force, those of a window, and of a use where one is named. */
  private async ordersOfTrips({ window, use }: JsonObject): Promise<readonly JsonObject[]> {
    const trips = await this.tripsIn(String(window))
    return trips
      .flatMap((trip) => asAsked(ordersOfTrip(this.playing.pause, trip, 1), (instant) => this.written(instant)))
      .filter((order) => use === undefined || order.use === use)
  }

  /** Trips of a window as planned; what lies behind already was. */
  private async linesOfTrips({ at, with: { window, use, halt } }: Line): Promise<readonly Line[]> {
    const { pause } = this.playing
    const trips = (await this.tripsIn(String(window))).filter((trip) => use === undefined || useOf(pause, trip) === use)
    return linesAsPlanned(pause, trips, this.haltOf(halt)).filter((line) => line.at >= at)
  }

  private haltOf(given: Json | undefined): Halt | undefined {
    if (!isObject(given)) return undefined
    const { time_zone: zone } = this.playing.pause
    const [from, until] = [given.from, given.until].map((each) => parseInstant(String(each), zone))
    if (typeof from !== 'number' || typeof until !== 'number')
      throw new NotShown('a halt says its gate, from and until')
    return { gate: String(given.gate), from, until }
  }

  /** By the name that the plan in force has for it: planned anew, it is another. */
  private async tripOf({ trip_of: vehicle, window, number = 1 }: JsonObject): Promise<string> {
    const own = (await this.tripsIn(String(window))).filter((trip) => trip.vehicle === vehicle)
    const found = own[Number(number) - 1]
    if (found === undefined) throw new NotShown(`${String(vehicle)} has no trip in ${String(window)}`)
    return found.id
  }

  /** Those that first pass a corridor in that window, in order. */
  private async tripsIn(window: string): Promise<readonly Trip[]> {
    this.trips ??= await this.tripsInForce()
    const found = this.playing.pause.terms.windows.find(({ id }) => id === window)
    if (found === undefined) throw new NotShown(`there is no window ${window}`)
    const { open, close } = found
    const passes = ({ legs }: Trip) => legs.find(({ corridor }) => corridor !== null)?.from ?? 0
    return this.trips.filter((trip) => open <= passes(trip) && passes(trip) < close)
  }

  private async tripsInForce(): Promise<readonly Trip[]> {
    const text = await this.textOf('coordinator-1', 'plan-in-force')
    const { plan } = readPlan(new TextEncoder().encode(text), this.playing.pause.time_zone)
    return (plan?.trips ?? []).toSorted((a, b) => (a.legs[0]?.from ?? 0) - (b.legs[0]?.from ?? 0))
  }

  private path(part: string): string {
    return `/api/v1/pauses/${encodeURIComponent(this.playing.pause.id)}/${part}`
  }

  /** What a phone signs: docs/formats/account.md. */
  private draftOf(line: Line, input: JsonObject): Draft {
    const { what, place, side, people, lines, counts, watched, text, event, happened, until, ...tokens } = input
    const { time_zone: zone } = this.playing.pause
    const moment = (given: Json | undefined) => {
      const read = given === undefined ? line.at : parseInstant(String(given), zone)
      return this.written(typeof read === 'number' ? read : line.at)
    }
    const values = {
      time: { from: moment(happened), until: moment(until ?? happened), zone },
      ...(place === undefined ? {} : { place: { place, ...(side === undefined ? {} : { side }) } }),
      ...(Object.keys(tokens).length === 0 ? {} : { tokens }),
      ...(people === undefined ? {} : { people }),
      ...(lines === undefined ? {} : { lines }),
      ...(counts === undefined ? {} : { counts }),
      ...(watched === undefined ? {} : { watched }),
      ...(text === undefined ? {} : { text }),
      ...(event === undefined ? {} : { references: { event } }),
    }
    return { class: 'field', clear: { type: String(what) }, sealed: values as NonNullable<Draft['sealed']> }
  }

  /** What an auditor takes away once a beat has covered all that was said. Answers the log's verifier key. */
  async copyTo(folder: string): Promise<string> {
    const { api, coordinator, pause, account } = this.playing
    await this.invite({ person: auditor, roles: ['auditor'] })
    const person = this.people.get(auditor)
    if (person === undefined) throw new ServerFault('no auditor was let in')
    const nextBeat = async () => {
      const { body } = await coordinator.get(`/api/v1/pauses/${encodeURIComponent(pause.id)}/clock`)
      const now = parseInstant(String(body.now), pause.time_zone)
      if (typeof now === 'number')
        await setClock(coordinator, pause.id, { at: this.written(now + account.beatSeconds), speed: 0 })
    }
    return copyAccount({ api, auditor: person, pause: pause.id, folder, nextBeat })
  }

  private async invite({ person, roles = [], party, label }: JsonObject): Promise<Answered> {
    const name = String(person)
    if (this.people.has(name)) return { status: 200, body: {} }
    const { coordinator, api, pause } = this.playing
    const answer = await coordinator.post(`/api/v1/pauses/${encodeURIComponent(pause.id)}/invitations`, {
      roles,
      ...(party === undefined ? {} : { party }),
      ...(label === undefined ? {} : { label }),
    })
    if (answer.status !== 200) return answer
    const invited = new Person(api)
    await invited.join(String(answer.body.code))
    this.people.set(name, invited)
    return { status: 200, body: {} }
  }

  private personOf(name: string): Person | undefined {
    const known = this.people.get(name)
    if (known === undefined) this.playing.say(`nobody is called ${name}: the coordinator does it`)
    return known
  }

  /** Names in the lines stand for tokens, which a server draws. */
  private withTokens(input: JsonObject): JsonObject {
    return JSON.parse(JSON.stringify(input), (_, value: unknown) =>
      typeof value === 'string' ? (this.people.get(value)?.token ?? value) : value,
    ) as JsonObject
  }

  private async deviceOf(name: string): Promise<Device> {
    const known = this.devices.get(name)
    if (known !== undefined) return known
    const { coordinator, api, pause } = this.playing
    const [kind = '', id = ''] = [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)]
    const base = `/api/v1/pauses/${encodeURIComponent(pause.id)}`
    const roles = [kind === 'desk' ? 'desk' : 'field']
    const given = await coordinator.post(`${base}/device-codes`, { roles, label: labelOf(kind, id) })
    if (given.status !== 200) throw refused('no code for a device', given)
    const device = new Device(api)
    await device.enrol(String(given.body.code))
    const duty = await coordinator.command(pause.id, 'set_duty', { who: device.id, ...dutyOf(kind, id) })
    if (duty.status !== 200) throw refused('set_duty', duty)
    this.devices.set(name, device)
    return device
  }

  written(seconds: number): string {
    return formatInstant(Math.floor(seconds) as Instant, this.playing.pause.time_zone)
  }
}

/** Not commands: each trip of a window is an order; each is made, and reported of, as planned. */
const orderTrips = 'order_trips'
const makeTrips = 'make_trips'
const knotsInMetresPerSecond = 3600 / 1852
const mostPositionsPerSecond = 100
const auditor = 'auditor-of-the-copy'
const nobody = { headers: () => ({}) }

function labelOf(kind: string, id: string): string {
  return `${kind} ${id}`.replaceAll('/', ' ').slice(0, 60)
}

function dutyOf(kind: string, id: string): JsonObject {
  // Gates are called so where a duty names them: corridor and gate.
  if (kind === 'gate') return { gates: [id.replace('/', ' ')] }
  if (kind === 'desk' || kind === 'site') return { places: [id] }
  // A team is on duty nowhere by itself: it reports what anybody may.
  return kind === 'vehicle' ? { vehicles: [id] } : {}
}

/** Undefined where it was done. */
function codeOf({ status, body }: Answered): string | undefined {
  const [entry] = objects(body.entries)
  if (entry?.state === 'refused') return String(entry.code)
  return status === 200 || status === 202 ? undefined : String(body.code ?? status)
}

/** Each after those that are earlier or of the same time. */
function inserted(lines: Line[], further: readonly Line[]): void {
  for (const line of further) {
    const after = lines.findIndex(({ at }) => at > line.at)
    lines.splice(after < 0 ? lines.length : after, 0, line)
  }
}
