// The closed lists of words that facts and claims are made of. One list for both: a claim that no fact could meet
// is refused when it is read.

import { categories, movements, uses, vehicleKinds } from '@treve/model'

/** Where on its way a thing was counted. “Delivered” is none of them: it is what parties dispute. */
export const aidStages = ['requested', 'loaded', 'cleared', 'entered', 'offloaded', 'received', 'distributed'] as const
export const peopleStages = ['boarded', 'passed', 'arrived'] as const
export const stages = [...aidStages, ...peopleStages] as const
export type AidStage = (typeof aidStages)[number]
export type PeopleStage = (typeof peopleStages)[number]
export type Stage = (typeof stages)[number]

/**
 * What facts and claims are about, and of what kinds: `aid.food`, `people.medical`, `withdrawal`. `waiting`: people at a
 * place; `queue`: vehicles before a gate; `service`: how long it takes for one of them; `beds`: those that are free.
 */
export const subjects = {
  aid: categories,
  people: movements,
  vehicles: vehicleKinds,
  casualties: ['wounded', 'dead'],
  corridor: uses,
  window: [],
  opening: [],
  withdrawal: [],
  announcement: [],
  order: [],
  agreement: [],
  acknowledgement: [],
  incident: ['shelling', 'shooting', 'denial', 'other'],
  feedback: ['benefit', 'safety'],
  waiting: [],
  queue: [],
  service: [],
  beds: ['seated', 'wheelchair', 'stretcher'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type Subject = keyof typeof subjects
export const subjectNames = Object.keys(subjects) as readonly Subject[]

/** Base units: what is written in tonnes or hours is whole grams and seconds. `times`: how often it happened. */
export const units = [
  'g',
  'ml',
  's',
  'people',
  'vehicles',
  'trucks',
  'buses',
  'ambulances',
  'parcels',
  'items',
  'times',
  'beds',
] as const
export type Unit = (typeof units)[number]

/** In what a subject is counted. */
export function unitsOf(subject: Subject): readonly Unit[] {
  if (subject === 'aid') return ['g', 'ml', 'trucks', 'vehicles', 'parcels', 'items']
  if (subject === 'vehicles') return ['vehicles', 'trucks', 'buses', 'ambulances']
  if (subject === 'people' || subject === 'casualties' || subject === 'feedback') return ['people']
  if (subject === 'waiting') return ['people']
  if (subject === 'queue') return ['vehicles']
  if (subject === 'service') return ['s']
  if (subject === 'beds') return ['beds']
  return ['times', 's']
}

export function stagesOf(subject: Subject): readonly Stage[] {
  if (subject === 'aid' || subject === 'vehicles') return aidStages
  return subject === 'people' ? peopleStages : []
}

/** Only aid has one who gives it. */
export function hasDonor(subject: Subject): boolean {
  return subject === 'aid'
}
