// What an account has come to, entry by entry: which keys are valid, which ids and one-use keys are used, what was
// erased. Everything is by index; no clock decides.

import { parseInstant, utc } from '@treve/model'
import type { Standing } from '../facts/attestation.ts'
import { partsOfVerifierKey } from '../log/note.ts'
import { isArray } from './canonical.ts'
import type { AccountName } from './certificate.ts'
import { classes } from './classes.ts'
import type { Entry } from './entry.ts'
import { isOpens, type Opens } from './opened.ts'
import { Refusal } from './refusal.ts'

export interface RegisteredKey {
  readonly vkey: string
  readonly role: 'authority' | 'organisation' | 'coordinator'
  readonly organisation: string
  /** Index of the entry that registered it: it is valid from there on. */
  readonly from: number
  readonly revoked?: Revocation
}

export interface Revocation {
  readonly at: number
  readonly reason: 'retired' | 'lost' | 'compromised'
  /** Entries from there on corroborate nothing. */
  readonly suspectFrom?: number
}

export interface Opened {
  readonly authority: string
  readonly organisation: string
  readonly beatSeconds: number
  readonly fill: number
  /** Seconds since 1970. */
  readonly atSeconds: number
  /** How long after the last window closed nothing is released. */
  readonly releaseDelaySeconds: number
}

/** An entry that opened the account to the public, and the slots that were opened with it. */
export interface Release {
  readonly at: number
  readonly slots: readonly string[]
  /** Instead of slots: the list of what it opens, and no more. */
  readonly opens?: Opens
  /** The latest window that it covers, seconds since 1970; undefined: it names none. */
  readonly closedAtSeconds: number | undefined
}

/** What entry 0 does not say otherwise: the next day uses the same road. */
const dayDelaySeconds = 86_400

export class AccountState {
  readonly account: AccountName
  opened: Opened | undefined
  size = 0
  readonly indexOfId = new Map<string, number>()
  readonly keys = new Map<string, RegisteredKey>()
  /** Slots by index of the entry they were erased from. */
  readonly erased = new Map<number, Set<string>>()
  private readonly idOfIndex: string[] = []
  private readonly classOfIndex: Entry['class'][] = []
  /** Marks of keys that signed entries, and of those that are registered: names and keys, each by itself. */
  private readonly usedMarks = new Set<string>()
  private readonly registeredMarks = new Set<string>()
  private readonly logMarks: ReadonlySet<string>
  private readonly statements = new Set<string>()
  /** The end of the latest window in terms announced or agreed, seconds since 1970. */
  private lastCloseSeconds: number | undefined
  /** In order. What one opened no later one closes. */
  readonly releases: Release[] = []
  /** The entry that stopped all publishing, until two people release it again. */
  publishingStoppedBy: number | undefined
  private readonly revokedOneUse = new Map<string, Revocation>()
  private readonly adopted = new Set<number>()

  /** @param logKey verifier key of the log: it signs checkpoints, and nothing else */
  constructor(account: AccountName, logKey?: string) {
    this.account = account
    this.logMarks = new Set(logKey === undefined ? [`name ${account.log}`] : marksOf(logKey))
  }

  /** Takes an entry at the next index, or refuses it and is as before. Signatures are verified elsewhere. */
  add(entry: Entry): void {
    this.judge(entry)
    this.take(entry)
  }

  /** Takes an entry that is in the tree already, whatever is wrong with it: what is sealed stays. */
  take(entry: Entry): void {
    const index = this.size
    this.indexOfId.set(entry.id, index)
    this.idOfIndex.push(entry.id)
    this.classOfIndex.push(entry.class)
    this.size += 1
    if (entry.class !== 'key')
      for (const key of signersOf(entry)) for (const mark of marksOf(key)) this.usedMarks.add(mark)
    this.apply(entry, index)
  }

  /** Whether the entry can come next. */
  judge(entry: Entry): void {
    const { log, pause, mode } = this.account
    if (entry.log !== log) throw new Refusal('foreign_log', `the entry is of the log ${entry.log}, not of ${log}`)
    if (entry.pause !== pause)
      throw new Refusal('foreign_pause', `the entry is of the pause ${entry.pause}, not of ${pause}`)
    if (entry.mode !== mode)
      throw new Refusal('foreign_mode', `the entry is ${entry.mode}; this account is ${mode}: the two never mix`)
    const taken = this.indexOfId.get(entry.id)
    if (taken !== undefined) throw new Refusal('id_taken', `the id ${entry.id} is that of entry ${taken}`)
    if (this.size === 0 && entry.clear.type !== 'log_opened')
      throw new Refusal('bad_reference', 'an account begins with the entry that opens it')
    if (this.size > 0 && entry.clear.type === 'log_opened')
      throw new Refusal('bad_reference', 'an account is opened once, by entry 0')
    const beat = this.opened?.beatSeconds ?? Number(entry.clear.beat_s)
    if ((Date.parse(entry.at) / 1000) % beat !== 0)
      throw new Refusal('malformed', `“at” is rounded down to the beat of ${beat} s, so that it tells no more`)
    if (entry.class === 'key') this.judgeKeys(entry)
    else
      for (const key of signersOf(entry)) {
        const marks = marksOf(key)
        if (marks.some((mark) => this.usedMarks.has(mark)))
          throw new Refusal('used_key', 'a key that signed an earlier entry, and its name, sign none again')
        if (marks.some((mark) => this.registeredMarks.has(mark) || this.logMarks.has(mark)))
          throw new Refusal('used_key', 'a lasting key signs no entry: it certifies one-use keys')
      }
    this.judgeReferences(entry)
  }

  /** A key that may certify at the index; late ones of a revoked key are `unverified`. Coordinators do so only for what two people sign. */
  certifierAt(vkey: string, index: number, isOfTwoPeople: boolean): { organisation: string } | undefined {
    const key = this.keys.get(vkey)
    if (key === undefined || key.from >= index) return undefined
    if (key.role === 'coordinator' && !isOfTwoPeople) return undefined
    return { organisation: key.organisation }
  }

  /** Of an entry whose certificates, or some of them, are known. */
  standingOf(index: number, certifiers: readonly string[], signers: readonly string[]): Standing {
    const revocations = [
      ...certifiers.flatMap((vkey) => this.keys.get(vkey)?.revoked ?? []),
      ...signers.flatMap((vkey) => this.revokedOneUse.get(vkey) ?? []),
    ]
    if (revocations.some(({ suspectFrom }) => suspectFrom !== undefined && index >= suspectFrom)) return 'suspect'
    if (revocations.some(({ at }) => at < index) && !this.adopted.has(index)) return 'unverified'
    return 'sound'
  }

  /** Keys of a lost device, told in a sealed slot of the entry that revokes them. */
  revokeOneUse(vkeys: readonly string[], revocation: Revocation): void {
    for (const vkey of vkeys) this.revokedOneUse.set(vkey, revocation)
  }

  isOneUseRevoked(vkey: string): boolean {
    return this.revokedOneUse.has(vkey)
  }

  idAt(index: number): string | undefined {
    return this.idOfIndex[index]
  }

  private judgeKeys({ vkey, vkey2, clear }: Entry): void {
    if (this.size === 0) {
      if (clear.authority !== vkey || vkey2 !== undefined)
        throw new Refusal('unknown_key', 'entry 0 is signed by the authority that it names')
      if (marksOf(vkey).some((mark) => this.logMarks.has(mark)))
        throw new Refusal('used_key', 'the authority has a key of its own: that of the log signs checkpoints alone')
      return
    }
    if (vkey2 === undefined) {
      const key = this.keys.get(vkey)
      if (key?.role !== 'authority')
        throw new Refusal('unknown_key', 'entries on keys are signed by the authority, or by two coordinators')
      if (key.revoked !== undefined) throw new Refusal('revoked_key', 'the key of the authority was revoked')
      return
    }
    if (clear.type !== 'key_revoked') throw new Refusal('unknown_key', 'two coordinators may revoke a key and no more')
    for (const each of [vkey, vkey2]) {
      const key = this.keys.get(each)
      if (key?.role !== 'coordinator') throw new Refusal('unknown_key', 'one of the two keys is no coordinator’s')
      if (key.revoked !== undefined)
        throw new Refusal('revoked_key', 'the key of one of the two coordinators was revoked')
    }
  }

  /** P3: not before the last window has closed and the delay has passed. That all are clear, the two who sign say. */
  private judgeRelease({ last_close: lastClose, delay_s: delay, slots, opens }: Entry['clear'], at: string): void {
    const closed = parseInstant(String(lastClose ?? ''), utc)
    if (opens !== undefined && (slots !== undefined || typeof closed !== 'number'))
      throw new Refusal(
        'malformed',
        'opens: it stands alone, without slots, and is of what was before the last window closed (last_close)',
      )
    if (this.account.mode !== 'live') return
    if (typeof closed !== 'number' || typeof delay !== 'number')
      throw new Refusal(
        'too_early',
        'the release of a live account states when the last window closed (last_close), and the delay since (delay_s)',
      )
    const { atSeconds = 0, beatSeconds = 0, releaseDelaySeconds = dayDelaySeconds } = this.opened ?? {}
    if (closed < atSeconds)
      throw new Refusal(
        'too_early',
        `last_close: ${iso(closed)} is before this account was opened (${iso(atSeconds)}): of its pause no window had closed`,
      )
    if (delay < releaseDelaySeconds)
      throw new Refusal(
        'too_early',
        `delay_s: this account is released ${releaseDelaySeconds} s after the last close at the earliest`,
      )
    if (this.lastCloseSeconds !== undefined && closed < this.lastCloseSeconds)
      throw new Refusal(
        'too_early',
        `the terms in this account name a window that closes at ${iso(this.lastCloseSeconds)}`,
      )
    if (Date.parse(at) / 1000 + beatSeconds < closed + delay)
      throw new Refusal(
        'too_early',
        `nothing is released before ${iso(closed + delay)}: the next day uses the same road`,
      )
  }

  private judgeReferences({ clear, at }: Entry): void {
    const { type, entry, slot, entries, key, suspect_from: suspectFrom } = clear
    for (const named of [entry, suspectFrom, ...(isArray(entries) ? entries : [])])
      if (typeof named === 'number' && named >= this.size)
        throw new Refusal('bad_reference', `it names entry ${named}, and only ${this.size} are before it`)
    if (type === 'key_added') {
      const marks = marksOf(String(key))
      if (marks.some((mark) => this.registeredMarks.has(mark)))
        throw new Refusal('bad_reference', 'this key, or its name, is registered already')
      if (marks.some((mark) => this.usedMarks.has(mark)))
        throw new Refusal('used_key', 'this key, or its name, signed an entry: it is a one-use key')
      if (marks.some((mark) => this.logMarks.has(mark)))
        throw new Refusal('used_key', 'the key of the log signs checkpoints alone, and nobody else has its name')
    }
    if (
      type === 'entries_adopted' &&
      this.revokedOneUse.size === 0 &&
      [...this.keys.values()].every((each) => each.revoked === undefined)
    )
      throw new Refusal('bad_reference', 'no key was revoked: there is nothing to adopt')
    for (const [said, of] of [
      ['statement', clear.statement],
      ['replaced_by', clear.replaced_by],
    ] as const)
      if ((type === 'reply' || type === 'statement_withdrawn') && of !== undefined && !this.statements.has(String(of)))
        throw new Refusal('bad_reference', `“${said}”: ${String(of)} is no statement in this account: enter it first`)
    if (type === 'released') this.judgeRelease(clear, at)
    if (type === 'key_revoked' && key !== undefined) {
      const known = this.keys.get(String(key))
      if (known === undefined) throw new Refusal('bad_reference', 'this key is not registered')
      if (known.revoked !== undefined)
        throw new Refusal('bad_reference', `this key was revoked by entry ${known.revoked.at}`)
    }
    if (type === 'erased' && typeof entry === 'number' && typeof slot === 'string') {
      const className = this.classOfIndex[entry]
      if (className === undefined || !classes[className].slots.some((each) => each === slot))
        throw new Refusal(
          'not_erasable',
          `entry ${entry} has no slot “${slot}”; what stands in the clear cannot be erased`,
        )
      if (this.erased.get(entry)?.has(slot) === true)
        throw new Refusal('already_erased', `slot ${slot} of entry ${entry} was erased before`)
    }
  }

  private apply({ clear, at }: Entry, index: number): void {
    const { type } = clear
    const of = (key: string) => String(clear[key] ?? '')
    if (type === 'log_opened') {
      const organisation = of('organisation')
      const authority = of('authority')
      this.opened = {
        authority,
        organisation,
        beatSeconds: Number(clear.beat_s),
        fill: Number(clear.fill),
        atSeconds: Date.parse(at) / 1000,
        releaseDelaySeconds: typeof clear.release_delay_s === 'number' ? clear.release_delay_s : dayDelaySeconds,
      }
      this.register({ vkey: authority, role: 'authority', organisation, from: index })
    } else if (type === 'key_added') {
      const role = clear.role === 'coordinator' ? 'coordinator' : 'organisation'
      this.register({ vkey: of('key'), role, organisation: of('organisation'), from: index })
    } else if (type === 'key_revoked') {
      const key = this.keys.get(of('key'))
      if (key !== undefined) this.keys.set(key.vkey, { ...key, revoked: revocationOf(clear, index) })
    } else if (type === 'entries_adopted') {
      if (isArray(clear.entries)) for (const each of clear.entries) this.adopted.add(Number(each))
    } else if (type === 'erased') {
      const entry = Number(clear.entry)
      this.erased.set(entry, (this.erased.get(entry) ?? new Set()).add(of('slot')))
    } else if (type === 'terms_announced' || type === 'terms_agreed') {
      const until = parseInstant(of('until'), utc)
      if (typeof until === 'number') this.lastCloseSeconds = Math.max(until, this.lastCloseSeconds ?? until)
    } else if (type === 'statement') this.statements.add(of('statement'))
    else if (type === 'publishing_stopped') this.publishingStoppedBy = index
    else if (type === 'released') {
      const { opens } = clear
      const slots = isOpens(opens) ? [] : isArray(clear.slots) ? clear.slots.map(String) : ['type']
      const closed = parseInstant(of('last_close'), utc)
      this.releases.push({
        at: index,
        slots,
        ...(isOpens(opens) ? { opens } : {}),
        closedAtSeconds: typeof closed === 'number' ? closed : undefined,
      })
      this.publishingStoppedBy = undefined
    }
  }

  private register(key: RegisteredKey): void {
    this.keys.set(key.vkey, key)
    for (const mark of marksOf(key.vkey)) this.registeredMarks.add(mark)
  }

  /** Open to the public: whoever acts on terms announced since, of a window that closes later, may still be moving. */
  get isReleased(): boolean {
    const last = this.releases.at(-1)
    return last !== undefined && (this.lastCloseSeconds ?? 0) <= (last.closedAtSeconds ?? Number.POSITIVE_INFINITY)
  }

  /** When the last window closes that terms in the account name; undefined: they name none. */
  get closesAtSeconds(): number | undefined {
    return this.lastCloseSeconds
  }
}

/** By either of these two entries could be told to be of one device. */
export function marksOf(vkey: string): readonly string[] {
  const { name, key } = partsOfVerifierKey(vkey)
  return [`name ${name}`, `key ${key}`]
}

function iso(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}

export function revocationOf(clear: Entry['clear'], at: number): Revocation {
  const { reason, suspect_from: from } = clear
  const suspectFrom = typeof from === 'number' ? from : reason === 'compromised' ? 0 : undefined
  return {
    at,
    reason: reason === 'lost' || reason === 'compromised' ? reason : 'retired',
    ...(suspectFrom === undefined || reason !== 'compromised' ? {} : { suspectFrom }),
  }
}

export function signersOf({ vkey, vkey2 }: Entry): readonly string[] {
  return vkey2 === undefined ? [vkey] : [vkey, vkey2]
}
