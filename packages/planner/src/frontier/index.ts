// Frontier: what may be asked for, and the parts of finding what it would bring. Who composes them decides on what
// threads they run, and how long.

export { applyAll, takesNothing } from './apply.ts'
export { changesOf } from './changes.ts'
export { differenceOf, gains, inRank, judged, leastStepOfEach, levelsOf, ranked } from './compare.ts'
export { type Days, pairedDays, simulatedDays } from './days.ts'
export { type Bounds, type ChangedPlan, type Priced, pricesOf } from './price.ts'
