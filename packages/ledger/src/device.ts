// What a device needs that signs where something was seen, and no more: it is a small part, for a phone is slow to load.

export {
  digestOfText,
  type Half,
  halfIn,
  nextStep,
  type OwnKey,
  type Ready,
  ready,
  readyIn,
  type Step,
  signedText,
  type ToSignByTwo,
} from './account/apart.ts'
export {
  type Confirmed,
  completed,
  confirmed,
  type OfAccount,
  type Offered,
  type OneUse,
  type OwnOneUse,
  offeredFault,
} from './account/two-phones.ts'
export { type CertifiedKey, type Signed, type Signer, sign } from './account/voice.ts'
export { mostPhotoBytes } from './attachments/photo.ts'
export { fromBase64Url, toBase64Url } from './entry/base64url.ts'
export type { Json, JsonObject } from './entry/canonical.ts'
export { type AccountName, type Certificate, certificateToVerify } from './entry/certificate.ts'
export type { Draft, Random } from './entry/entry.ts'
export type { EventName } from './entry/events.ts'
export { isReleaseShown } from './entry/opened.ts'
export { attachmentDigest, type Opening, saltBytes } from './entry/opening.ts'
export { Refusal } from './entry/refusal.ts'
export { bytesOf, textOf, toHex } from './log/bytes.ts'
export { ed25519Signer, ed25519Verifier, sha256 } from './log/crypto.ts'
export { LogFault } from './log/fault.ts'
export { leafHash } from './log/hash.ts'
export {
  formatPrivateKey,
  formatVerifierKey,
  keyTypes,
  noteSigner,
  type PrivateKey,
  parsePrivateKey,
  parseVerifierKey,
  verifierKeyOf,
} from './log/note.ts'
export { parsePolicy } from './log/policy.ts'
export { parseProof, verifyProof } from './log/proof.ts'
