// The account of one pause: judges what comes, keeps what is sealed, and acknowledges once both are durable.

import { toBase64Url } from '../entry/base64url.ts'
import { isArray, type Json } from '../entry/canonical.ts'
import type { AccountName } from '../entry/certificate.ts'
import { classes } from '../entry/classes.ts'
import { checkValues, type Draft, type Entry, parseEntry, type Random } from '../entry/entry.ts'
import { checkOpening, type Opening } from '../entry/opening.ts'
import { Refusal } from '../entry/refusal.ts'
import { AccountState, revocationOf, signersOf } from '../entry/state.ts'
import { checkCertificate, checkTwoPeople, referencesOf, signaturesOf } from '../entry/verify-entries.ts'
import { equalBytes } from '../log/bytes.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import { verifySignatures } from '../log/crypto.ts'
import { type Hash, leafHash } from '../log/hash.ts'
import { readEntries, tileOf, tileWidth } from '../log/tiles.ts'
import { openSequencer, type Sequencer, type SequencerSetup } from '../sequencer/sequencer.ts'
import type { SealedStore } from './sealed-store.ts'
import { type Organisation, oneUseKey, type Signed, sign } from './voice.ts'

export interface AccountSetup extends Omit<SequencerSetup, 'perBeat' | 'onSealed'> {
  readonly account: AccountName
  readonly sealed: SealedStore
  /** Seconds since 1970. */
  readonly now: () => number
  readonly random: Random
  readonly beatSeconds: number
  /** Entries added on each beat; 0: no filling. */
  readonly fill: number
  /** In whose name the log itself speaks: fillers, and what it refused. */
  readonly own: Organisation
}

export interface Acknowledgement {
  readonly id: string
  readonly leaf: Hash
  /** The same entry came before. */
  readonly isReplay: boolean
  /** Known at once where there is no filling; else once it is sealed. */
  readonly index: number | undefined
}

export interface Submission {
  readonly bytes: Uint8Array
  /** Of all its slots. */
  readonly openings: readonly Opening[]
  /** The sender's clock at the moment of sending, seconds since 1970. */
  readonly sentAtSeconds?: number
  /** A coordinator takes it though its key was revoked: it weighs nothing until adopted. */
  readonly isTakenLate?: boolean
}

/** A clock that is off by more is put right before what it says is taken. */
const clockToleranceSeconds = 300

export class Account {
  readonly name: AccountName
  readonly state: AccountState
  private readonly setup: AccountSetup
  private log: Sequencer | undefined
  /** Acknowledged, or about to be, and not sealed yet. */
  private readonly pending = new Map<
    string,
    { readonly leaf: Hash; readonly done: Promise<number>; readonly entry: Entry }
  >()
  private readonly pendingKeys = new Set<string>()
  /** Keys whose revocation is acknowledged and not sealed: they are revoked for whoever comes now. */
  private readonly pendingRevocations = new Set<string>()
  /** Of sealed entries by index: to know a replay, and whether a clock runs behind what it has seen. */
  private readonly leaves: Hash[] = []
  private readonly latestAtSeconds: number[] = []
  private readonly revocations: Entry[] = []
  private readonly recordedRefusals = new Set<string>()
  private pendingOpenings: { openings: readonly Opening[]; done: () => void; failed: (fault: unknown) => void }[] = []
  private storing = false
  private turn: Promise<void> = Promise.resolve()

  private constructor(setup: AccountSetup) {
    this.setup = setup
    this.name = setup.account
    this.state = new AccountState(setup.account)
  }

  static async open(setup: AccountSetup): Promise<Account> {
    const account = new Account(setup)
    const { fill, random } = setup
    const perBeat = {
      count: fill,
      fill: (count: number) => account.fillers(count),
      place: (below: number) => placeBelow(below, random),
    }
    const log = await openSequencer({
      ...setup,
      ...(fill === 0 ? {} : { perBeat }),
      onSealed: (sealed) => {
        for (const { entry, number } of sealed) account.takeSealed(entry, number !== undefined)
      },
    })
    account.log = log
    await account.load()
    return account
  }

  get sequencer(): Sequencer {
    if (this.log === undefined) throw new Error('an account is opened before it is used')
    return this.log
  }

  /** Resolves once entry and openings are durable. @throws Refusal for what is not taken; LogFault where the log has stopped */
  async append({ bytes, openings, sentAtSeconds, isTakenLate = false }: Submission): Promise<Acknowledgement> {
    const entry = parseEntry(bytes)
    const leaf = leafHash(bytes)
    const replay = this.replayOf(entry, leaf)
    if (replay !== undefined) return replay
    this.state.judge(entry)
    this.judgePending(entry)
    this.judgeClock(entry, openings, sentAtSeconds)
    const values = this.judgeOpenings(entry, openings)
    let resolve: (number: number) => void = () => {}
    let reject: (fault: unknown) => void = () => {}
    const done = new Promise<number>((yes, no) => {
      resolve = yes
      reject = no
    })
    done.catch(() => undefined)
    // Taken before anything is awaited: the same entry, or key, may come again meanwhile.
    this.pending.set(entry.id, { leaf, done, entry })
    for (const key of keysTaken(entry)) this.pendingKeys.add(key)
    const [before, release] = this.takeTurn()
    try {
      await this.judgeSignatures(entry, values, isTakenLate)
      await before
      // What it names came before it, and may have been refused meanwhile.
      this.judgeNamed(values)
      const isStored = this.store(openings)
      release()
      await isStored
      const number = await this.sequencer.append(bytes)
      if (entry.clear.type === 'key_revoked') this.pendingRevocations.add(String(entry.clear.key ?? ''))
      this.revokeOneUse(entry, values.keys)
      resolve(number)
      return { id: entry.id, leaf, isReplay: false, index: this.indexOf(number) }
    } catch (fault) {
      this.pending.delete(entry.id)
      for (const key of keysTaken(entry)) this.pendingKeys.delete(key)
      reject(fault)
      throw fault
    } finally {
      release()
    }
  }

  /** Signatures take longer for some than for others; entries go on in the order in which they came all the same. */
  private takeTurn(): [before: Promise<void>, release: () => void] {
    const before = this.turn
    let release: () => void = () => {}
    const mine = new Promise<void>((done) => {
      release = done
    })
    this.turn = before.then(() => mine)
    return [before, release]
  }

  /** In the log's own name. */
  async say(draft: Draft): Promise<Acknowledgement> {
    return this.append(this.compose(draft))
  }

  /** Composed and signed with fresh keys, of the log's own organisation if no other is given; `key` entries with its lasting key. */
  compose(draft: Draft, own: Organisation = this.setup.own): Signed {
    const { account, random, now, beatSeconds } = this.setup
    const signed = sign(draft, account, {
      seconds: now(),
      beatSeconds,
      random,
      next: () => oneUseKey(random, account, own),
      lasting: [own.signer],
    })
    if (signed === undefined) throw new Error('keys that are made when needed do not run dry')
    return signed
  }

  /** One beat: what waits is sealed, and published once witnesses have cosigned. */
  async beat(): Promise<Checkpoint | undefined> {
    const number = this.beatNumber()
    const sealed = await this.sequencer.seal(number)
    if (sealed !== undefined || this.sequencer.published?.size !== this.sequencer.sealed.size)
      await this.sequencer.publish()
    return sealed
  }

  /** Whole beats since 1970. */
  beatNumber(): number {
    return Math.floor(this.setup.now() / this.setup.beatSeconds)
  }

  /**
   * Two people have signed: the entry that says so is durable first, then value and salt are destroyed. A crash between
   * the two is made good at the next start.
   */
  async erase(submission: Submission): Promise<Acknowledgement> {
    const { clear } = parseEntry(submission.bytes)
    const acknowledged = await this.append(submission)
    await this.destroy(Number(clear.entry), String(clear.slot))
    return acknowledged
  }

  /** What the sealed store still holds of an entry. */
  async openingsOf(index: number): Promise<Opening[]> {
    const id = this.state.idAt(index)
    return id === undefined ? [] : this.setup.sealed.of(id)
  }

  async close(): Promise<void> {
    await this.sequencer.close()
  }

  private async destroy(index: number, slot: string): Promise<void> {
    const id = this.state.idAt(index)
    if (id !== undefined) await this.setup.sealed.erase(id, slot)
  }

  /** Everything sealed and waiting, into the state; what was erased is destroyed again, if an old copy was put back. */
  private async load(): Promise<void> {
    const { store, sealed } = this.setup
    const { size } = this.sequencer.sealed
    for (let bundle = 0; ; bundle++) {
      const tile = tileOf('entries', bundle, size)
      if (tile === undefined) break
      for (const entry of await readEntries((path) => store.read(path), tile))
        if (this.leaves.length < size) this.takeSealed(entry, false)
      if (tile.width < tileWidth) break
    }
    const erasing: { index: number; slot: string }[] = []
    for (const { number, entry: bytes } of this.sequencer.waitingEntries) {
      const entry = parseEntry(bytes)
      this.pending.set(entry.id, { leaf: leafHash(bytes), done: Promise.resolve(number), entry })
      for (const key of keysTaken(entry)) this.pendingKeys.add(key)
      if (entry.clear.type === 'key_revoked') this.pendingRevocations.add(String(entry.clear.key ?? ''))
      if (entry.clear.type === 'erased')
        erasing.push({ index: Number(entry.clear.entry), slot: String(entry.clear.slot) })
    }
    for (const entry of [...this.revocations, ...[...this.pending.values()].map(({ entry }) => entry)]) {
      if (entry.clear.type !== 'key_revoked') continue
      const keys = (await sealed.of(entry.id)).find(({ slot }) => slot === 'keys')
      this.revokeOneUse(entry, keys?.value)
    }
    for (const [index, slots] of this.state.erased) for (const slot of slots) erasing.push({ index, slot })
    for (const { index, slot } of erasing) await this.destroy(index, slot)
    await sealed.keepOnly({ has: (id) => this.state.indexOfId.has(id) || this.pending.has(id) })
  }

  private takeSealed(bytes: Uint8Array, wasPending: boolean): void {
    const entry = parseEntry(bytes)
    // It was judged when it came. Were it refused now, the account could not be opened any more; whoever verifies sees it.
    this.state.take(entry)
    if (entry.clear.type === 'key_revoked') this.revocations.push(entry)
    this.leaves.push(leafHash(bytes))
    const at = Date.parse(entry.at) / 1000
    this.latestAtSeconds.push(Math.max(at, this.latestAtSeconds.at(-1) ?? 0))
    if (!wasPending) return
    this.pending.delete(entry.id)
    for (const key of keysTaken(entry)) this.pendingKeys.delete(key)
  }

  private revokeOneUse(entry: Entry, keys: Json | undefined): void {
    if (entry.clear.type !== 'key_revoked' || !isArray(keys)) return
    this.state.revokeOneUse(
      keys.map(String),
      revocationOf(entry.clear, this.state.indexOfId.get(entry.id) ?? this.state.size),
    )
  }

  private indexOf(number: number): number | undefined {
    if (this.setup.fill > 0) return undefined
    // Without filling an entry's number is its index: both count from the first entry on, and none is left out.
    return number
  }

  /** The same id and bytes: answered as the first time. The same id with other bytes: refused, and recorded. */
  private replayOf(entry: Entry, leaf: Hash): Promise<Acknowledgement> | undefined {
    const sealedAt = this.state.indexOfId.get(entry.id)
    const pending = this.pending.get(entry.id)
    const known = sealedAt === undefined ? pending?.leaf : this.leaves[sealedAt]
    if (known === undefined) return undefined
    return equalBytes(known, leaf) ? this.answeredAgain(entry, leaf) : this.refuseTaken(entry, leaf)
  }

  private async answeredAgain({ id }: Entry, leaf: Hash): Promise<Acknowledgement> {
    const number = await this.pending.get(id)?.done
    const index = this.state.indexOfId.get(id) ?? (number === undefined ? undefined : this.indexOf(number))
    return { id, leaf, isReplay: true, index }
  }

  private async refuseTaken({ id }: Entry, leaf: Hash): Promise<never> {
    const sealedAt = this.state.indexOfId.get(id)
    if (sealedAt !== undefined) await this.recordRefusal(sealedAt, leaf)
    throw new Refusal(
      'id_taken',
      `the id ${id} is that of another entry: this one is refused, and that it came is recorded`,
    )
  }

  private async recordRefusal(index: number, leaf: Hash): Promise<void> {
    const digest = toBase64Url(leaf)
    if (this.recordedRefusals.has(digest)) return
    this.recordedRefusals.add(digest)
    const instant = `${new Date(this.setup.now() * 1000).toISOString().slice(0, 19)}Z`
    await this.say({
      class: 'notice',
      clear: { type: 'entry_refused', entry: index, leaf: digest },
      sealed: {
        source: { organisation: this.setup.own.organisation, chain: 'the log itself' },
        time: { from: instant, until: instant, zone: 'UTC' },
      },
    })
  }

  /** What is acknowledged and not sealed yet counts as if it were. */
  private judgePending(entry: Entry): void {
    for (const key of signersOf(entry)) {
      if (entry.class !== 'key' && this.pendingKeys.has(key))
        throw new Refusal('used_key', 'a key that signed an earlier entry signs none again')
      if (this.pendingRevocations.has(key))
        throw new Refusal('revoked_key', 'the revocation of this key waits for the next beat')
    }
    const { type, key, entry: erased, slot } = entry.clear
    if (type === 'key_added' && this.pendingKeys.has(String(key)))
      throw new Refusal('used_key', 'this key signed an entry that waits for the next beat: it is a one-use key')
    if (entry.class !== 'key' && entry.class !== 'erasure') return
    for (const { entry: other } of this.pending.values()) {
      if (other.class !== entry.class) continue
      if (entry.class === 'key' && key !== undefined && other.clear.key === key)
        throw new Refusal('bad_reference', 'an entry on this key waits for the next beat: try again then')
      if (type === 'erased' && other.clear.entry === erased && other.clear.slot === slot)
        throw new Refusal('already_erased', 'the erasure of this slot waits for the next beat already')
    }
  }

  private judgeClock(entry: Entry, openings: readonly Opening[], sentAtSeconds: number | undefined): void {
    const now = this.setup.now()
    const at = Date.parse(entry.at) / 1000
    if (at > now + clockToleranceSeconds)
      throw new Refusal(
        'from_the_future',
        `the entry says ${entry.at}, and here it is ${iso(now)}: put the sender’s clock right and send it anew`,
      )
    if (sentAtSeconds !== undefined && Math.abs(sentAtSeconds - now) > clockToleranceSeconds)
      throw new Refusal(
        'clock_wrong',
        `the sender’s clock says ${iso(sentAtSeconds)}, and here it is ${iso(now)}: put it right and send the entry anew`,
      )
    const seen = openings.find(({ slot }) => slot === 'seen')?.value
    const size = typeof seen === 'object' && seen !== null && 'size' in seen ? Number(seen.size) : 0
    if (size > this.state.size)
      throw new Refusal('bad_reference', `the sender has seen ${size} entries, and there are ${this.state.size}`)
    const latest = size === 0 ? undefined : this.latestAtSeconds[size - 1]
    // It holds a checkpoint of later entries: its clock runs behind.
    if (latest !== undefined && at + this.setup.beatSeconds + clockToleranceSeconds < latest)
      throw new Refusal(
        'clock_wrong',
        `the entry says ${entry.at}, and its sender had seen entries of ${iso(latest)}: its clock runs behind`,
      )
  }

  /** All slots are opened to the account; what they hold fits the type, and what it names is there. */
  private judgeOpenings(entry: Entry, openings: readonly Opening[]): Readonly<Record<string, Json>> {
    const values: Record<string, Json> = {}
    for (const opening of openings) {
      if (opening.id !== entry.id)
        throw new Refusal('opening_mismatch', `an opening is of entry ${opening.id}, not of ${entry.id}`)
      checkOpening(opening, entry.sealed[opening.slot])
      values[opening.slot] = opening.value
    }
    for (const slot of classes[entry.class].slots)
      if (!(slot in values)) throw new Refusal('missing_slot', `slot “${slot}” came without its opening`)
    checkValues(entry.class, entry.clear, values)
    checkTwoPeople(entry, values)
    this.judgeNamed(values)
    return values
  }

  private judgeNamed(values: Readonly<Record<string, Json>>): void {
    for (const id of referencesOf(values))
      if (!this.state.indexOfId.has(id) && !this.pending.has(id))
        throw new Refusal('bad_reference', `it names ${id}, which is no entry before it`)
  }

  private async judgeSignatures(
    entry: Entry,
    values: Readonly<Record<string, Json>>,
    isTakenLate: boolean,
  ): Promise<void> {
    const items = signaturesOf(entry)
    const own = items.length
    if (entry.class !== 'key' && (values.type ?? entry.clear.type) !== 'filler')
      for (const [at, vkey] of signersOf(entry).entries()) {
        const certificate = values[at === 0 ? 'key_cert' : 'key_cert2'] ?? null
        items.push(checkCertificate(certificate, vkey, this.state.size, this.state, entry))
        if (!isTakenLate) this.judgeRevocation(certificate, vkey)
      }
    const holds = await verifySignatures(items)
    const wrong = holds.indexOf(false)
    if (wrong >= own)
      throw new Refusal(
        'unknown_key',
        'the certificate of its key is not the organisation’s signature for this key and account',
      )
    if (wrong !== -1) throw new Refusal('bad_signature', `signature ${wrong + 1} of the entry does not hold`)
  }

  private judgeRevocation(certificate: Json, vkey: string): void {
    const certifier =
      typeof certificate === 'object' && certificate !== null && 'key' in certificate ? String(certificate.key) : ''
    if (
      this.state.keys.get(certifier)?.revoked !== undefined ||
      this.state.isOneUseRevoked(vkey) ||
      this.pendingRevocations.has(certifier)
    )
      throw new Refusal(
        'revoked_key',
        'its key was revoked. If it was signed before, a coordinator can take it late: it weighs nothing until the authority adopts it',
      )
  }

  /** All openings that came while the last were being written are written together. */
  private store(openings: readonly Opening[]): Promise<void> {
    return new Promise((done, failed) => {
      this.pendingOpenings.push({ openings, done, failed })
      if (this.storing) return
      this.storing = true
      void this.storeAll()
    })
  }

  private async storeAll(): Promise<void> {
    await Promise.resolve()
    while (this.pendingOpenings.length > 0) {
      const batch = this.pendingOpenings
      this.pendingOpenings = []
      try {
        await this.setup.sealed.put(batch.flatMap(({ openings }) => openings))
        for (const { done } of batch) done()
      } catch (fault) {
        for (const { failed } of batch) failed(fault)
      }
    }
    this.storing = false
  }

  private async fillers(count: number): Promise<Uint8Array[]> {
    const made = Array.from({ length: count }, () => this.compose({ class: 'field', clear: { type: 'filler' } }))
    await this.setup.sealed.put(made.flatMap(({ openings }) => openings))
    return made.map(({ bytes }) => bytes)
  }
}

/** Keys that nothing else may be signed with from here on: those used once, and those that are to be registered. */
function keysTaken(entry: Entry): readonly string[] {
  if (entry.class !== 'key') return signersOf(entry)
  return entry.clear.type === 'key_added' ? [String(entry.clear.key)] : []
}

/** Evenly from [0, below): what would favour some is drawn again. */
function placeBelow(below: number, random: Random): number {
  const most = 2 ** 32 - (2 ** 32 % below)
  for (;;) {
    const bytes = random(4)
    const value = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)
    if (value < most) return value % below
  }
}

function iso(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}
