// Plays lines to a running server: each at its time by the clock of the exercise, by whoever does it.

import type { Draft } from '@treve/ledger'
import { formatInstant, type Instant, type Pause, parseInstant } from '@treve/model'
import { type Answered, type Api, ServerFault, waited } from './api.ts'
import { objects, setClock } from './coordinator.ts'
import { copyAccount } from './copy.ts'
import { type AccountAt, Device } from './device.ts'
import { inputsOf, type Json, type JsonObject, type Line } from './line.ts'
import { Person, refused } from './person.ts'
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
}

export interface Played {
  sent: number
  positions: number
  /** Lines that were answered otherwise than they say. */
  readonly unexpected: { readonly line: Line; readonly text: string }[]
}

export class Player {
  readonly playing: Playing
  readonly played: Played = { sent: 0, positions: 0, unexpected: [] }
  private readonly people = new Map<string, Person>()
  private readonly devices = new Map<string, Device>()
  private readonly trackers = new Map<string, string>()

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

  async play(lines: readonly Line[], tracks?: Tracks): Promise<void> {
    if (this.playing.speed === 'max') await this.lineByLine(lines)
    else await this.byTheClock(lines, this.playing.speed, tracks)
  }

  /** The clock is set to each line’s time; what that brings is said before it is done. */
  private async lineByLine(lines: readonly Line[]): Promise<void> {
    let at: Instant | undefined
    for (const line of lines) {
      if (at === undefined || line.at > at) {
        at = line.at
        await setClock(this.playing.coordinator, this.playing.pause.id, { at: this.written(at), speed: 0 })
      }
      await this.send(line)
    }
  }

  private async byTheClock(lines: readonly Line[], speed: number, tracks: Tracks | undefined): Promise<void> {
    const { coordinator, pause, stop } = this.playing
    const begin = lines[0]?.at
    if (begin === undefined) return
    await setClock(coordinator, pause.id, { at: this.written(begin), speed })
    const startedAt = performance.now()
    const now = () => begin + ((performance.now() - startedAt) / 1000) * speed
    const vehicles = [...this.trackers.keys()]
    const every = Math.max(15, (vehicles.length * speed) / mostPositionsPerSecond)
    let told: number = begin
    for (let next = 0; next < lines.length; ) {
      const due = lines.findIndex(({ at }, index) => index >= next && at > now())
      const until = due < 0 ? lines.length : due
      await this.sendAll(lines.slice(next, until))
      next = until
      if (tracks !== undefined && now() >= told) {
        told = now() + every
        await this.tellPositions(tracks, now())
      }
      const left = ((lines[next]?.at ?? now()) - now()) / speed
      await waited(Math.min(200, Math.max(1, left * 1000)), stop)
    }
  }

  /** Each who does something does it in order; others do not wait for them. */
  private async sendAll(lines: readonly Line[]): Promise<void> {
    const byWhom = Map.groupBy(lines, ({ by }) => by)
    await Promise.all(
      [...byWhom.values()].map(async (own) => {
        for (const line of own) await this.send(line)
      }),
    )
  }

  private async tellPositions(tracks: Tracks, seconds: number): Promise<void> {
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
      const answer = await api.ask(nobody, 'GET', `/trackers/osmand?${query}`)
      if (answer.status === 200) this.played.positions++
    }
    await Promise.all([...this.trackers].map(([vehicle, tracker]) => tell(vehicle, tracker)))
  }

  private async send(line: Line): Promise<void> {
    for (const input of inputsOf(line)) {
      const answer = await this.sendOne(line, input)
      this.played.sent++
      const code = codeOf(answer)
      if (code !== line.refused)
        this.played.unexpected.push({ line, text: code ?? `done, and ${line.refused} was expected` })
    }
  }

  private async sendOne(line: Line, input: JsonObject): Promise<Answered> {
    const { coordinator, pause, account } = this.playing
    if (line.by.includes(':') && line.do === 'report') {
      const device = await this.deviceOf(line.by)
      return device.report(account, this.draftOf(line, input), line.at)
    }
    if (line.by === 'server' || line.do === 'grant_role') return this.invite(input)
    return ((await this.personOf(line.by)) ?? coordinator).command(pause.id, line.do, this.withTokens(input))
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

  private async personOf(name: string): Promise<Person | undefined> {
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
