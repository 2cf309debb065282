// The coordination of a pause, as a library: no clock, no store, no network.

export type { Json, JsonObject, PauseEvent, Said } from './event.ts'
export { type Asked, type CommandType, command, type Decision, type Part, type Refused, refuse } from './part.ts'
export { after, beginning, type Coordination, commandTypes, type PartName, partNames, parts } from './state.ts'
