// What the schema alone cannot see: ids that clash or dangle, sides of the line, windows, ways that do not exist.

import type { Problem } from '../problems.ts'
import type { Node } from '../reading/node.ts'
import type { Reading } from '../schema/type.ts'
import { checkAid } from './aid.ts'
import { checkBeds } from './beds.ts'
import { checkClocks } from './clocks.ts'
import { checkConvoys } from './convoys.ts'
import { checkCorridors } from './corridors.ts'
import { checkDaylight } from './daylight.ts'
import { checkFleet } from './fleet.ts'
import { checkIdentities } from './identities.ts'
import { type Found, type Inquiry, inquire, type Sections } from './inquiry.ts'
import { checkLinks } from './links.ts'
import { checkPeople } from './people.ts'
import { checkReachability } from './reachability.ts'
import { checkReciprocity } from './reciprocity.ts'
import { checkReferences } from './references.ts'
import { checkReplanning } from './replanning.ts'
import { checkRounds } from './rounds.ts'
import { checkSides } from './sides.ts'
import { checkTerms } from './terms.ts'
import { checkTotals } from './totals.ts'
import { checkWindows } from './windows.ts'

export interface Checked {
  readonly errors: readonly Problem[]
  readonly warnings: readonly Problem[]
}

/** In the order of the file, more or less; each looks at one concern and stands alone. */
const checks: readonly ((inquiry: Inquiry) => void)[] = [
  checkIdentities,
  checkReferences,
  checkTerms,
  checkWindows,
  checkDaylight,
  checkClocks,
  checkSides,
  checkLinks,
  checkCorridors,
  checkPeople,
  checkBeds,
  checkAid,
  checkFleet,
  checkTotals,
  checkConvoys,
  checkReciprocity,
  checkReplanning,
]

/** `sections` is what could be read of the pause; `reading.nodes` says where each object stands. */
export function checkPause(root: Node, sections: Sections, reading: Reading): Checked {
  const found: Found = { errors: [], warnings: [] }
  const inquiry = inquire(root, sections, reading, found)
  for (const check of checks) check(inquiry)
  // Who can reach what is told of a whole and sound file only: a vehicle that could not be read is not a missing one.
  if (found.errors.length === 0 && reading.problems.length === 0) {
    checkReachability(inquiry)
    checkRounds(inquiry)
  }
  return found
}
