// Roads, corridors and gates: how long a way takes. Times are handed to the planner; nothing here plans.

export { type TravelTimes, travelTimesOf } from './quickest.ts'
