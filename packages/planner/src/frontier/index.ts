// Frontier: what may be asked for, and the parts of finding what it would bring. Who composes them decides on what
// threads they run, and how long.

export { applyAll, takesNothing } from './apply.ts'
export { changesOf } from './changes.ts'
export {
  type Bounds,
  boundedBy,
  differenceOf,
  gains,
  inRank,
  judged,
  leastStepOfEach,
  levelsOf,
  nearer,
  noLess,
  type Reached,
  ranked,
} from './compare.ts'
export { type Days, pairedDays, simulatedDays } from './days.ts'
export { type ChangedPlan, type Priced, pricesOf, withinReach } from './price.ts'
export { type Bar, type KeptBySearch, keeping, leastSlack, lesserSlacks, type SlackSought } from './slack.ts'
