// Reads a plan, as strictly as a pause: verify-plan meets plans that we did not write.

import type { Problem } from '../problems.ts'
import { readBytes } from '../reading/yaml.ts'
import type { Reading } from '../schema/type.ts'
import type { TimeZone } from '../time.ts'
import { type Plan, planSchema } from './schema.ts'

export interface PlanRead {
  readonly text: string
  readonly plan: Plan | undefined
  /** False: what could be read does not call itself a plan, so that its problems say nothing. */
  readonly isPlan: boolean
  readonly problems: readonly Problem[]
}

export function readPlan(bytes: Uint8Array, zone: TimeZone): PlanRead {
  const { text, root, problems } = readBytes(bytes)
  const isPlan = root === undefined || text.includes('treve_plan')
  if (root === undefined) return { text, plan: undefined, isPlan, problems }
  const reading: Reading = {
    zone,
    firstDay: undefined,
    openFile: () => 'outside_folder',
    problems: [...problems],
    figures: new Map(),
    nodes: new WeakMap(),
  }
  const plan = planSchema.read(root, reading)
  return { text, plan: reading.problems.length === 0 ? plan : undefined, isPlan, problems: reading.problems }
}
