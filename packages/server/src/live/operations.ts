// Planning anew in the middle of the day: begun, looked at as a difference, taken as a plan to be agreed (agree_plan).

import { formatInstant, type Instant, type TimeZone } from '@treve/model'
import { integer, object, required, text } from '@treve/model/schema'
import { readInputOf } from '../api/commands.ts'
import type { LivePause } from '../api/live.ts'
import { type Asking, jsonAnswer, type Operation, pauseParameter } from '../api/operation.ts'
import { promisedSeconds } from '../coordination/day/standing-recalls.ts'
import { high, moderate } from '../coordination/sensitivity.ts'
import { problem } from '../problem.ts'
import type { OrderOfTrip } from './changed-orders.ts'
import type { Proposal, Replan, ReplanState } from './replan.ts'
import { type Stranded, whyStranded } from './stranded.ts'
import { whyNotMoved } from './why-not-moved.ts'

const nullable = (type: string) => ({ type: [type, 'null'] })
const orders = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      trip: { type: 'string' },
      corridor_in: nullable('string'),
      enter_at: nullable('string'),
      stop: nullable('string'),
      corridor_out: nullable('string'),
      exit_at: nullable('string'),
      to: nullable('string'),
      people: { type: 'integer' },
    },
  },
}
const fromTo = (type: string) => ({ type: 'object', properties: { from: nullable(type), to: nullable(type) } })
const violations = {
  type: 'array',
  description: 'Rules of the checker that it breaks.',
  items: {
    type: 'object',
    required: ['rule', 'text'],
    properties: {
      rule: { type: 'string' },
      text: { type: 'string', description: 'In English, with place, time and figures.' },
      at: nullable('string'),
      trip: nullable('string'),
    },
  },
}
const replanSchema = {
  type: 'object',
  required: ['state'],
  properties: {
    state: { enum: ['none', 'running', 'there', 'failed'] },
    reason: {
      enum: [
        'state_unreadable',
        'not_valid',
        'stranded',
        'no_window_left',
        'trip_unknown',
        'not_moved',
        'trip_promised',
        'departs_too_soon',
        'outside_notified',
        'fault',
      ],
      description:
        'Why there is no proposal. `stranded`: somebody has no way out at all. `no_window_left`: somebody is inside, and nothing may move any more. As a move is refused: it was proposed in time, and is too late by now.',
    },
    since: {
      type: ['string', 'null'],
      format: 'date-time',
      description: 'Where no window is left: when the last one closed.',
    },
    violations,
    stranded: {
      type: 'array',
      description:
        'Vehicles that no plan can bring out in time from where they are, or where their people go within their hours. Those of a proposal are in its plan, by the soonest way, so that they are followed; it is no order, and not among `changed_orders`.',
      items: {
        type: 'object',
        required: ['vehicle', 'why', 'aboard', 'soonest', 'violations'],
        properties: {
          vehicle: { type: 'string' },
          why: { enum: whyStranded },
          aboard: { type: 'integer', description: 'People.' },
          soonest: { ...orders, description: 'The least bad: what breaks the rules below.' },
          violations,
        },
      },
    },
    promised_s: { type: 'integer', description: 'Orders that begin within so long are not changed any more.' },
    shift: {
      type: ['object', 'null'],
      description: 'The departure that was moved by hand; null: a plan made anew.',
      required: ['trip', 'seconds'],
      properties: { trip: { type: 'string' }, seconds: { type: 'integer' } },
    },
    proposal: {
      type: 'object',
      properties: {
        id: { type: 'string' },
        base: {
          type: 'string',
          description: 'Entry by which the plan in force was agreed that it was made from: agree_plan takes it.',
        },
        made_at: { type: 'string', format: 'date-time', description: 'By the clock of the pause.' },
        state_at: { type: 'string', format: 'date-time', description: 'From when on it plans.' },
        gained: {
          type: 'object',
          description: 'Of the plan in force from now on, and of the proposal; null: it cannot be said.',
          properties: {
            clear_probability: fromTo('number'),
            people_out: fromTo('integer'),
            levels: {
              type: 'array',
              items: {
                type: 'object',
                properties: { level: { type: 'string' }, from: { type: 'integer' }, to: { type: 'integer' } },
              },
            },
          },
        },
        changed_orders: {
          type: 'array',
          items: { type: 'object', properties: { vehicle: { type: 'string' }, from: orders, to: orders } },
        },
        affected: { type: 'integer', description: 'Vehicles with other orders.' },
        within_notified: { type: 'boolean' },
        departures: { type: 'array', items: { type: 'object' }, description: 'From what the parties were told.' },
      },
    },
  },
}

/** Within a day of when it was to be. */
const mostShiftSeconds = 86_400

const shiftInput = object({
  trip: required(text(100), high('The trip, as the plan in force names it.')),
  seconds: required(integer(-mostShiftSeconds, mostShiftSeconds), moderate('Later by so much; below 0: earlier.')),
})

export const replanOperations: readonly Operation[] = [
  {
    id: 'getReplan',
    method: 'get',
    path: '/api/v1/pauses/{pause}/replan',
    summary: 'A plan made anew from where everybody is now: how far it is, and what it would change.',
    parameters: [pauseParameter],
    answers: { 200: jsonAnswer('Its state, and the proposal once it is there.', replanSchema) },
    who: { sees: 'plan' },
    isUse: false,
    answer: (asking) => answered(asking, ({ replan, pause, now }) => stateNow(replan, pause, now), 200),
  },
  {
    id: 'beginReplan',
    method: 'post',
    path: '/api/v1/pauses/{pause}/replan',
    summary: 'Begins to plan anew, unless that is going on. Nothing of it is in force before it is agreed.',
    parameters: [pauseParameter],
    answers: { 202: jsonAnswer('Its state.', replanSchema) },
    who: { sees: 'plan' },
    answer: (asking) => answered(asking, ({ replan, pause, now }) => replan.begin(pause, now), 202),
  },
  {
    id: 'proposeShift',
    method: 'post',
    path: '/api/v1/pauses/{pause}/replan/shift',
    summary:
      'Proposes the plan in force with one departure moved, and with it all that pass in convoy with it. It is refused where it is too late, begins too soon, or is outside what the parties were told; then the checker has the last word.',
    parameters: [pauseParameter],
    input: { type: shiftInput, mostBytes: 1000 },
    answers: { 202: jsonAnswer('Its state, as of a plan made anew.', replanSchema) },
    who: { sees: 'plan' },
    async answer({ context, services, path }) {
      const pause = services?.live.of(path.pause ?? '')
      if (services === undefined || pause === undefined) return problem(context, 'pause_unknown')
      const read = await readInputOf(context, shiftInput, pause.zone)
      if ('refused' in read) return read.refused
      const replan = services.days.replanOf(pause.id)
      if (replan === undefined || pause.state.life.phase !== 'under_way') return problem(context, 'not_under_way')
      if (replan.isRunning) return problem(context, 'planning_anew')
      const now = services.nowIn(pause)
      const why = whyNotMoved(pause.state, replan.inForce, read.input, now)
      if (why !== undefined) return problem(context, why.code, { members: { departures: why.departures } })
      return context.json(stateJson(replan.begin(pause, now, read.input), pause.zone), 202)
    },
  },
  {
    id: 'getReplanPlan',
    method: 'get',
    path: '/api/v1/pauses/{pause}/replan/plan',
    summary: 'The plan of the proposal, as agree_plan takes it.',
    parameters: [pauseParameter],
    answers: { 200: jsonAnswer('The plan, as in docs/formats/plan.md.', { type: 'object' }) },
    who: { sees: 'plan' },
    answer({ context, services, path: { pause = '' } }) {
      const known = services?.live.of(pause)
      const replan = services?.days.replanOf(pause)
      const state = known && replan && services && stateNow(replan, known, services.nowIn(known))
      if (state?.state !== 'there') return problem(context, 'proposal_not_there')
      return context.body(state.proposal.result.plan, 200, { 'content-type': 'application/json' })
    },
  },
]

function answered(
  { context, services, path }: Asking,
  act: (given: { readonly replan: Replan; readonly pause: LivePause; readonly now: number }) => ReplanState,
  status: 200 | 202,
): Response {
  const pause = services?.live.of(path.pause ?? '')
  if (services === undefined || pause === undefined) return problem(context, 'pause_unknown')
  const replan = services.days.replanOf(pause.id)
  // Before it has begun, and after it is over, there is nothing to be planned anew.
  if (replan === undefined) return problem(context, 'not_under_way')
  return context.json(stateJson(act({ replan, pause, now: services.nowIn(pause) }), pause.zone), status)
}

/** A departure that was moved is promised by now, or would be too soon: what was proposed in time is no proposal any more. */
function stateNow(replan: Replan, pause: LivePause, now: number): ReplanState {
  const state = replan.state()
  if (state.state !== 'there' || state.shift === undefined) return state
  const why = whyNotMoved(pause.state, replan.inForce, state.shift, now)
  if (why === undefined) return state
  return { state: 'failed', shift: state.shift, result: { kind: 'failed', reason: why.code } }
}

function stateJson(state: ReplanState, zone: TimeZone): object {
  const shared = { state: state.state, promised_s: promisedSeconds, shift: state.shift ?? null }
  const at = instantIn(zone)
  if (state.state === 'there') {
    const { proposal } = state
    return {
      ...shared,
      stranded: proposal.result.stranded.map((each) => strandedJson(each, zone)),
      proposal: proposalJson(proposal, zone),
    }
  }
  if (state.state !== 'failed') return shared
  const { reason = 'fault', closedSince, violations = [], stranded = [] } = state.result ?? {}
  return {
    ...shared,
    reason,
    since: at(closedSince ?? null),
    violations: violations.map((each) => ({ ...each, at: at(each.at) })),
    stranded: stranded.map((each) => strandedJson(each, zone)),
  }
}

function strandedJson({ soonest, violations, ...rest }: Stranded, zone: TimeZone): object {
  const at = instantIn(zone)
  return {
    ...rest,
    soonest: soonest.map((each) => orderJson(each, zone)),
    violations: violations.map((each) => ({ ...each, at: at(each.at) })),
  }
}

function orderJson(order: OrderOfTrip, zone: TimeZone): object {
  const at = instantIn(zone)
  return { ...order, enter_at: at(order.enter_at), exit_at: at(order.exit_at) }
}

function instantIn(zone: TimeZone): (seconds: number | null) => string | null {
  return (seconds) => (seconds === null ? null : formatInstant(Math.floor(seconds) as Instant, zone))
}

function proposalJson({ id, of, madeAt, result, departures }: Proposal, zone: TimeZone): object {
  const at = instantIn(zone)
  const order = (each: OrderOfTrip) => orderJson(each, zone)
  return {
    id,
    base: of.entry,
    made_at: at(madeAt),
    state_at: at(result.stateAt),
    gained: result.gained,
    changed_orders: result.changed.map(({ vehicle, from, to }) => ({
      vehicle,
      from: from.map(order),
      to: to.map(order),
    })),
    affected: result.changed.length,
    within_notified: departures.length === 0,
    departures,
  }
}
