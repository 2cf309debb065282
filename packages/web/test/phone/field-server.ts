// The server's side of a phone's line, in memory: an account of the ledger's own, that judges, keeps and proves as the real
// one does. Its network can be made to lose what is asked and what is answered.

import {
  Account,
  certify,
  type Draft,
  formatProof,
  formatVerifierKey,
  fromBase64Url,
  type Json,
  keyTypes,
  MemorySealedStore,
  MemoryStore,
  noteSigner,
  type Opening,
  parseEntry,
  proveInclusion,
  Refusal,
  sign,
} from '@treve/ledger'
import type { Call, Heard } from '../../src/phone/server/line.ts'
import type { Request } from '../../src/phone/server/signed.ts'

export const start = Date.parse('2016-11-04T06:00:00Z') / 1000
export const pause = 'aleppo'

export interface FieldServerSetup {
  /** Of the network: undefined where the request never arrives, false where the answer is lost. */
  readonly passes?: () => 'both' | 'nothing' | 'only_request'
  readonly keep?: number
  readonly refillBelow?: number
}

/** Bytes that are the same for the same seed, and never twice the same. */
export function randomOf(seed: number): (length: number) => Uint8Array {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) & 0xff
  }
  return (length) => Uint8Array.from({ length }, next)
}

const keyOf = (name: string, seed: number) =>
  noteSigner({ name, type: keyTypes.ed25519, seed: new Uint8Array(32).fill(seed) })

export class FieldServer {
  readonly log = keyOf('relief.example/aleppo', 1)
  readonly authority = keyOf('authority', 2)
  readonly name = { log: 'relief.example/aleppo', pause, mode: 'exercise' as const }
  readonly certifiedKeys = new Set<string>()
  readonly photos = new Map<string, Uint8Array>()
  /** Acknowledged, and lost before the report comes. */
  photosToLose = 0
  /** Why no photo is taken, and with which status. */
  refusesPhotos: { readonly status: number; readonly code: string } | undefined
  /** A line too poor for a photo: it breaks off each time. */
  isCuttingPhotos = false
  readonly receipts = new Map<string, { order: string; vehicle: string }>()
  readonly asked: string[] = []
  /** Seconds since 1970, by the server's own clock. */
  nowS = start
  isAway = false
  isRevoked = false
  isCertifying = true
  /** Why what two signed is not taken. */
  refusesOfTwo: string | undefined
  readonly setup: FieldServerSetup
  private readonly store = new MemoryStore()
  private readonly sealed = new MemorySealedStore()
  private opened: Account | undefined

  constructor(setup: FieldServerSetup = {}) {
    this.setup = setup
  }

  async open(): Promise<void> {
    const random = randomOf(99)
    this.opened = await Account.open({
      account: this.name,
      store: this.store,
      sealed: this.sealed,
      signer: this.log,
      now: () => this.nowS,
      random,
      beatSeconds: 1,
      fill: 0,
      own: { organisation: 'Relief Coordination', signer: this.authority },
    })
    const draft: Draft = {
      class: 'key',
      clear: {
        type: 'log_opened',
        treve: 1,
        authority: formatVerifierKey(this.authority.key),
        organisation: 'Relief Coordination',
        beat_s: 1,
        fill: 0,
      },
    }
    const signed = sign(draft, this.name, {
      seconds: this.nowS,
      beatSeconds: 1,
      random,
      next: () => undefined,
      lasting: [this.authority],
    })
    if (signed === undefined) throw new Error('an authority signs')
    await this.account.append(signed)
    await this.account.beat()
  }

  get isOpen(): boolean {
    return this.opened !== undefined
  }

  get account(): Account {
    if (this.opened === undefined) throw new Error('it is opened first')
    return this.opened
  }

  /** What was reported, in the order of the log. */
  async reported(): Promise<readonly { readonly id: string; readonly values: Readonly<Record<string, Json>> }[]> {
    await this.account.beat()
    const ids = [...this.account.state.indexOfId].sort(([, one], [, other]) => one - other).map(([id]) => id)
    const all = await Promise.all(ids.map(async (id) => ({ id, openings: await this.sealed.of(id) })))
    return all
      .map(({ id, openings }) => ({
        id,
        values: Object.fromEntries(openings.map(({ slot, value }) => [slot, value])),
      }))
      .filter(({ values }) => 'type' in values)
  }

  readonly call: Call = async (request) => {
    this.asked.push(`${request.method} ${request.path.split('?')[0]}`)
    const passes = this.isAway ? 'nothing' : (this.setup.passes?.() ?? 'both')
    if (passes === 'nothing' || (this.isCuttingPhotos && request.path.includes('/attachments?'))) return undefined
    const heard = await this.answer(request)
    return passes === 'only_request' ? undefined : heard
  }

  private async answer({ method, path, body, headers }: Request): Promise<Heard> {
    const { pathname, searchParams } = new URL(path, 'http://localhost')
    const place = pathname.replace(`/api/v1/pauses/${pause}/`, '')
    const json = () => JSON.parse(new TextDecoder().decode(body))
    if (this.isRevoked) return this.heard(403, { code: 'device_revoked' })
    if (headers?.authorization === undefined) return this.heard(401, { code: 'not_signed_in' })
    const at = Number(headers.authorization.split('.')[1])
    if (Math.abs(at - this.nowS) > 300) {
      if (pathname !== '/api/v1/sign-in') return this.heard(401, { code: 'not_signed_in' })
      return this.heard(401, { code: 'clock_off', server_time: Math.floor(this.nowS) })
    }
    const device = headers.authorization.replace('Treve-Device ', '').split('.')[0]
    if (method === 'GET' && place === 'my-day') return this.heard(200, this.myDay(device))
    if (place === 'certificates') return this.certificates(json().keys)
    if (place === 'entries') return this.heard(200, { entries: await this.entries(json().entries) })
    if (place === 'attachments') {
      if (this.refusesPhotos !== undefined) return this.heard(this.refusesPhotos.status, this.refusesPhotos)
      if (this.photosToLose > 0) this.photosToLose -= 1
      else this.photos.set(searchParams.get('sha256') ?? '', body ?? new Uint8Array())
      return this.heard(200, {})
    }
    if (place === 'commands/receive_order') {
      this.receipts.set(headers['idempotency-key'] ?? '', json())
      return this.heard(200, { state: 'done' })
    }
    if (place.startsWith('proof/')) return this.proof(place.slice(6))
    return this.heard(404, { code: 'not_found' })
  }

  private certificates(keys: readonly string[]): Heard {
    if (!this.isCertifying) return this.heard(200, { certificates: [] })
    const by = { organisation: 'Relief Coordination', signer: this.authority }
    for (const key of keys) this.certifiedKeys.add(key)
    return this.heard(200, {
      certificates: keys.map((vkey) => ({ vkey, certificate: certify(vkey, this.name, by) })),
    })
  }

  private async entries(
    given: readonly {
      bytes: string
      openings: readonly Opening[]
      attachments?: readonly { index: number; salt: string; sha256: string }[]
    }[],
  ) {
    const answers = []
    for (const { bytes: text, openings, attachments = [] } of given) {
      const bytes = fromBase64Url(text) ?? new Uint8Array()
      const { id } = parseEntry(bytes)
      const source = openings.find(({ slot }) => slot === 'source')?.value
      if (this.refusesOfTwo !== undefined && typeof source === 'object' && source !== null && 'receiver' in source) {
        answers.push({ id, state: 'refused', code: this.refusesOfTwo, text: 'the receiver' })
        continue
      }
      try {
        if (attachments.some(({ sha256 }) => !this.photos.has(sha256))) {
          answers.push({ id, state: 'refused', code: 'attachment_missing', text: 'its photo is not here' })
          continue
        }
        const kept = attachments.map(({ index, salt, sha256 }) => ({
          id,
          index,
          salt: fromBase64Url(salt) ?? new Uint8Array(),
          bytes: this.photos.get(sha256) ?? new Uint8Array(),
        }))
        await this.account.append({ bytes, openings, attachments: kept })
        answers.push({ id, state: 'done' })
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault
        answers.push({ id, state: 'refused', code: fault.code, text: fault.message })
      }
    }
    return answers
  }

  private async proof(id: string): Promise<Heard> {
    await this.account.beat()
    const index = this.account.state.indexOfId.get(id)
    const { size } = this.account.sequencer.sealed
    if (index === undefined || index >= size) return this.heard(404, { code: 'not_covered' })
    const read = (path: string) => this.store.read(path)
    const checkpoint = new TextDecoder().decode(await read('checkpoint'))
    return this.heard(200, formatProof({ index, hashes: await proveInclusion(read, index, size), checkpoint }))
  }

  private heard(status: number, body: unknown): Heard {
    return {
      status,
      text: typeof body === 'string' ? body : JSON.stringify(body),
      etag: null,
      check: undefined,
      retryAfterS: null,
    }
  }

  myDay(device = 'd'.repeat(32)): object {
    const { keep = 20, refillBelow = 8 } = this.setup
    return {
      at: new Date(this.nowS * 1000).toISOString(),
      phase: 'under_way',
      clock: null,
      pause: {
        id: pause,
        title: { en: 'Aleppo', ar: 'حلب' },
        time_zone: 'Asia/Damascus',
        exercise: true,
        windows: [{ id: 'day', open: '2016-11-04T09:00:00+02:00', close: '2016-11-04T19:00:00+02:00' }],
      },
      account: { ...this.name, beat_s: 1, log_key: formatVerifierKey(this.log.key), policy: null },
      device: {
        device,
        label: 'gate team north',
        roles: ['field'],
        organisation: 'Relief Coordination',
      },
      trips: [trip],
      places: [
        { id: 'yard', name: { en: 'Yard', ar: 'المرآب' }, kind: 'depot', side: 'west', lat: 36.2, lon: 37.05 },
        { id: 'school', name: { en: 'School', ar: 'المدرسة' }, kind: 'pick_up', side: 'east', lat: 36.21, lon: 37.17 },
        { id: 'hall', name: { en: 'Hall', ar: 'القاعة' }, kind: 'reception', side: 'west', lat: 36.18, lon: 37.08 },
      ],
      corridors: [
        {
          id: 'castello',
          name: { en: 'North road', ar: 'طريق الشمال' },
          state: 'open',
          line: [
            [37.09, 36.23],
            [37.15, 36.22],
          ],
        },
      ],
      gates: [
        {
          id: 'north-gate',
          name: { en: 'North gate', ar: 'حاجز الشمال' },
          corridor: 'castello',
          lat: 36.225,
          lon: 37.12,
        },
      ],
      contacts: [{ function: 'dispatcher on duty', channel: 'phone', value: '+000 555 0101' }],
      recall: null,
      gate_recalls: null,
      dispersals: null,
      duty: { vehicles: ['bus-001'], gates: [], places: [] },
      arrivals: [],
      stock: { keep, refill_below: refillBelow },
    }
  }
}

const leg = (kind: string, from: string, until: string, more: object = {}) => ({
  kind,
  place: null,
  corridor: null,
  gate: null,
  from: `2016-11-04T${from}:00+02:00`,
  until: `2016-11-04T${until}:00+02:00`,
  people: 0,
  aid: [],
  ...more,
})

/** In by the north road with food, out with people. */
export const trip = {
  trip: 'trip-1',
  vehicle: 'bus-001',
  convoy: 'convoy-1',
  order: { order: 'order-1', received_at: null },
  legs: [
    leg('depart', '08:40', '08:50', { place: 'yard' }),
    leg('corridor_in', '09:10', '09:30', { corridor: 'castello' }),
    leg('gate', '09:12', '09:15', { gate: 'north-gate', corridor: 'castello' }),
    leg('load', '09:40', '10:00', { place: 'school', people: 45 }),
    leg('corridor_out', '10:10', '10:30', { corridor: 'castello' }),
    leg('gate', '10:20', '10:24', { gate: 'north-gate', corridor: 'castello' }),
    leg('unload', '10:50', '11:05', { place: 'hall', people: 45 }),
    leg('arrive', '11:20', '11:20', { place: 'yard' }),
  ],
  turn_back: {
    enter_by: '2016-11-04T17:00:00+02:00',
    leave_stop_by: '2016-11-04T17:40:00+02:00',
    join_exit_by: '2016-11-04T18:10:00+02:00',
    refuge: null,
  },
}
