// What whoever audits an account needs, and no more: verification, entries, facts, statements and proofs. It runs wherever
// JavaScript does; nothing that is reached from here is for Node alone, which tests/tidy looks after.

export { type Attested, attestedBy } from './account/attestations.ts'
export { type EventTold, type FactsTold, factsTold, type WatchTold } from './account/told-facts.ts'
export { fromBase64Url, isBase64UrlOf, toBase64Url } from './entry/base64url.ts'
export { type Bracket, bracketOf } from './entry/bracket.ts'
export { canonicalJson, isArray, isObject, type Json, type JsonObject, parseCanonical } from './entry/canonical.ts'
export { type AccountName, type Certificate, certificateToVerify, certify } from './entry/certificate.ts'
export { type ClassName, classes, classNames, type EntryClass, isClassName } from './entry/classes.ts'
export {
  type Composed,
  checkValues,
  composeEntry,
  type Draft,
  type Entry,
  formatAt,
  parseEntry,
  type Random,
  signEntry,
} from './entry/entry.ts'
export { type Attests, type EventName, type EventType, eventType, eventTypes, slotsOf } from './entry/events.ts'
export {
  type Attachment,
  attachmentDigest,
  attachmentsSlot,
  checkAttachment,
  checkOpening,
  digestOf,
  type Opening,
  saltBytes,
} from './entry/opening.ts'
export { Refusal, type RefusalCode } from './entry/refusal.ts'
export { type SlotName, slotShapes } from './entry/slots.ts'
export { AccountState, type RegisteredKey, type Release, type Revocation } from './entry/state.ts'
export {
  certificateOf,
  checkCertificate,
  type EntriesVerification,
  type EntryProblem,
  type OpenedEntry,
  referencesOf,
  signaturesOf,
  verifyEntries,
} from './entry/verify-entries.ts'
export * from './facts/index.ts'
export { bytesOf, textOf } from './log/bytes.ts'
export {
  type Checkpoint,
  checkpointText,
  type OpenedCheckpoint,
  openCheckpoint,
  parseCheckpointText,
  readCheckpoint,
  signCheckpoint,
} from './log/checkpoint.ts'
export { type Cosigner, cosignatureVerifier, cosignedAt, cosigner } from './log/cosignature.ts'
export { type FaultKind, LogFault } from './log/fault.ts'
export { emptyRoot, type Hash, hashSize, leafHash, nodeHash } from './log/hash.ts'
export {
  consistencyRanges,
  type Head,
  inclusionRanges,
  proofOf,
  type Range,
  rootOf,
  type Subtree,
  verifyConsistency,
  verifyInclusion,
} from './log/merkle.ts'
export {
  formatPrivateKey,
  formatVerifierKey,
  keyTypes,
  type NoteSigner,
  type NoteVerifier,
  noteSigner,
  noteVerifier,
  openNote,
  type PrivateKey,
  parsePrivateKey,
  parseVerifierKey,
  signatureLine,
  signNote,
  type VerifierKey,
} from './log/note.ts'
export { type Policy, parsePolicy } from './log/policy.ts'
export { formatProof, type ProofFile, parseProof, verifyProof } from './log/proof.ts'
export { proveConsistency, proveInclusion } from './log/prove.ts'
export {
  checkpointPath,
  decodeBundle,
  encodeBundle,
  maximumEntry,
  parseTilePath,
  type Reader,
  readEntries,
  readHashes,
  readTile,
  type Tile,
  tileOf,
  tilePath,
  tilesOf,
  tileWidth,
} from './log/tiles.ts'
export { TreeHashes } from './log/tree.ts'
export { type Consistency, type Verification, type VerifyRequest, verifyLog } from './log/verify.ts'
export * from './statements/index.ts'
