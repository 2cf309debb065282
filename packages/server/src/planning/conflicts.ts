// Conflicts as they are told: with the lines of the file that state them, and, of promises, as the checker judges.

import { checkPlan, type Violation } from '@treve/checker'
import { type Conflict, LineIndex, nodeAtPath, type Pause, type Plan, readBytes } from '@treve/model'
import type { travelTimesOf } from '@treve/network'
import { conflictOfPromises } from '@treve/planner'

/** With the line of each member, where it stands in this file. */
export function withLines(conflict: Conflict, bytes: Uint8Array): Conflict {
  const { root, text } = readBytes(bytes)
  if (root === undefined) return conflict
  const lines = new LineIndex(text)
  return {
    ...conflict,
    members: conflict.members.map((member) => {
      const node = nodeAtPath(root, member.path)
      return node === undefined ? member : { ...member, line: lines.at(node.at).line }
    }),
  }
}

export function planWithLines(plan: Plan, bytes: Uint8Array): Plan {
  const { conflicts } = plan
  return conflicts === undefined ? plan : { ...plan, conflicts: conflicts.map((each) => withLines(each, bytes)) }
}

/** Why what is promised, or under way, cannot be carried through; `isOfThem`: which violations say so. */
export function promisesInConflict(
  pause: Pause,
  times: ReturnType<typeof travelTimesOf>,
  bytes: Uint8Array,
  isOfThem: (pause: Pause, violation: Violation) => boolean,
  mayGoOn: () => boolean,
): Conflict | undefined {
  const isKept = (relaxed: Pause, plan: Plan) =>
    !checkPlan(relaxed, plan).some((violation) => isOfThem(relaxed, violation))
  const conflict = conflictOfPromises(pause, times, isKept, mayGoOn)
  return conflict && withLines(conflict, bytes)
}
