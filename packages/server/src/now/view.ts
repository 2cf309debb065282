// What is told of it over HTTP.

import { assuranceToJson } from '@treve/model'
import type { SureNow, SureNowView } from './sure-now.ts'

const instant = { type: ['string', 'null'], format: 'date-time' }
export const nowSchema = {
  type: 'object',
  required: ['is_watched', 'version', 'is_working', 'told_at', 'answer', 'trouble', 'vehicles'],
  properties: {
    is_watched: { type: 'boolean', description: 'False: nobody tells this server where all are.' },
    version: { type: 'integer', description: 'Greater after each change.' },
    is_working: { type: 'boolean', description: 'A state is being answered, or more days of it.' },
    told_at: { ...instant, description: 'When the newest state came, by the clock of the server.' },
    answer: {
      type: ['object', 'null'],
      description: 'The last good one: when its state came, when it was there, and what it is.',
      properties: {
        told_at: instant,
        answered_at: instant,
        is_whole: { type: 'boolean', description: 'False: of a few of the days; the others follow.' },
        assurance: { type: 'object', description: 'As in docs/formats/assurance.md, “From now on”.' },
      },
    },
    trouble: {
      type: ['object', 'null'],
      description: 'What is wrong with what was told since.',
      properties: {
        told_at: instant,
        kind: { enum: ['missing', 'unreadable', 'unknown_trips', 'astray', 'nobody', 'fault'] },
        problems: { type: 'object', description: 'Unreadable: line, column, text, remedy, by language.' },
        trips: { type: 'array', items: { type: 'string' } },
        vehicles: { type: 'array', items: { type: 'string' } },
      },
    },
    vehicles: {
      type: 'array',
      description: 'When each is expected out, and at its destination; of a pause that is followed live.',
      items: {
        type: 'object',
        required: ['vehicle', 'trip', 'exit_at', 'arrive_at', 'late_s', 'by', 'as_of'],
        properties: {
          vehicle: { type: 'string' },
          trip: { type: 'string', description: 'The one that it is on, or makes next.' },
          exit_at: { ...instant, description: 'Null: it is out, or does not go in.' },
          arrive_at: instant,
          late_s: { type: 'integer', description: 'Against its orders.' },
          by: { enum: ['position', 'report', 'plan'], description: 'What it rests on.' },
          as_of: { ...instant, description: 'When that was so.' },
        },
      },
    },
  },
}

/** Of a pause of which nobody says where all are. */
export const notWatched = {
  is_watched: false,
  version: 0,
  is_working: false,
  told_at: null,
  answer: null,
  trouble: null,
  vehicles: [],
}

export function viewOfNow(sure: SureNow, { version, isWorking, toldAt, answer, trouble }: SureNowView) {
  return {
    is_watched: true,
    version,
    is_working: isWorking,
    told_at: toldAt === undefined ? null : written(toldAt),
    answer:
      answer === undefined
        ? null
        : {
            told_at: written(answer.toldAt),
            answered_at: written(answer.answeredAt),
            is_whole: answer.isWhole,
            assurance: sentOf(sure, answer.found),
          },
    trouble: trouble === undefined ? null : { told_at: written(trouble.toldAt), ...trouble.what },
  }
}

type Found = NonNullable<SureNowView['answer']>['found']

/** Of hundreds of vehicles it is long, and every reader asks for it. */
const sent = new WeakMap<Found, unknown>()

/** Written as `treve assure --json` writes it; once for all readers. */
function sentOf(sure: SureNow, found: Found): unknown {
  const known = sent.get(found)
  if (known !== undefined) return known
  const made: unknown = JSON.parse(assuranceOf(sure, found))
  sent.set(found, made)
  return made
}

export function assuranceOf(
  { pause }: Pick<SureNow, 'pause'>,
  { assurance, clearProbability, turnBack }: Found,
): string {
  return assuranceToJson(
    { clear_probability: clearProbability, assurance },
    Object.fromEntries(turnBack),
    pause.time_zone,
  )
}

function written(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
