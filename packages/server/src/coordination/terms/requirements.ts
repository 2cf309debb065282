// What must be approved by whom before it goes ahead: elements of the terms, parties, grades, and the lead time.

import { createHash } from 'node:crypto'
import { type Corridor, type Pause, uses } from '@treve/model'
import { id, integer, list, object, oneOf, required, type TypeOf, text } from '@treve/model/schema'
import { low, moderate } from '../sensitivity.ts'
import { grades } from '../words.ts'

export const requirementsType = object({
  agreement_of: required(list(id()), low('Parties that must agree before it is called agreed.')),
  approval_of: required(list(id()), moderate('Parties that must approve, and that are told.')),
  lead_time_s: required(integer(0, 10_000_000), moderate('Time from the last approval to the first movement.')),
  elements: required(
    list(
      object({
        id: required(text(64), moderate('The element.')),
        parties: required(list(id()), moderate('Who must approve it.')),
        grade: required(oneOf(grades), moderate('How firmly.')),
        fingerprint: required(text(64), moderate('Of what the terms say of it: changed, approvals lapse.')),
      }),
    ),
    moderate('What is to be approved.'),
  ),
})

export type Requirements = TypeOf<typeof requirementsType>
export type Requirement = Requirements['elements'][number]

/** Where whoever drafts wants it otherwise than usual. */
export interface Wanted {
  readonly agreementOf?: readonly string[]
  readonly approvalOf?: readonly string[]
  readonly leadTimeSeconds: number
  readonly grade: Requirement['grade']
  readonly elements: readonly {
    readonly element: string
    readonly parties?: readonly string[]
    readonly grade?: Requirement['grade']
  }[]
}

/** Past this many consignments, aid is approved by donor. */
const mostConsignments = 200

export function requirementsOf(pause: Pause, wanted: Wanted): Requirements {
  const having = (...roles: readonly string[]) =>
    pause.parties.filter(({ role }) => roles.includes(role)).map(({ id: name }) => name)
  const approvalOf = wanted.approvalOf ?? having('party_to_conflict', 'authority')
  return {
    agreement_of: wanted.agreementOf ?? having('party_to_conflict'),
    approval_of: approvalOf,
    lead_time_s: wanted.leadTimeSeconds,
    elements: elementsOf(pause).map(([element, content]) => {
      const own = wanted.elements.find((each) => each.element === element)
      return {
        id: element,
        parties: own?.parties ?? approvalOf,
        grade: own?.grade ?? wanted.grade,
        fingerprint: sha256(JSON.stringify(content)).slice(0, 32),
      }
    }),
  }
}

/** Stable names, and what the terms say of each. */
function elementsOf(pause: Pause): [element: string, content: unknown][] {
  const { terms, corridors, people, time_zone } = pause
  const groups = people.filter(({ count }) => count.high > 0)
  const moving = (movement: string) => groups.filter((group) => group.movement === movement)
  const times = terms.windows.map(({ id: name, open, close }) => ({ id: name, open, close }))
  return [
    ...times.map((each): [string, unknown] => [`window.${each.id}`, { ...each, time_zone, clear: terms.clear.buffer }]),
    ...corridors.flatMap((corridor) =>
      uses
        .filter((use) => corridor.uses.includes(use))
        .map((use): [string, unknown] => [`corridor.${corridor.id}.${use}`, routeOf(corridor, pause)]),
    ),
    ...aidOf(pause),
    ...(moving('medical').length > 0 ? [['medical_evacuation', moving('medical')] as [string, unknown]] : []),
    ...(['civilians', 'armed_groups'] as const)
      .filter((movement) => moving(movement).length > 0)
      .map((movement): [string, unknown] => [`evacuation.${movement}`, moving(movement)]),
    ['staff_safety', { times, corridors: corridors.map(({ id: name }) => name) }],
  ]
}

/** What is approved is the way and how it is passed, not what it is called. */
function routeOf({ name: _name, source: _source, note: _note, uses: _uses, ...way }: Corridor, { places }: Pause) {
  return {
    ...way,
    mouths: places.filter(({ id: each }) => each === way.outside || each === way.inside).map(({ at }) => at),
  }
}

function aidOf({ aid }: Pause): [string, unknown][] {
  if (aid.length <= mostConsignments) return aid.map((each) => [`aid.${each.id}`, each])
  const donors = [...new Set(aid.map(({ donor }) => donor))]
  return donors.map((donor) => [`aid.of.${donor}`, aid.filter((each) => each.donor === donor)])
}

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}
