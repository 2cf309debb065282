// The frontier: what may be asked for, what it would bring, and the words for both.

export * from './change.ts'
export * from './frontier.ts'
export { changeInWords, changesInWords } from './words.ts'
