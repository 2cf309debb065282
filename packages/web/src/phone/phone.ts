// The phone, unlocked: what it knows, what its bearer does, and its rounds with the server. Every change is on the disk
// before it is shown; changes come one after another, whoever makes them.

import {
  fromBase64Url,
  LogFault,
  parsePolicy,
  parseProof,
  parseVerifierKey,
  saltBytes,
  toBase64Url,
  verifyProof,
} from '@treve/ledger/device'
import { afterCheck, type ClockCheck, pauseSeconds, recordedOffset, trueSeconds } from './clock.ts'
import { type MyDay, myDayOf } from './day/my-day.ts'
import {
  type HandOverFault,
  readGiven,
  withAlone,
  withBoth,
  withGiving,
  withoutGiving,
  withReceiving,
} from './hand-over/signing.ts'
import type { Given } from './hand-over/told.ts'
import { beginning, changesBetween, type DayRecord, type Kept } from './keeping/kept.ts'
import type { Shelf } from './keeping/shelf.ts'
import type { TakenPhoto } from './photos/photo.ts'
import {
  afterAnswer,
  afterProof,
  notTaken,
  photosToSend,
  toProve,
  toSend,
  withoutPhoto,
  withPhotoBrokenOff,
  withPhotoRefused,
  withPhotoSent,
} from './queue.ts'
import type { Photo, PhotoFile, Receipt, Report, Said } from './reports/report.ts'
import { withReport, withSigned } from './reports/signing.ts'
import { certificatesOf, entriesOf } from './server/answers.ts'
import { askSigned, type Call, type Heard, problemOf, type Signing, type Stop, Stopped } from './server/line.ts'
import type { Request, SignMessage } from './server/signed.ts'
import { lacking, newKey, reportsLeft, type StockKey, toCertify, withCertificates } from './stock.ts'

export interface World {
  readonly call: Call
  readonly nowMs: () => number
  readonly random: (length: number) => Uint8Array
  readonly sign: SignMessage
  /** Lets the screen answer to the touch between two pieces of work. */
  readonly breathe: () => Promise<void>
}

/** What its bearer is told of the line to the server. */
export interface LineState {
  readonly state: 'not_tried' | 'busy' | 'reached' | Stop['why']
  readonly code: string | null
  readonly text: string | null
  readonly reachedMs: number | null
}

const dayAgainMs = 60_000
const proofAgainMs = 15_000
const proofsAtOnce = 5
/** Made between two writes to the disk. */
const keysAtOnce = 20

export class Phone {
  private readonly shelf: Shelf
  private readonly world: World
  private readonly listeners = new Set<() => void>()
  private readonly proofAskedMs = new Map<string, number>()
  private known: Kept
  private line: LineState = { state: 'not_tried', code: null, text: null, reachedMs: null }
  private etag: string | null = null
  private last: Promise<unknown> = Promise.resolve()
  private running: Promise<Stop | undefined> | undefined
  private isClosed = false

  constructor(shelf: Shelf, kept: Kept, world: World) {
    this.shelf = shelf
    this.known = kept
    this.world = world
  }

  get kept(): Kept {
    return this.known
  }

  get lineState(): LineState {
    return this.line
  }

  listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** By this phone's own clock, uncorrected. */
  deviceMs(): number {
    return this.world.nowMs()
  }

  /** Seconds, by the clock of the pause as far as this phone knows it. */
  nowS(): number {
    const { clock, day } = this.known
    return pauseSeconds(day?.clock ?? null, trueSeconds(clock, this.world.nowMs()))
  }

  /** It is kept when this settles; signed too, where there were keys. */
  async report(said: Said, taken?: TakenPhoto): Promise<Report> {
    const id = toBase64Url(this.world.random(16))
    const files = taken === undefined ? [] : [taken.original, taken.copy]
    const photo: Photo | null =
      taken === undefined
        ? null
        : {
            takenS: this.nowS(),
            files: files.map(({ sha256, bytes, media }) => ({
              sha256,
              media,
              bytes: bytes.length,
              salt: toBase64Url(this.world.random(saltBytes)),
              isSent: false,
            })),
          }
    const report: Report = {
      id,
      order: 1 + Math.max(0, ...this.known.reports.map(({ order }) => order)),
      said,
      happenedS: this.nowS(),
      clockOffsetS: recordedOffset(this.known.clock, this.world.nowMs()),
      photo,
      state: 'unsigned',
      refusal: null,
      signed: null,
    }
    const bytes = files.map((file) => file.bytes)
    await this.change((kept) => this.signing({ ...kept, reports: [...kept.reports, report] }, new Map([[id, bytes]])), {
      photos: new Map(bytes.map((each, index) => [photoName(id, index), each])),
    })
    return this.known.reports.find((each) => each.id === id) ?? report
  }

  /** Ready to be shown to whoever receives; its id. Nothing is reported yet. */
  async give(said: Said): Promise<string | { readonly fault: HandOverFault }> {
    const ready = {
      random: this.world.random,
      nowS: this.nowS(),
      clockOffsetS: recordedOffset(this.known.clock, this.world.nowMs()),
    }
    const before = this.known.giving.length
    const fault = await this.handOver((kept) => withGiving(kept, said, ready))
    const made = this.known.giving[before]
    return fault === undefined && made !== undefined ? made.given.id : { fault: fault ?? 'no_keys' }
  }

  /** What another phone shows; nothing is signed. */
  read(code: string): Given | HandOverFault {
    return readGiven(this.known, code)
  }

  /** Signs as the one who received. */
  receive(given: Given): Promise<HandOverFault | undefined> {
    return this.handOver((kept) => withReceiving(kept, given))
  }

  /** What the receiver shows back: signed by both, it waits among the reports. */
  complete(id: string, code: string): Promise<HandOverFault | undefined> {
    return this.handOver((kept) => withBoth(kept, id, code))
  }

  /** Told by one side, when it happened. */
  giveAlone(id: string): Promise<void> {
    return this.change((kept) => this.signing(withAlone(kept, id, this.world.random), new Map()))
  }

  /** It was not handed over. */
  giveNot(id: string): Promise<void> {
    return this.change((kept) => withoutGiving(kept, id))
  }

  private async handOver(make: (kept: Kept) => Kept | HandOverFault): Promise<HandOverFault | undefined> {
    let fault: HandOverFault | undefined
    await this.change((kept) => {
      const made = make(kept)
      fault = typeof made === 'string' ? made : undefined
      return typeof made === 'string' ? kept : made
    })
    return fault
  }

  receiveOrder(order: string, vehicle: string): Promise<void> {
    const receipt: Receipt = {
      id: uuidOf(this.world.random(16)),
      order,
      vehicle,
      madeS: this.nowS(),
      state: 'waiting',
      refusal: null,
    }
    return this.change((kept) => ({ ...kept, receipts: [...kept.receipts, receipt] }))
  }

  /** A revoked phone forgets what it was for, but not what it could not say: that stays sealed until it is wiped by hand. */
  forgetAllButUnsaid(): Promise<void> {
    const gone = this.known.reports.filter(({ state }) => state === 'taken' || state === 'proved')
    const photos = gone.flatMap(({ id, photo }) => (photo?.files ?? []).map((_, index) => photoName(id, index)))
    return this.change(
      (kept) => ({
        ...beginning({ ...kept.identity, isRevoked: true }),
        reports: notTaken(unsaid(kept, this.world.random).reports),
      }),
      { photos: new Map(photos.map((name) => [name, null])) },
    )
  }

  /** It is locked: nothing is changed by this one any more, and what was begun is on the disk when this settles. */
  async close(): Promise<void> {
    this.isClosed = true
    await this.last
  }

  /** One round with the server; whoever asks meanwhile waits for this one, and then for what it did not look at. */
  async round({ isAsked = false } = {}): Promise<Stop | undefined> {
    const before = this.running
    if (before !== undefined) {
      const stop = await before
      if (!isAsked || stop !== undefined) return stop
    }
    this.running ??= this.goRound(isAsked).finally(() => {
      this.running = undefined
    })
    return this.running
  }

  private async goRound(isAsked: boolean): Promise<Stop | undefined> {
    this.tell({ ...this.line, state: 'busy' })
    try {
      if (this.known.day === null) await this.fetchDay()
      await this.sendAll()
      await this.fillStock()
      await this.signWaiting()
      await this.sendAll()
      if (isAsked || this.isDayOld()) await this.fetchDay()
      await this.proveSome()
      this.tell({ state: 'reached', code: null, text: null, reachedMs: this.world.nowMs() })
      return undefined
    } catch (fault) {
      if (!(fault instanceof Stopped)) {
        this.tell({ ...this.line, state: 'later', code: 'fault', text: fault instanceof Error ? fault.message : '' })
        throw fault
      }
      const { stop } = fault
      const said = stop.why === 'not_taken' ? { code: stop.code, text: stop.text } : { code: null, text: null }
      this.tell({ ...this.line, state: stop.why, ...said })
      return stop
    }
  }

  private async fetchDay(): Promise<void> {
    const heard = await this.ask({
      method: 'GET',
      path: `${this.base}/my-day`,
      ...(this.etag === null || this.known.day === null ? {} : { headers: { 'if-none-match': this.etag } }),
    })
    const fetchedMs = this.world.nowMs()
    if (heard.status === 304) {
      await this.change((kept) => ({ ...kept, dayFetchedMs: fetchedMs }))
      return
    }
    if (heard.status !== 200) throw new Stopped({ why: 'not_taken', ...problemOf(heard.text) })
    const told: unknown = jsonOf(heard.text)
    const day = myDayOf(told)
    if ('unreadable' in day) throw new Stopped({ why: 'not_taken', code: 'day_unreadable', text: day.unreadable })
    this.etag = heard.etag
    await this.change((kept) => ({ ...kept, day, dayFetchedMs: fetchedMs }), {
      day: { told: told as DayRecord['told'], fetchedMs },
    })
  }

  private isDayOld(): boolean {
    const { dayFetchedMs } = this.known
    return dayFetchedMs === null || Math.abs(this.world.nowMs() - dayFetchedMs) > dayAgainMs
  }

  private async fillStock(): Promise<void> {
    const { day } = this.known
    if (day === null) return
    for (let missing = lacking(this.known.stock, day.stock); missing > 0; missing -= keysAtOnce) {
      const made: StockKey[] = []
      while (made.length < Math.min(missing, keysAtOnce)) {
        made.push(newKey(this.world.random))
        await this.world.breathe()
      }
      await this.change((kept) => ({ ...kept, stock: [...kept.stock, ...made] }))
    }
    for (;;) {
      const asked = toCertify(this.known.stock)
      if (asked.length === 0) return
      const heard = await this.post('certificates', { keys: asked.map(({ vkey }) => vkey) })
      const given = heard.status === 200 ? certificatesOf(heard.text) : undefined
      if (given === undefined) throw new Stopped({ why: 'not_taken', ...problemOf(heard.text) })
      const { account } = day
      await this.change((kept) => ({ ...kept, stock: withCertificates(kept.stock, given, account) }))
      // None came: not now, then.
      if (toCertify(this.known.stock)[0]?.name === asked[0]?.name) return
      await this.world.breathe()
    }
  }

  private async signWaiting(): Promise<void> {
    const unsigned = this.known.reports.filter(({ state }) => state === 'unsigned')
    if (unsigned.length === 0 || reportsLeft(this.known.stock) === 0) return
    const photos = new Map<string, readonly Uint8Array[]>()
    for (const { id, photo } of unsigned) if (photo !== null) photos.set(id, await this.photoBytes(id, photo))
    await this.change((kept) => this.signing(kept, photos))
  }

  private signing(kept: Kept, photos: ReadonlyMap<string, readonly Uint8Array[]>): Kept {
    return withSigned(kept, {
      random: this.world.random,
      nowS: this.nowS(),
      photoOf: ({ id }) => photos.get(id) ?? [],
    })
  }

  private async sendAll(): Promise<void> {
    await this.sendEntries()
    await this.sendReceipts()
    if (photosToSend(this.known.reports, this.world.nowMs()).length === 0) return
    await this.sendPhotos()
    await this.sendEntries()
  }

  private async sendEntries(): Promise<void> {
    for (;;) {
      const batch = toSend(this.known.reports)
      if (batch.length === 0) return
      const isMoved = await this.sendBatch(batch)
      if (!isMoved) return
    }
  }

  /** Whether any of them is further than before. A batch that is refused as a whole is sent one by one. */
  private async sendBatch(batch: readonly Report[]): Promise<boolean> {
    const heard = await this.post('entries', { entries: batch.map(asSent) })
    const answers = heard.status === 200 || heard.status === 202 ? entriesOf(heard.text) : undefined
    if (answers === undefined) {
      const refusal = problemOf(heard.text)
      if (heard.status === 403 || heard.status === 404) throw new Stopped({ why: 'not_taken', ...refusal })
      const [only, ...others] = batch
      if (only === undefined) return false
      if (others.length === 0) {
        await this.change((kept) => withReport(kept, { ...only, state: 'refused', refusal }))
        return true
      }
      for (const each of batch) await this.sendBatch([each])
      return true
    }
    if (answers.some(({ code }) => code === 'device_revoked')) throw new Stopped({ why: 'revoked' })
    const byId = new Map(answers.map((answer, at) => [answer.id ?? batch[at]?.id, answer]))
    const before = this.known
    const now = this.world.nowMs()
    await this.change((kept) => ({
      ...kept,
      reports: kept.reports.map((report) => {
        const answer = byId.get(report.id)
        return answer === undefined ? report : afterAnswer(report, answer, now)
      }),
    }))
    return before.reports.some(({ id, state }) =>
      this.known.reports.some((now) => now.id === id && now.state !== state),
    )
  }

  private async sendReceipts(): Promise<void> {
    for (const receipt of this.known.receipts.filter(({ state }) => state === 'waiting')) {
      const heard = await this.post(
        'commands/receive_order',
        { order: receipt.order, vehicle: receipt.vehicle },
        { 'idempotency-key': receipt.id },
      )
      // 202: durable, not decided yet; the same is sent again.
      if (heard.status === 202) continue
      const refusal =
        heard.status === 200 ? null : { code: problemOf(heard.text).code, text: problemOf(heard.text).text }
      const state = refusal === null ? 'taken' : 'refused'
      await this.change((kept) => ({
        ...kept,
        receipts: kept.receipts.map((each) => (each.id === receipt.id ? { ...each, state, refusal } : each)),
      }))
    }
  }

  private async sendPhotos(): Promise<void> {
    for (const { report, index } of photosToSend(this.known.reports, this.world.nowMs())) {
      // One file of it was refused just now: it goes without.
      if (this.known.reports.find(({ id }) => id === report.id)?.photo == null) continue
      const file = report.photo?.files[index]
      const bytes = await this.shelf.photo(photoName(report.id, index))
      if (file === undefined) continue
      if (bytes === undefined) {
        // It can be sent by nobody any more.
        const gone = { code: 'attachment_missing', text: '' }
        await this.change((kept) => withReport(kept, withPhotoRefused(report, gone)))
        continue
      }
      const heard = await this.sendPhoto(report, file, bytes)
      const now = this.known.reports.find(({ id }) => id === report.id)
      if (now === undefined) continue
      if (heard.status === 200 || heard.status === 201)
        await this.change((kept) => withReport(kept, withPhotoSent(now, index)))
      else {
        const { code, text } = problemOf(heard.text)
        if (heard.status === 403 || heard.status === 404) throw new Stopped({ why: 'not_taken', code, text })
        const names = (now.photo?.files ?? []).map((_, at) => photoName(now.id, at))
        await this.change((kept) => this.signing(withReport(kept, withoutPhoto(now, { code, text })), new Map()), {
          photos: new Map(names.map((name) => [name, null])),
        })
      }
    }
  }

  private async sendPhoto({ id }: Report, { sha256, media }: PhotoFile, bytes: Uint8Array): Promise<Heard> {
    try {
      return await this.ask({
        method: 'POST',
        path: `${this.base}/attachments?sha256=${sha256}`,
        headers: { 'content-type': media },
        body: new Uint8Array(bytes),
      })
    } catch (fault) {
      if (!(fault instanceof Stopped) || (fault.stop.why !== 'away' && fault.stop.why !== 'later')) throw fault
      const now = this.world.nowMs()
      await this.change((kept) => ({
        ...kept,
        reports: kept.reports.map((each) => (each.id === id ? withPhotoBrokenOff(each, now) : each)),
      }))
      throw fault
    }
  }

  private async proveSome(): Promise<void> {
    const now = this.world.nowMs()
    const { day } = this.known
    const log = day?.account.log_key ?? null
    if (day === null || log === null) return
    const due = toProve(this.known.reports)
      .filter(({ id }) => now - (this.proofAskedMs.get(id) ?? 0) >= proofAgainMs)
      .slice(0, proofsAtOnce)
    for (const report of due) {
      this.proofAskedMs.set(report.id, now)
      const heard = await this.ask({ method: 'GET', path: `${this.base}/proof/${report.id}` })
      if (heard.status === 200) await this.proved(report, heard.text, log, day)
    }
  }

  /** A proof is believed when it holds, under the key of this account's log: nobody's word for it is enough. */
  private async proved(report: Report, text: string, log: string, { account }: MyDay): Promise<void> {
    const bytes = fromBase64Url(report.signed?.bytes ?? '') ?? new Uint8Array()
    try {
      const { size, root } = verifyProof(parseProof(text), bytes, {
        log: parseVerifierKey(log),
        ...(account.policy === null ? {} : { policy: parsePolicy(account.policy) }),
      })
      const seen = { size, root: toBase64Url(root) }
      const names = (report.photo?.files ?? []).map((_, index) => photoName(report.id, index))
      await this.change(
        (kept) => {
          const isNewer = seen.size > (kept.chain.seen?.size ?? -1)
          return { ...withReport(kept, afterProof(report)), chain: isNewer ? { ...kept.chain, seen } : kept.chain }
        },
        { photos: new Map(names.map((name) => [name, null])) },
      )
    } catch (fault) {
      if (!(fault instanceof LogFault)) throw fault
      await this.change((kept) => withReport(kept, { ...report, refusal: { code: 'proof_bad', text: fault.message } }))
    }
  }

  private async photoBytes(id: string, photo: Photo): Promise<readonly Uint8Array[]> {
    const bytes = await Promise.all(photo.files.map((_, index) => this.shelf.photo(photoName(id, index))))
    return bytes.map((each) => each ?? new Uint8Array())
  }

  private post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Heard> {
    return this.ask({
      method: 'POST',
      path: `${this.base}/${path}`,
      body: new TextEncoder().encode(JSON.stringify(body)),
      headers: { 'content-type': 'application/json', ...headers },
    })
  }

  private ask(request: Request): Promise<Heard> {
    const { world } = this
    const signing: Signing = {
      device: this.known.identity.device,
      sign: world.sign,
      nowMs: world.nowMs,
      random: world.random,
      check: () => this.known.clock,
      checked: (check: ClockCheck) => this.change((kept) => ({ ...kept, clock: afterCheck(kept.clock, check) })),
    }
    return askSigned(world.call, request, signing)
  }

  private get base(): string {
    return `/api/v1/pauses/${encodeURIComponent(this.known.identity.pause)}`
  }

  /** Made of what is so after every change before it; shown when it is on the disk. */
  private change(
    make: (kept: Kept) => Kept,
    { photos, day }: { photos?: ReadonlyMap<string, Uint8Array | null>; day?: DayRecord } = {},
  ): Promise<void> {
    if (this.isClosed) return Promise.reject(new Stopped({ why: 'away' }))
    const done = this.last.then(async () => {
      const after = make(this.known)
      const changes = changesBetween(this.known, after, day)
      if ((changes.records?.size ?? 0) > 0 || (photos?.size ?? 0) > 0)
        await this.shelf.write({ ...changes, ...(photos === undefined ? {} : { photos }) })
      this.known = after
      for (const listener of this.listeners) listener()
    })
    // One that failed is its own caller's affair: those after it go on from what is on the disk.
    this.last = done.catch(() => undefined)
    return done
  }

  private tell(line: LineState): void {
    this.line = line
    for (const listener of this.listeners) listener()
  }
}

/** What both were still to sign is what its bearer could not say, too. */
function unsaid(kept: Kept, random: World['random']): Kept {
  return kept.giving.reduce((now, { given }) => withAlone(now, given.id, random), kept)
}

export const photoName = (report: string, index: number): string => `${report}/${index}`

function asSent({ signed, photo }: Report) {
  return {
    bytes: signed?.bytes ?? '',
    openings: signed?.openings ?? [],
    ...(photo === null ? {} : { attachments: photo.files.map(({ salt, sha256 }, index) => ({ index, salt, sha256 })) }),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function uuidOf(bytes: Uint8Array): string {
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
