// Facts: what attestations amount to, and how far the account covers a question.

export * from './attestation.ts'
export * from './completeness.ts'
export * from './deliveries.ts'
export * from './fact.ts'
export { type Cell, evidenceOf, FactTable, type Limits } from './limits.ts'
export * from './people.ts'
export * from './places.ts'
export * from './source.ts'
export * from './times.ts'
export * from './vocabulary.ts'
