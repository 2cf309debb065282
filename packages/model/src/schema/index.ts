// The schema language, for what is not a pause or a plan: what an API takes.

export * from './type.ts'
export * from './values.ts'
