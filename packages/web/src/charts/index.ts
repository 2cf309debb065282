export { CorridorTimetable } from './corridor-timetable.tsx'
export { OutSoFar, UnderWay } from './counts.tsx'
export type { Moves } from './move-panel.tsx'
