// Signed notes (c2sp.org/signed-note): text, and lines of signatures under it.

import { bytesOf, fromBase64, joined, textOf, toBase64, toHex } from './bytes.ts'
import { ed25519Signer, ed25519Verifier, sha256 } from './crypto.ts'
import { LogFault } from './fault.ts'

/** Byte that says what a key signs, and how. */
export const keyTypes = { ed25519: 0x01, cosignature: 0x04 } as const

export interface VerifierKey {
  readonly name: string
  /** 8 hexadecimal digits. */
  readonly id: string
  readonly type: number
  readonly publicKey: Uint8Array
}

export interface NoteVerifier {
  readonly name: string
  readonly id: string
  verify(text: Uint8Array, signature: Uint8Array): boolean
}

export interface NoteSigner {
  readonly name: string
  readonly id: string
  sign(text: Uint8Array): Uint8Array
}

export interface NoteSignature {
  readonly name: string
  readonly id: string
  /** Without the key id before it. */
  readonly signature: Uint8Array
}

export interface Note {
  /** Ends with a newline. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export interface OpenedNote extends Note {
  /** Those of known keys; each holds. */
  readonly verified: readonly NoteSignature[]
}

/** Larger ones are refused before any work is done on them. */
export const maximumNote = 1_000_000
export const maximumSignatures = 100

export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\p{White_Space}\p{Cc}+]/u.test(name)
}

export function keyIdOf(name: string, type: number, publicKey: Uint8Array): string {
  return toHex(sha256(joined([bytesOf(`${name}\n`), Uint8Array.of(type), publicKey])).subarray(0, 4))
}

export function verifierKeyOf(name: string, type: number, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new LogFault('malformed', `not the name of a key: ${JSON.stringify(name)}`)
  return { name, id: keyIdOf(name, type, publicKey), type, publicKey }
}

export function formatVerifierKey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${id}+${toBase64(joined([Uint8Array.of(type), publicKey]))}`
}

/** The name in a verifier key, and the key itself: two of other names may hold the same. */
export function partsOfVerifierKey(vkey: string): { readonly name: string; readonly key: string } {
  const first = vkey.indexOf('+')
  return { name: vkey.slice(0, first), key: vkey.slice(vkey.indexOf('+', first + 1) + 1) }
}

/** Ed25519 keys of both types; others are refused. */
export function parseVerifierKey(text: string): VerifierKey {
  const { name, id, type, key } = keyParts(text, 'verifier key')
  if (keyIdOf(name, type, key) !== id) throw new LogFault('malformed', `the verifier key of ${name} has a wrong id`)
  return { name, id, type, publicKey: key }
}

export interface PrivateKey {
  readonly name: string
  readonly type: number
  readonly seed: Uint8Array
}

/** As golang.org/x/mod/sumdb/note writes it. */
export function formatPrivateKey({ name, type, seed }: PrivateKey): string {
  const id = keyIdOf(name, type, ed25519Signer(seed).publicKey)
  return `PRIVATE+KEY+${name}+${id}+${toBase64(joined([Uint8Array.of(type), seed]))}`
}

export function parsePrivateKey(text: string): PrivateKey {
  const prefix = 'PRIVATE+KEY+'
  if (!text.startsWith(prefix)) throw new LogFault('malformed', 'not a private key')
  const { name, id, type, key } = keyParts(text.slice(prefix.length), 'private key')
  if (keyIdOf(name, type, ed25519Signer(key).publicKey) !== id)
    throw new LogFault('malformed', `the private key of ${name} has a wrong id`)
  return { name, type, seed: key }
}

/** Base64 may hold a `+` too: only the first two part. */
function keyParts(text: string, what: string) {
  const [, name = '', id = '', data = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/su.exec(text) ?? []
  const [type, ...key] = fromBase64(data) ?? []
  if (!isKeyName(name) || type === undefined) throw new LogFault('malformed', `not a ${what}`)
  if (type !== keyTypes.ed25519 && type !== keyTypes.cosignature)
    throw new LogFault('malformed', `the ${what} of ${name} is of a type not known here: ${type}`)
  if (key.length !== 32) throw new LogFault('malformed', `the ${what} of ${name} has ${key.length} bytes, not 32`)
  return { name, id, type, key: Uint8Array.from(key) }
}

/** For notes of any text; cosignatures have their own. */
export function noteVerifier(key: VerifierKey): NoteVerifier {
  if (key.type !== keyTypes.ed25519) throw new LogFault('malformed', `${key.name} does not sign notes`)
  return { name: key.name, id: key.id, verify: ed25519Verifier(key.publicKey) }
}

export function noteSigner({ name, type, seed }: PrivateKey): NoteSigner & { readonly key: VerifierKey } {
  if (type !== keyTypes.ed25519) throw new LogFault('malformed', `${name} does not sign notes`)
  const { publicKey, sign } = ed25519Signer(seed)
  const key = verifierKeyOf(name, type, publicKey)
  return { name, id: key.id, key, sign }
}

export function signatureLine({ name, id, signature }: NoteSignature): string {
  const idBytes = Uint8Array.from([0, 2, 4, 6], (at) => Number.parseInt(id.slice(at, at + 2), 16))
  return `— ${name} ${toBase64(joined([idBytes, signature]))}\n`
}

export function signNote(text: string, signers: readonly NoteSigner[]): string {
  refuseText(text)
  const bytes = bytesOf(text)
  return `${text}\n${signers.map((each) => signatureLine({ ...each, signature: each.sign(bytes) })).join('')}`
}

/** Its form only; no signature is verified. */
export function parseNote(note: string | Uint8Array): Note {
  if (note.length > maximumNote) throw new LogFault('malformed', 'the note is too large')
  const whole = typeof note === 'string' ? note : textOf(note)
  if (whole === undefined || !whole.isWellFormed()) throw new LogFault('malformed', 'the note is not UTF-8')
  const end = whole.lastIndexOf('\n\n')
  if (end < 0) throw new LogFault('malformed', 'the note has no signatures')
  const text = whole.slice(0, end + 1)
  refuseText(text)
  return { text, signatures: parseSignatureLines(whole.slice(end + 2)) }
}

export function parseSignatureLines(lines: string): NoteSignature[] {
  if (lines === '' || !lines.endsWith('\n')) throw new LogFault('malformed', 'the signatures do not end with a newline')
  const all = lines.slice(0, -1).split('\n')
  if (all.length > maximumSignatures) throw new LogFault('malformed', 'the note has too many signatures')
  return all.map((line) => {
    const [, name = '', data = ''] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? []
    const bytes = fromBase64(data)
    if (!isKeyName(name) || bytes === undefined || bytes.length < 5)
      throw new LogFault('malformed', 'a signature line of the note is malformed')
    return { name, id: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) }
  })
}

/** Unknown signatures are ignored. A known key whose signature fails, and a note without a known one, are refused. */
export function openNote(note: string | Uint8Array, verifiers: readonly NoteVerifier[]): OpenedNote {
  const parsed = parseNote(note)
  const verified = verifiedOf(parsed, verifiers)
  if (verified.length === 0) throw new LogFault('signature', 'the note has no signature of a known key')
  return { ...parsed, verified }
}

export function verifiedOf({ text, signatures }: Note, verifiers: readonly NoteVerifier[]): NoteSignature[] {
  const bytes = bytesOf(text)
  const verified = new Map<string, NoteSignature>()
  for (const each of signatures) {
    const verifier = verifiers.find(({ name, id }) => name === each.name && id === each.id)
    if (verifier === undefined) continue
    if (!verifier.verify(bytes, each.signature))
      throw new LogFault('signature', `the signature of ${each.name} does not hold`)
    const known = `${each.name}+${each.id}`
    if (!verified.has(known)) verified.set(known, each)
  }
  return [...verified.values()]
}

function refuseText(text: string): void {
  if (!text.endsWith('\n')) throw new LogFault('malformed', 'the text of a note ends with a newline')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  if (!text.isWellFormed() || /[\0-\x09\x0b-\x1f]/.test(text))
    throw new LogFault('malformed', 'the text of a note holds control characters')
}
