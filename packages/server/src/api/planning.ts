// Pauses, their plans and what to ask for. On this machine alone they are open to whoever is at it; where people sign in,
// to whose role it is.

import {
  type Language,
  type LocalText,
  languages,
  type Pause,
  type Plan,
  type Provenance,
  planToJson,
} from '@treve/model'
import type { Coordination } from '../coordination/index.ts'
import { phases } from '../coordination/life/index.ts'
import { inForce, onTheTable } from '../coordination/terms/index.ts'
import type { Frontiers } from '../frontier/frontiers.ts'
import { sheetPage } from '../frontier/sheet.ts'
import { estimateJson } from '../live/estimates.ts'
import type { SureNow } from '../now/sure-now.ts'
import { notWatched, nowSchema, viewOfNow } from '../now/view.ts'
import { neverPlayed, type PlayedDays, playingOperations } from '../playing/index.ts'
import { type Actor, sees, type Who } from '../policy/index.ts'
import { type ProblemCode, problem } from '../problem.ts'
import { questionsPage } from '../questions/page.ts'
import { viewOf } from '../view.ts'
import type { LivePause } from './live.ts'
import { planOf } from './my-day.ts'
import { type Asking, jsonAnswer, type Operation, type Parameter, pathParameter, pauseParameter } from './operation.ts'

export interface ServedPause {
  readonly pause: Pause
  readonly plan: Plan
  readonly figures: ReadonlyMap<string, Provenance>
}

export interface Planning {
  readonly served: ReadonlyMap<string, ServedPause>
  readonly frontiers: Frontiers
  /** Of pauses of which somebody tells where all are. */
  readonly sureNow: ReadonlyMap<string, SureNow>
  /** Of what is offered on this machine alone. */
  readonly played?: PlayedDays
}

const frontierState = {
  type: 'object',
  required: ['state'],
  properties: {
    state: { enum: ['none', 'waiting', 'running', 'there', 'failed'] },
    progress: { type: 'object' },
    frontier: { type: 'object' },
    refused: { type: 'array', items: { type: 'string' } },
  },
}
const page = { 200: { description: 'The page.', media: 'text/html', schema: { type: 'string' } } }
const afterParameter: Parameter = {
  name: 'after',
  in: 'query',
  required: false,
  description: 'Answers as soon as the version is another, and after 20 s at the latest.',
  schema: { type: 'integer' },
}
/** Shorter than what stands between may cut off. */
const mostHeldMilliseconds = 20_000
export const languageParameter = pathParameter('language', 'In which language.', { enum: languages })

export function planningOperations(
  { served, frontiers, sureNow, played = neverPlayed }: Planning,
  whoPlans: Who,
): readonly Operation[] {
  const found = ({ path: { pause = '' } }: Asking) => served.get(pause)
  const stateOf = (asking: Asking, state: ReturnType<Frontiers['state']>, status: 200 | 202) =>
    state === undefined ? problem(asking.context, 'pause_unknown') : asking.context.json(state, status)

  return [
    ...playingOperations(played, (pause) => served.has(pause), whoPlans),
    {
      id: 'listPauses',
      method: 'get',
      path: '/api/v1/pauses',
      summary: 'The pauses that are served, as far as they are the reader’s.',
      parameters: [],
      answers: {
        200: jsonAnswer(
          'Id, title and whether it is an exercise; of those that are coordinated, where they are in their life and whether a plan is shown.',
          {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'title', 'exercise'],
              properties: {
                id: { type: 'string' },
                title: { type: 'object' },
                exercise: { type: 'boolean' },
                phase: { enum: phases },
                planned: { type: 'boolean' },
              },
            },
          },
        ),
      },
      who: 'everybody',
      async answer(asking) {
        const mine = await pausesOf(asking)
        const all = [...served.values()].map(({ pause: { id, title, exercise } }) => ({ id, title, exercise }))
        if (mine === undefined) return asking.context.json(all)
        return asking.context.json(
          mine.map(({ pause: { id, isExercise, state }, actor }) => ({
            id,
            title: titleOf(state, actor),
            exercise: isExercise,
            phase: state.life.phase,
            planned: sees(actor, 'plan') && served.has(id),
          })),
        )
      },
    },
    {
      id: 'getPause',
      method: 'get',
      path: '/api/v1/pauses/{pause}',
      summary:
        'A pause, for drawing: quantities in whole base units, instants in ISO 8601 with offset; when those who walk by its plan come out.',
      parameters: [pauseParameter],
      answers: { 200: jsonAnswer('The pause.', { type: 'object' }) },
      who: whoPlans,
      async answer(asking) {
        const { context, services, path } = asking
        const known = services?.live.of(path.pause ?? '')
        // As the plan in force was made of it, once there is one; until then, as the file says that is served.
        const inForce = services === undefined || known === undefined ? undefined : await planOf(services, known)
        const shown = inForce ?? found(asking)
        return shown === undefined ? problem(context, 'pause_unknown') : context.json(viewOf(shown.pause, shown.plan))
      },
    },
    {
      id: 'getPlan',
      method: 'get',
      path: '/api/v1/pauses/{pause}/plan',
      summary: 'Its plan, as in docs/formats/plan.md.',
      parameters: [pauseParameter],
      answers: { 200: jsonAnswer('The plan.', { type: 'object' }) },
      who: whoPlans,
      answer(asking) {
        const one = found(asking)
        if (one === undefined) return problem(asking.context, 'pause_unknown')
        return asking.context.body(planToJson(one.plan, one.pause.time_zone), 200, {
          'content-type': 'application/json',
        })
      },
    },
    {
      id: 'getNow',
      method: 'get',
      path: '/api/v1/pauses/{pause}/now',
      summary: 'How sure the plan in force is now, and who must leave when; at once, or when it has changed.',
      parameters: [pauseParameter, afterParameter],
      answers: { 200: jsonAnswer('What is known.', nowSchema) },
      who: whoPlans,
      async answer(asking) {
        const { context } = asking
        const { pause: asked = '' } = asking.path
        const id = found(asking)?.pause.id ?? asking.services?.live.of(asked)?.id
        if (id === undefined) return problem(context, 'pause_unknown')
        const day = asking.services?.days.of(id)
        const sure = day?.sure ?? sureNow.get(id)
        if (sure === undefined) return context.json(notWatched)
        const after = Number(context.req.query('after') ?? Number.NaN)
        const view = Number.isNaN(after) ? sure.view() : await sure.newer(after, mostHeldMilliseconds)
        return context.json({ ...viewOfNow(sure, view), vehicles: (day?.estimates ?? []).map(estimateJson) })
      },
    },
    {
      id: 'getFrontier',
      method: 'get',
      path: '/api/v1/pauses/{pause}/frontier',
      summary: 'What other terms would bring, as in docs/formats/frontier.md, or how far it is worked out.',
      parameters: [pauseParameter],
      answers: { 200: jsonAnswer('Its state, and the frontier once it is there.', frontierState) },
      who: whoPlans,
      answer: (asking) => stateOf(asking, frontiers.state(asking.path.pause ?? ''), 200),
    },
    {
      id: 'beginFrontier',
      method: 'post',
      path: '/api/v1/pauses/{pause}/frontier',
      summary: 'Begins to work it out, unless it is begun already. Only for pages of this server, and programs.',
      parameters: [pauseParameter],
      answers: { 202: jsonAnswer('Its state.', frontierState) },
      who: whoPlans,
      answer: (asking) => stateOf(asking, frontiers.begin(asking.path.pause ?? ''), 202),
    },
    {
      id: 'stopFrontier',
      method: 'post',
      path: '/api/v1/pauses/{pause}/frontier/stop',
      summary: 'Stops it; what is done so far is kept, and says that it is not all.',
      parameters: [pauseParameter],
      answers: { 202: jsonAnswer('Its state.', frontierState) },
      who: whoPlans,
      answer: (asking) => stateOf(asking, frontiers.stop(asking.path.pause ?? ''), 202),
    },
    {
      id: 'getFrontierSheet',
      method: 'get',
      path: '/pauses/{pause}/frontier/{language}',
      summary: 'The sheet for the room, one A4 page to print, once the frontier is there.',
      parameters: [pauseParameter, languageParameter],
      answers: page,
      who: whoPlans,
      answer(asking) {
        const { context, path } = asking
        const pause = found(asking)?.pause
        if (pause === undefined) return problem(context, 'pause_unknown')
        if (!isLanguage(path.language)) return problem(context, 'language_unknown')
        const state = frontiers.state(pause.id)
        if (state?.state !== 'there') return problem(context, 'frontier_not_there')
        return context.html(sheetPage(pause, state.frontier, path.language))
      },
    },
    {
      id: 'getQuestions',
      method: 'get',
      path: '/pauses/{pause}/questions/{party}/{language}',
      summary: 'What the terms do not say, as a page to print for a party.',
      parameters: [pauseParameter, pathParameter('party', 'Id of the party.'), languageParameter],
      answers: page,
      who: whoPlans,
      answer(asking) {
        const { context, path } = asking
        const { party = '', language } = path
        const pause = found(asking)?.pause
        const refused = (code: ProblemCode) => problem(context, code)
        if (pause === undefined) return refused('pause_unknown')
        if (!pause.parties.some((each) => each.id === party)) return refused('party_unknown')
        if (!isLanguage(language)) return refused('language_unknown')
        return context.html(questionsPage(pause, party, language))
      },
    },
  ]
}

interface Mine {
  readonly pause: LivePause
  readonly actor: Actor
}

/** Undefined where nobody signs in. */
async function pausesOf({ context, services }: Asking): Promise<readonly Mine[] | undefined> {
  if (services === undefined) return undefined
  const holds = await Promise.all(
    services.live.all.map(async (pause) => ({
      pause,
      // Pages list them again and again by themselves.
      actor: await services.signIn.actorOf(context, pause.id, { isUse: false }),
    })),
  )
  return holds.flatMap(({ pause, actor }) =>
    actor === undefined || actor.roles.length === 0 ? [] : [{ pause, actor }],
  )
}

/** As the terms call it that this reader may see. */
function titleOf({ terms }: Coordination, reader: Actor): LocalText {
  const shown = sees(reader, 'terms_whole') ? onTheTable(terms) : inForce(terms)
  return shown?.summary.title ?? {}
}

export function isLanguage(text: string | undefined): text is Language {
  return languages.some((language) => language === text)
}
