// The account's log: a transparency log that tools of others can check. What is exported here is its public API.

export { Account, type AccountSetup, type Acknowledgement, type Submission } from './account/account.ts'
export {
  digestOfText,
  type Half,
  halfIn,
  nextStep,
  type Ready,
  readyIn,
  signedText,
  signFirst,
  signSecond,
  type ToSignByTwo,
} from './account/apart.ts'
export { MemorySealedStore, type SealedStore } from './account/sealed-store.ts'
export {
  type CertifiedKey,
  type HandOver,
  handedOver,
  type Organisation,
  offer,
  oneUseKey,
  receive,
  type Signed,
  type Signer,
  sign,
} from './account/voice.ts'
export { mostPhotoBytes } from './attachments/photo.ts'
export { mediaOf, mostAttachmentBytes, type PublishableCopy, withoutMetadata } from './attachments/without-metadata.ts'
export { afterwards } from './entry/afterwards.ts'
export { recalledEntry } from './entry/entry.ts'
export {
  isOpened,
  isOpens,
  isReleaseShown,
  type OpenedSlot,
  type Opens,
  openedList,
  opensOf,
} from './entry/opened.ts'
export {
  type AccountFolder,
  type AccountSettings,
  createAccountFolder,
  keepCheckpoint,
  keptCheckpoints,
  keyIn,
  makeKeyIn,
  type OpenedFolder,
  openAccountFolder,
  privateKeyIn,
  readAccountFolder,
  type World,
  waitingEntries,
} from './files/account-folder.ts'
export { copyServed, openingsFile, readerAt, readFolder } from './files/copies.ts'
export { holdFolder } from './files/exclusive.ts'
export { openSealedStore, readSealedValues } from './files/sealed-store.ts'
export {
  isKey,
  keyBytes,
  openAttachment,
  openSealed,
  type SealedSlots,
  sealAttachment,
  sealOpenings,
} from './files/sealing.ts'
export { openFileStore } from './files/store.ts'
export { createWitnessKey, openWitnessStore } from './files/witness-store.ts'
export { type Damage, fsck } from './log/fsck.ts'
export {
  addCheckpoint,
  formatAddCheckpoint,
  type Witness,
  type WitnessAnswer,
  type WitnessStore,
} from './log/witness.ts'
export { openSequencer, type SealedEntry, type Sequencer, type SequencerSetup } from './sequencer/sequencer.ts'
export { MemoryStore } from './store/memory.ts'
export type { Lock, LogStore, Resource, WaitingBatch } from './store/store.ts'
export * from './verify.ts'
export {
  type Post,
  type Witnesses,
  type WitnessResponse,
  type WitnessState,
  witnessesOf,
} from './witness-client/ask.ts'
