export { CorridorTimetable } from './corridor-timetable.tsx'
export { OutSoFar, UnderWay } from './counts.tsx'
