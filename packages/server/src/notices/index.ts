// Notifications as texts, CAP, short messages and pages.

export { type CapOptions, capIdentifier, capOf } from './cap.ts'
export { type CapAcknowledgement, readCapAcknowledgement } from './cap-acknowledgement.ts'
export type { InLanguages, Movement, Notice } from './notice.ts'
export { noticePage, type PageOptions } from './page.ts'
export { mostSegments, segmentsOf, shortTextsOf } from './short.ts'
export { digestOf, textOf, textsOf } from './text.ts'
