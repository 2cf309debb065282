// A plan that is there already: held against new days, or from now on.

import type { Pause, Plan } from '@treve/model'
import { travelTimesOf } from '@treve/network'
import {
  type AssuranceRequest,
  type Assured,
  type AssuredNow,
  assureNow,
  assurePlan,
  type NowRequest,
  type StateNow,
} from '@treve/planner'

export function assureAgain(pause: Pause, plan: Plan, request: AssuranceRequest): Assured | undefined {
  return assurePlan(pause, travelTimesOf(pause), plan, request)
}

/** `plan` is the one in force, made for the whole day. */
export function assureFromNow(pause: Pause, plan: Plan, state: StateNow, request: NowRequest): AssuredNow {
  return assureNow(pause, travelTimesOf(pause), plan, state, request)
}
