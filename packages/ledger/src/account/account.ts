// The account of one pause: judges what comes, keeps what is sealed, and acknowledges once both are durable.

import { parseInstant, utc } from '@treve/model'
import { toBase64Url } from '../entry/base64url.ts'
import { isArray, isObject, type Json } from '../entry/canonical.ts'
import type { AccountName } from '../entry/certificate.ts'
import { classes } from '../entry/classes.ts'
import { checkValues, type Draft, type Entry, parseEntry, type Random, recalledEntry } from '../entry/entry.ts'
import { type Attachment, checkAttachment, checkOpening, type Opening } from '../entry/opening.ts'
import { Refusal } from '../entry/refusal.ts'
import { AccountState, marksOf, revocationOf, signersOf } from '../entry/state.ts'
import {
  certificateOf,
  checkCertificate,
  checkSeen,
  checkTwoPeople,
  referencesOf,
  signaturesOf,
} from '../entry/verify-entries.ts'
import { equalBytes } from '../log/bytes.ts'
import type { Checkpoint } from '../log/checkpoint.ts'
import { verifySignatures } from '../log/crypto.ts'
import { LogFault } from '../log/fault.ts'
import { type Hash, leafHash } from '../log/hash.ts'
import { formatVerifierKey } from '../log/note.ts'
import { readEntries, tileOf } from '../log/tiles.ts'
import { TreeHashes } from '../log/tree.ts'
import { openSequencer, type Sequencer, type SequencerSetup } from '../sequencer/sequencer.ts'
import type { SealedStore } from './sealed-store.ts'
import { type Organisation, oneUseKey, type Signed, type Signer, sign } from './voice.ts'

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
  /** Bytes of attachments that its slot names: those that come with it are kept here. */
  readonly attachments?: readonly Attachment[]
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
  /** Of sealed entries by index: to know a replay, what a sender has seen, and whether its clock runs behind that. */
  private readonly leaves: Hash[] = []
  private readonly tree = new TreeHashes()
  private readonly latestAtSeconds: number[] = []
  private readonly revocations: Entry[] = []
  private readonly recordedRefusals = new Set<string>()
  /** Refused because of an entry that waits: recorded once that has its index. */
  private refusedWhileWaiting: { readonly id: string; readonly leaf: Hash }[] = []
  private pendingOpenings: { openings: readonly Opening[]; done: () => void; failed: (fault: unknown) => void }[] = []
  private storing = false
  private turn: Promise<void> = Promise.resolve()

  private constructor(setup: AccountSetup) {
    this.setup = setup
    this.name = setup.account
    this.state = new AccountState(setup.account, formatVerifierKey(setup.signer.key))
  }

  static async open(setup: AccountSetup): Promise<Account> {
    const account = new Account(setup)
    const { fill, random } = setup
    const perBeat = {
      count: fill,
      fill: (count: number, beat: number) => account.fillers(count, beat),
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

  /** Resolves once entry, openings and attachments are durable. @throws Refusal for what is not taken; LogFault where the log has stopped */
  async append({
    bytes,
    openings,
    attachments = [],
    sentAtSeconds,
    isTakenLate = false,
  }: Submission): Promise<Acknowledgement> {
    const entry = parseEntry(bytes)
    const leaf = leafHash(bytes)
    const known = this.leafOf(entry.id)
    if (known !== undefined) {
      if (equalBytes(known, leaf)) return this.answeredAgain(entry, leaf)
      return this.refuseTaken(entry, leaf, openings)
    }
    this.state.judge(entry)
    this.judgePending(entry)
    // The log makes its own, when it seals: they are certified by nobody.
    if (openings.some(({ slot, value }) => slot === 'type' && value === 'filler') || entry.clear.type === 'filler')
      throw new Refusal('unknown_type', 'fillers are the log’s own')
    const values = this.judgeOpenings(entry, openings)
    judgeAttachments(entry, values, attachments)
    this.judgeClock(entry, values, sentAtSeconds)
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
    const revoked = entry.clear.type === 'key_revoked' ? String(entry.clear.key ?? '') : undefined
    const [before, release] = this.takeTurn()
    try {
      await this.judgeSignatures(entry, values)
      await before
      // What it names came before it, and may have been refused meanwhile; so may its key have been revoked.
      this.judgeNamed(values)
      this.judgeRevocations(entry, values, isTakenLate)
      if (revoked !== undefined) this.pendingRevocations.add(revoked)
      // Within its turn, so that what comes after and names it stays after it.
      for (const each of attachments) await this.setup.sealed.putAttachment(each)
      const isStored = this.store(openings)
      release()
      await isStored
      const number = await this.sequencer.append(bytes)
      this.revokeOneUse(entry, values.keys)
      resolve(number)
      return { id: entry.id, leaf, isReplay: false, index: this.indexOf(number) }
    } catch (fault) {
      this.pending.delete(entry.id)
      for (const key of keysTaken(entry)) this.pendingKeys.delete(key)
      if (revoked !== undefined) this.pendingRevocations.delete(revoked)
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
  compose(
    draft: Draft,
    {
      own = this.setup.own,
      lasting = [own.signer],
      seconds = this.setup.now(),
    }: { own?: Organisation; lasting?: readonly Signer[]; seconds?: number } = {},
  ): Signed {
    const { account, random, beatSeconds } = this.setup
    const signed = sign(draft, account, {
      seconds,
      beatSeconds,
      random,
      next: () => oneUseKey(random, account, own),
      lasting,
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
    await this.recordRefusals()
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

  /** Undefined where its bytes are not kept here, or were erased. @throws LogFault `damaged` */
  async attachmentOf(index: number, at: number): Promise<Attachment | undefined> {
    const id = this.state.idAt(index)
    return id === undefined ? undefined : this.setup.sealed.attachment(id, at)
  }

  /**
   * Destroys sealed values of entries that were never acknowledged, and answers of how many entries. Not done by itself: if
   * the log was an old copy, they would be those of entries that it does not know any more.
   */
  async destroyUnacknowledged(): Promise<number> {
    return this.setup.sealed.keepOnly({ has: (id) => this.state.indexOfId.has(id) || this.pending.has(id) })
  }

  /** Of the entry that has this id: sealed, or acknowledged and waiting for the next beat. */
  leafOf(id: string): Hash | undefined {
    const sealedAt = this.state.indexOfId.get(id)
    return sealedAt === undefined ? this.pending.get(id)?.leaf : this.leaves[sealedAt]
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
    const { size, root } = this.sequencer.sealed
    // The next is on its way while this one is taken.
    const bundleAt = (index: number): Promise<Uint8Array[]> | undefined => {
      const tile = tileOf('entries', index, size)
      const entries = tile && readEntries((path) => store.read(path), tile)
      entries?.catch(() => undefined)
      return entries
    }
    for (let bundle = 0, ahead = bundleAt(0); ahead !== undefined; ) {
      const entries = await ahead
      bundle += 1
      ahead = bundleAt(bundle)
      for (const entry of entries) this.takeSealed(entry, false)
    }
    // They were judged when they came. That they are the same is what is looked at.
    if (size > 0 && !equalBytes(this.tree.root(), root))
      throw new LogFault(
        'damaged',
        `the entries do not hash to the root that was signed for ${size}: run treve account fsck`,
      )
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
  }

  private takeSealed(bytes: Uint8Array, wasPending: boolean): void {
    const entry = recalledEntry(bytes)
    // It was judged when it came. Were it refused now, the account could not be opened any more; whoever verifies sees it.
    this.state.take(entry)
    if (entry.clear.type === 'key_revoked') this.revocations.push(entry)
    const leaf = leafHash(bytes)
    this.leaves.push(leaf)
    this.tree.appendLeaf(leaf)
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

  private async answeredAgain({ id }: Entry, leaf: Hash): Promise<Acknowledgement> {
    const number = await this.pending.get(id)?.done
    const index = this.state.indexOfId.get(id) ?? (number === undefined ? undefined : this.indexOf(number))
    return { id, leaf, isReplay: true, index }
  }

  /** The same id with other bytes. It is recorded if it is somebody's word: what nobody signed would only fill the account. */
  private async refuseTaken(entry: Entry, leaf: Hash, openings: readonly Opening[]): Promise<never> {
    const { id } = entry
    let isSomebodys = true
    try {
      await this.judgeSignatures(entry, this.judgeOpenings(entry, openings))
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault
      isSomebodys = false
    }
    if (!isSomebodys) throw new Refusal('id_taken', `the id ${id} is that of another entry: this one is refused`)
    this.refusedWhileWaiting.push({ id, leaf })
    await this.recordRefusals()
    throw new Refusal(
      'id_taken',
      `the id ${id} is that of another entry: this one is refused, and that it came is recorded`,
    )
  }

  /** Those that name an entry which has its index by now. */
  private async recordRefusals(): Promise<void> {
    const due = this.refusedWhileWaiting.filter(({ id }) => this.state.indexOfId.has(id))
    this.refusedWhileWaiting = this.refusedWhileWaiting.filter((each) => !due.includes(each))
    for (const { id, leaf } of due) await this.recordRefusal(this.state.indexOfId.get(id) ?? 0, leaf)
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
      if (entry.class !== 'key' && marksOf(key).some((mark) => this.pendingKeys.has(mark)))
        throw new Refusal('used_key', 'a key that signed an earlier entry, and its name, sign none again')
    }
    const { type, key, entry: erased, slot } = entry.clear
    if (type === 'key_added' && marksOf(String(key)).some((mark) => this.pendingKeys.has(mark)))
      throw new Refusal('used_key', 'this key signed an entry that waits for the next beat: it is a one-use key')
    if (type === 'released' && [...this.pending.values()].some(({ entry: other }) => namesWindow(other)))
      throw new Refusal('too_early', 'terms wait for the next beat: what they say of the last window is judged then')
    if (entry.class !== 'key' && entry.class !== 'erasure') return
    for (const { entry: other } of this.pending.values()) {
      if (other.class !== entry.class) continue
      if (entry.class === 'key' && key !== undefined && other.clear.key === key)
        throw new Refusal('bad_reference', 'an entry on this key waits for the next beat: try again then')
      if (type === 'erased' && other.clear.entry === erased && other.clear.slot === slot)
        throw new Refusal('already_erased', 'the erasure of this slot waits for the next beat already')
    }
  }

  private judgeClock(
    entry: Entry,
    { seen, time }: Readonly<Record<string, Json>>,
    sentAtSeconds: number | undefined,
  ): void {
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
    // What was seen in the field has happened.
    const until = isObject(time) ? parseInstant(String(time.until), utc) : undefined
    if (entry.class === 'field' && typeof until === 'number' && until > now + clockToleranceSeconds)
      throw new Refusal('from_the_future', `time: ${iso(until)} has not come yet; here it is ${iso(now)}`)
    const size = isObject(seen) ? Number(seen.size) : 0
    if (isObject(seen)) checkSeen(seen, this.state.size, this.tree)
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

  private async judgeSignatures(entry: Entry, values: Readonly<Record<string, Json>>): Promise<void> {
    const items = signaturesOf(entry)
    const own = items.length
    if (entry.class !== 'key')
      for (const [at, vkey] of signersOf(entry).entries()) {
        const certificate = values[at === 0 ? 'key_cert' : 'key_cert2'] ?? null
        items.push(checkCertificate(certificate, vkey, this.state.size, this.state, entry))
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

  /** Keys revoked by what is sealed, and by what came before this and waits. */
  private judgeRevocations(entry: Entry, values: Readonly<Record<string, Json>>, isTakenLate: boolean): void {
    const isRevoked = (vkey: string) =>
      this.state.keys.get(vkey)?.revoked !== undefined || this.pendingRevocations.has(vkey)
    if (entry.class === 'key') {
      if (signersOf(entry).some(isRevoked)) throw new Refusal('revoked_key', 'its key was revoked before it came')
      return
    }
    if (isTakenLate) return
    for (const [at, vkey] of signersOf(entry).entries()) {
      const certifier = certificateOf(values[at === 0 ? 'key_cert' : 'key_cert2'])?.key ?? ''
      if (isRevoked(certifier) || this.state.isOneUseRevoked(vkey))
        throw new Refusal(
          'revoked_key',
          'its key was revoked. If it was signed before, a coordinator can take it late: it weighs nothing until the authority adopts it',
        )
    }
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
    while (this.pendingOpenings.length > 0) {
      // Those under way already are about to be stored too, or refused.
      await this.turn
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

  /** They look as if they had come in the beat before, as the others did that are sealed with them. */
  private async fillers(count: number, beat: number): Promise<Uint8Array[]> {
    const seconds = (beat - 1) * this.setup.beatSeconds
    const made = Array.from({ length: count }, () =>
      this.compose({ class: 'field', clear: { type: 'filler' } }, { seconds }),
    )
    await this.setup.sealed.put(made.flatMap(({ openings }) => openings))
    return made.map(({ bytes }) => bytes)
  }
}

function namesWindow({ clear }: Entry): boolean {
  return clear.type === 'terms_announced' || clear.type === 'terms_agreed'
}

/** What comes as an attachment is what a row of the slot says, byte for byte. */
function judgeAttachments(
  { id }: Entry,
  { attachments: said }: Readonly<Record<string, Json>>,
  given: readonly Attachment[],
): void {
  const rows = isArray(said) ? said : []
  const seen = new Set<number>()
  for (const { id: of, index, salt, bytes } of given) {
    const row = rows[index]
    if (of !== id || !isObject(row) || seen.has(index))
      throw new Refusal('opening_mismatch', `an attachment ${index} of ${of} came, and entry ${id} has no place for it`)
    seen.add(index)
    checkAttachment(bytes, { id, index, salt }, String(row.digest))
    if (row.bytes !== bytes.length)
      throw new Refusal('bad_value', `attachments: ${index} has ${bytes.length} bytes, not ${String(row.bytes)}`)
  }
}

/** Marks of keys that nothing else may be signed with from here on: those used once, and those that are to be registered. */
function keysTaken(entry: Entry): readonly string[] {
  const keys =
    entry.class !== 'key' ? signersOf(entry) : entry.clear.type === 'key_added' ? [String(entry.clear.key)] : []
  return keys.flatMap(marksOf)
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
