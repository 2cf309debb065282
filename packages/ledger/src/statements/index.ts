// Statements held against the account.

export * from './claim.ts'
export { claimReviews, mayBePublished, type ReviewSetup } from './claim-review.ts'
export { contradictionsOf, type Pair, type Resolution } from './contradictions.ts'
export * from './judge.ts'
export { ClaimFault, parseClaim, parseFigure } from './line.ts'
export * from './read.ts'
export { type Reading, type ReadingRule, readingRules, readingsOf } from './readings.ts'
export { type Told, type ToldClaim, type ToldPair, type ToldReading, type ToldStatement, tell } from './told.ts'
export * from './verdict.ts'
export { wilson95 } from './wilson.ts'
export { type StatementWords, statementWords } from './words.ts'
