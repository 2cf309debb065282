// A plan that is there already, held against new days.

import type { Pause, Plan } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import { type AssuranceRequest, type Assured, assurePlan } from '@treve/planner'

export function assureAgain(pause: Pause, plan: Plan, request: AssuranceRequest): Assured | undefined {
  return assurePlan(pause, travelTimesOf(pause), plan, request)
}
