// V4: every entry is as its class demands, signed by keys that were valid at its index, naming only what came before.
// V5: every opening and attachment that is given fits, and none is given of what was erased.

import type { Standing } from '../facts/attestation.ts'
import { bytesOf, equalBytes } from '../log/bytes.ts'
import { type SignatureToVerify, verifySignatures } from '../log/crypto.ts'
import type { Hash } from '../log/hash.ts'
import { formatVerifierKey, type VerifierKey } from '../log/note.ts'
import { decodeBundle, type Reader, readTile, tileOf, tilePath, tileWidth } from '../log/tiles.ts'
import { TreeHashes } from '../log/tree.ts'
import { toBase64Url } from './base64url.ts'
import { isArray, isObject, type Json, type JsonObject } from './canonical.ts'
import { type Certificate, certificateToVerify, publicKeyOf } from './certificate.ts'
import { checkValues, type Entry, parseEntry } from './entry.ts'
import { needsTwoPeople } from './events.ts'
import { isOpened, type OpenedSlot, opensOf } from './opened.ts'
import { type Attachment, attachmentsSlot, checkAttachment, checkOpening, type Opening } from './opening.ts'
import { Refusal } from './refusal.ts'
import { AccountState, type Release, revocationOf, signersOf } from './state.ts'

export interface EntriesRequest {
  readonly read: Reader
  /** As V1 to V3 found it; entries that do not hash to its root are believed nothing. */
  readonly checkpoint: { readonly size: number; readonly root: Hash | undefined }
  /** Verifier key of the log: the account must be of that log, and its key sign no entry. */
  readonly log: VerifierKey
  /** Openings given to whoever verifies, in any order. */
  readonly openings?: AsyncIterable<Opening> | Iterable<Opening>
  /** Attachments given to whoever verifies, one after the other; the openings of their slots are given too. */
  readonly attachments?: AsyncIterable<Attachment> | Iterable<Attachment>
  /** The openings are the keeper's own, of entries that wait for the next beat too. */
  readonly mayHoldMore?: boolean
  /** The account was released to whoever verifies: then every slot due that is neither opened nor erased is missing. */
  readonly isReleased?: boolean
  /** Called now and then with how many entries are done. */
  readonly onProgress?: (done: number) => void
}

export interface EntryProblem {
  readonly index: number
  readonly code: string
  readonly text: string
}

/** An entry with what is known of it: all that facts are made of. */
export interface OpenedEntry {
  readonly index: number
  readonly entry: Entry
  /** By slot; an erased or withheld one is absent. */
  readonly values: Readonly<Record<string, Json>>
  readonly erased: readonly string[]
  readonly standing: Standing
}

export interface EntriesVerification {
  readonly problems: readonly EntryProblem[]
  /** Undefined where entry 0 is not one that opens an account of ours: then only V1 to V3 apply. */
  readonly account: AccountState | undefined
  readonly entries: readonly OpenedEntry[]
  readonly checked: {
    readonly entries: number
    readonly signatures: number
    readonly certificates: { readonly checked: number; readonly withheld: number }
    readonly unverifiedKeys: number
    readonly suspectKeys: number
    /** Of what was opened: signed by who received, too, who is named. */
    readonly handOvers: number
    readonly openings: Openings
    /** Those that were given and fit. */
    readonly attachments: number
  }
}

export interface Openings {
  open: number
  withheld: number
  erased: number
  missing: number
}

/** To be called once V1 to V3 have held: by the root, the bytes are then those that were signed. */
export async function verifyEntries({
  read,
  checkpoint,
  log,
  openings = [],
  attachments = [],
  mayHoldMore = false,
  isReleased = false,
  onProgress,
}: EntriesRequest): Promise<EntriesVerification> {
  const problems: EntryProblem[] = []
  const given = await byEntry(openings)
  const parsed: Entry[] = []
  const tree = new TreeHashes()
  let account: AccountState | undefined
  let signatures = 0
  /** Signatures of one bundle are verified while the next is read: the one takes the other cores, the other this one. */
  let verifying: Promise<void> = Promise.resolve()
  async function verifyAll(batch: readonly { index: number; item: SignatureToVerify }[]): Promise<void> {
    const holds = await verifySignatures(batch.map(({ item }) => item))
    signatures += batch.length
    for (const [at, { index }] of batch.entries())
      if (holds[at] !== true)
        problems.push({ index, code: 'bad_signature', text: `a signature of entry ${index} does not hold` })
  }
  async function finished(entries: readonly Entry[]): Promise<EntriesVerification> {
    await verifying
    return result({ problems, account, entries, tree, signatures, given, attachments, mayHoldMore, isReleased })
  }
  for (let bundle = 0; ; bundle++) {
    const tile = tileOf('entries', bundle, checkpoint.size)
    if (tile === undefined) break
    const bytes = await readTile(read, tile)
    if (bytes === undefined) {
      problems.push({ index: bundle * tileWidth, code: 'missing', text: `${tilePath(tile)} is missing` })
      break
    }
    const batch: { index: number; item: SignatureToVerify }[] = []
    for (const [at, each] of decodeBundle(bytes, tile.width).entries()) {
      tree.append(each)
      const index = bundle * tileWidth + at
      try {
        const entry = parseEntry(each)
        if (index === 0) account = beginsAccount(entry, log)
        if (account === undefined) break
        account.add(entry)
        parsed.push(entry)
        for (const item of signaturesOf(entry)) batch.push({ index, item })
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault
        if (index === 0 && fault.code === 'malformed') break
        problems.push({ index, code: fault.code, text: fault.message })
        // What cannot be read breaks the count of what comes after: nothing more can be said of it.
        return finished([])
      }
    }
    if (account === undefined) return finished([])
    await verifying
    verifying = verifyAll(batch)
    onProgress?.(parsed.length)
  }
  // They are read a second time here, and whoever serves them may have given others the first.
  if (tree.size === checkpoint.size && (checkpoint.root === undefined || !equalBytes(tree.root(), checkpoint.root))) {
    problems.push({
      index: -1,
      code: 'contradiction',
      text: 'the entries do not hash to the root that was verified: they were others when they were read before',
    })
    return finished([])
  }
  return finished(parsed)
}

export function signaturesOf(entry: Entry): SignatureToVerify[] {
  const message = bytesOf(entry.text)
  return signersOf(entry).map((vkey, at) => ({
    publicKey: publicKeyOf(vkey) ?? new Uint8Array(),
    message,
    signature: entry.signatures[at]?.signature ?? new Uint8Array(),
  }))
}

/** Entry 0 says what account it is; another first entry is of a log that is not ours. */
function beginsAccount(entry: Entry, log: VerifierKey): AccountState | undefined {
  if (entry.clear.type !== 'log_opened') return undefined
  // Of the log that signs: another's entries, signed anew under its own name, are of that other account.
  return new AccountState({ log: log.name, pause: entry.pause, mode: entry.mode }, formatVerifierKey(log))
}

interface Gathered {
  readonly problems: EntryProblem[]
  readonly account: AccountState | undefined
  readonly entries: readonly Entry[]
  readonly tree: TreeHashes
  readonly signatures: number
  readonly given: Map<string, Map<string, Opening[]>>
  readonly attachments: EntriesRequest['attachments'] & {}
  readonly mayHoldMore: boolean
  readonly isReleased: boolean
}

async function result({
  problems,
  account,
  entries,
  tree,
  signatures,
  given,
  attachments,
  mayHoldMore,
  isReleased,
}: Gathered): Promise<EntriesVerification> {
  const counts: Openings = { open: 0, withheld: 0, erased: 0, missing: 0 }
  const certificates = { checked: 0, withheld: 0 }
  const certified: { index: number; item: SignatureToVerify }[] = []
  const opened = account === undefined ? [] : entries.map((entry, index) => open(entry, index, account))
  const standings = account === undefined ? [] : standingsOf(opened, account)
  const holds = await verifySignatures(certified.map(({ item }) => item))
  for (const [at, { index }] of certified.entries())
    if (holds[at] !== true)
      problems.push({
        index,
        code: 'unknown_key',
        text: `the certificate of a key of entry ${index} is not its organisation’s signature for this key and account`,
      })
  if (isReleased) for (const release of account?.releases ?? []) listed(release)
  for (const id of given.keys())
    if (account?.indexOfId.get(id) === undefined && !mayHoldMore)
      problems.push({
        index: -1,
        code: 'opening_mismatch',
        text: `an opening is given of ${id}, which is no entry of this account`,
      })
  let fitting = 0
  for await (const each of attachments) {
    const index = account?.indexOfId.get(each.id) ?? -1
    if (noted(index, () => checkGivenAttachment(each, opened[index]))) fitting += 1
  }
  return {
    problems: problems.sort((a, b) => a.index - b.index),
    account,
    entries: opened.map((each, at) => ({ ...each, standing: standings[at] ?? 'sound' })),
    checked: {
      entries: entries.length,
      signatures: signatures + certified.length,
      certificates,
      unverifiedKeys: standings.filter((standing) => standing === 'unverified').length,
      suspectKeys: standings.filter((standing) => standing === 'suspect').length,
      handOvers: opened.filter(({ values: { source } }) => isObject(source) && source.receiver !== undefined).length,
      openings: counts,
      attachments: fitting,
    },
  }

  function open(entry: Entry, index: number, state: AccountState): Omit<OpenedEntry, 'standing'> {
    const values: Record<string, Json> = {}
    const gone = state.erased.get(index) ?? new Set<string>()
    const mine = given.get(entry.id)
    for (const slot of Object.keys(entry.sealed)) {
      const openings = mine?.get(slot) ?? []
      if (gone.has(slot)) {
        counts.erased += 1
        if (openings.length > 0)
          problems.push({
            index,
            code: 'already_erased',
            text: `an opening is given of slot ${slot}, which was erased`,
          })
        continue
      }
      if (openings.length === 0) {
        const isMissing = isReleased && isDue(index, slot, state)
        counts[isMissing ? 'missing' : 'withheld'] += 1
        if (isMissing)
          problems.push({ index, code: 'missing', text: `slot ${slot} is not opened, though the account was released` })
        continue
      }
      // Of what does not fit nothing is believed.
      const fitting = openings.filter((opening) => noted(index, () => checkOpening(opening, entry.sealed[slot])))
      const [first] = fitting
      if (first === undefined) continue
      values[slot] = first.value
      counts.open += 1
    }
    for (const slot of mine?.keys() ?? [])
      if (!Object.hasOwn(entry.sealed, slot))
        problems.push({ index, code: 'opening_mismatch', text: `entry ${index} has no slot ${slot}` })
    if (entry.class !== 'key') certificatesOf(entry, index, values, state)
    noted(index, () => checkTwoPeople(entry, values))
    references(values, index, state)
    const { seen } = values
    if (isObject(seen)) noted(index, () => checkSeen(seen, index, tree))
    const isWhole = Object.keys(entry.sealed).every((slot) => slot in values || gone.has(slot))
    if (isWhole && gone.size === 0) noted(index, () => checkValues(entry.class, entry.clear, values))
    return { index, entry, values, erased: [...gone] }
  }

  /** What a release names by a list is opened, all of it, and is what two people signed. */
  function listed({ at, opens, closedAtSeconds }: Release): void {
    if (opens === undefined || closedAtSeconds === undefined) return
    const rows: OpenedSlot[] = []
    let erased = 0
    for (const { entry, index, values, erased: gone } of opened.slice(0, at)) {
      const type = { slot: 'type', value: values.type ?? null }
      if (isOpened(entry, type, closedAtSeconds)) rows.push({ index, id: entry.id, ...type })
      if (gone.includes('type')) erased += 1
    }
    const missing = opens.slots - rows.length - erased
    if (missing > 0) {
      counts.missing += missing
      counts.withheld -= missing
      problems.push({ index: at, code: 'missing', text: `of what this release opens ${missing} slots are not opened` })
    } else if (rows.length > opens.slots || (rows.length === opens.slots && opensOf(rows).sha256 !== opens.sha256))
      problems.push({
        index: at,
        code: 'contradiction',
        text: 'what is opened is not the list that two people signed with this release',
      })
  }

  function certificatesOf(
    entry: Entry,
    index: number,
    values: Readonly<Record<string, Json>>,
    state: AccountState,
  ): void {
    for (const [at, vkey] of signersOf(entry).entries()) {
      const slot = at === 0 ? 'key_cert' : 'key_cert2'
      const value = values[slot]
      if (value === undefined) {
        certificates.withheld += 1
        continue
      }
      if (value === null && values.type === 'filler') continue // the log's own, of no organisation
      certificates.checked += 1
      noted(index, () => certified.push({ index, item: checkCertificate(value, vkey, index, state, entry) }))
    }
  }

  function references(values: Readonly<Record<string, Json>>, index: number, state: AccountState): void {
    for (const id of referencesOf(values)) {
      const named = state.indexOfId.get(id)
      if (named === undefined || named >= index)
        problems.push({ index, code: 'bad_reference', text: `entry ${index} names ${id}, which is no entry before it` })
    }
  }

  function noted(index: number, check: () => void): boolean {
    try {
      check()
      return true
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault
      problems.push({ index, code: fault.code, text: fault.message })
      return false
    }
  }
}

/** It is what the opened slot of its entry says; without that opening nobody can tell. */
function checkGivenAttachment(
  { id, index: at, salt, bytes }: Attachment,
  of: Pick<OpenedEntry, 'values' | 'erased'> | undefined,
): void {
  if (of === undefined)
    throw new Refusal('opening_mismatch', `an attachment is given of ${id}, which is no entry of this account`)
  if (of.erased.includes(attachmentsSlot))
    throw new Refusal('already_erased', `an attachment is given of slot ${attachmentsSlot}, which was erased`)
  const rows = of.values[attachmentsSlot]
  if (rows === undefined)
    throw new Refusal(
      'opening_mismatch',
      `attachment ${at} is given, and no opening of slot ${attachmentsSlot} to hold it against`,
    )
  const row = isArray(rows) ? rows[at] : undefined
  if (!isObject(row)) throw new Refusal('opening_mismatch', `attachment ${at} is given, and the entry has none such`)
  checkAttachment(bytes, { id, index: at, salt }, String(row.digest))
}

/** A checkpoint that the sender held, by its root: it must be of this log, and before the entry. */
export function checkSeen({ size, root }: JsonObject, index: number, tree: TreeHashes): void {
  if (Number(size) > index)
    throw new Refusal('bad_reference', `its sender has seen ${String(size)} entries, and only ${index} are before it`)
  if (toBase64Url(tree.rootAt(Number(size))) !== root)
    throw new Refusal('bad_reference', `seen: of the first ${String(size)} entries this log has another root`)
}

/** A release names the slots of all before it that are opened with it; without one, who verifies says that all are. */
function isDue(index: number, slot: string, { releases }: AccountState): boolean {
  return releases.length === 0 || releases.some(({ at, slots }) => index < at && slots.includes(slot))
}

/** Refuses a certificate of a key that was not registered before the index. Its signature is the caller's to verify. */
export function checkCertificate(
  value: Json,
  vkey: string,
  index: number,
  state: AccountState,
  { class: className, clear }: Pick<Entry, 'class' | 'clear'>,
): SignatureToVerify {
  const certificate = certificateOf(value)
  if (certificate === undefined) throw new Refusal('unknown_key', 'the key of the entry is certified by nobody')
  const certifier = state.certifierAt(certificate.key, index, needsTwoPeople(className, clear.type))
  if (certifier === undefined)
    throw new Refusal(
      'unknown_key',
      `the key of ${certificate.organisation} was not registered in this account before entry ${index}`,
    )
  if (certifier.organisation !== certificate.organisation)
    throw new Refusal(
      'unknown_key',
      `the certificate says ${certificate.organisation}; the key is of ${certifier.organisation}`,
    )
  return certificateToVerify(vkey, state.account, certificate)
}

/** Nothing is destroyed or released by one person's word: the two certificates are of two different keys. */
export function checkTwoPeople(entry: Entry, values: Readonly<Record<string, Json>>): void {
  if (!needsTwoPeople(entry.class, entry.clear.type)) return
  const [first, second] = [certificateOf(values.key_cert), certificateOf(values.key_cert2)]
  if (entry.vkey2 === undefined || (first !== undefined && first.key === second?.key))
    throw new Refusal('unknown_key', 'this needs two people: two signatures, with certificates of two different keys')
}

export function certificateOf(value: Json | undefined): Certificate | undefined {
  if (!isObject(value)) return undefined
  const { organisation, key, signature } = value
  return typeof organisation === 'string' && typeof key === 'string' && typeof signature === 'string'
    ? { organisation, key, signature }
    : undefined
}

/** Ids that the opened part of an entry names. */
export function referencesOf(values: Readonly<Record<string, Json>>): string[] {
  const { references } = values
  if (!isObject(references)) return []
  const { corrects, disputes, answers, about } = references
  return [corrects, disputes, answers, ...(isArray(about) ? about : [])].filter((each) => typeof each === 'string')
}

function standingsOf(opened: readonly Omit<OpenedEntry, 'standing'>[], state: AccountState): Standing[] {
  for (const { entry, index, values } of opened) {
    const { keys } = values
    if (entry.clear.type === 'key_revoked' && isArray(keys))
      state.revokeOneUse(keys.map(String), revocationOf(entry.clear, index))
  }
  return opened.map(({ entry, index, values }) => {
    const certifiers = [values.key_cert, values.key_cert2].flatMap((value) => certificateOf(value)?.key ?? [])
    return state.standingOf(index, certifiers, signersOf(entry))
  })
}

async function byEntry(openings: EntriesRequest['openings'] & {}): Promise<Map<string, Map<string, Opening[]>>> {
  const given = new Map<string, Map<string, Opening[]>>()
  for await (const opening of openings) {
    const slots = given.get(opening.id) ?? new Map<string, Opening[]>()
    given.set(opening.id, slots)
    slots.set(opening.slot, [...(slots.get(opening.slot) ?? []), opening])
  }
  return given
}
