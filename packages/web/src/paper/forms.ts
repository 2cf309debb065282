// Paper forms of a plan: each has a number, each row a number on it. By form and row it is known what a row is about, so that
// little need be typed when paper comes back.

import type { LegKind } from '@treve/model'
import type { PlanAgreedView } from '../board/day.ts'
import type { ReportType } from '../board/reporting.ts'
import { aboardAt } from '../charts/passages.ts'
import type { PlanLeg, PlanTrip, PlanView } from '../plan.ts'

/** `F`: what a vehicle is to do, step by step. `M`: what is aboard, line by line. */
export type FormKind = 'F' | 'M'

export interface FormRow {
  readonly row: number
  readonly what: RowWhat
  /** What may be filled in, and as what each is reported. */
  readonly boxes: readonly ReportType[]
  /** Of a step: when it is planned. */
  readonly planned?: { readonly from: string; readonly until: string }
  readonly place?: string
  readonly corridor?: string
  readonly gate?: string
  readonly group?: string
  readonly aid?: { readonly consignment: string; readonly item: string }
  /** As planned. */
  readonly count?: number
}

export type RowWhat = LegKind | 'load_people' | 'unload_people' | 'group' | 'item'

export interface PaperForm {
  readonly number: string
  readonly kind: FormKind
  readonly trip: string
  readonly vehicle: string
  readonly turnBack: PlanTrip['turn_back']
  readonly rows: readonly FormRow[]
}

/** Of which plan: the first letters of its digest, so that paper of an earlier plan is known for what it is. */
export function versionMark(plan: PlanView, planSha256: string | undefined): string {
  return (planSha256 ?? plan.input_sha256).slice(0, markLength)
}

const markLength = 4

/** Of the plans that were agreed, the one alone that has the mark: by one that two have, it is not known what rows were about. */
export function planOfMark(agreed: readonly PlanAgreedView[], mark: string): PlanAgreedView | undefined {
  const marked = agreed.filter(({ sha256 }) => sha256.slice(0, markLength) === mark)
  return marked.length === 1 ? marked[0] : undefined
}

export function formsOf(plan: PlanView, mark: string): readonly PaperForm[] {
  return plan.trips.flatMap((trip, index) => {
    const shared = { trip: trip.id, vehicle: trip.vehicle, turnBack: trip.turn_back }
    const manifest = manifestRows(trip)
    return [
      { ...shared, kind: 'F' as const, number: `F${index + 1}-${mark}`, rows: stepRows(trip) },
      ...(manifest.length === 0
        ? []
        : [{ ...shared, kind: 'M' as const, number: `M${index + 1}-${mark}`, rows: manifest }]),
    ]
  })
}

export type FormFound =
  | { readonly kind: 'found'; readonly form: PaperForm }
  /** Of another plan than these forms are. */
  | { readonly kind: 'other_plan'; readonly mark: string }
  | { readonly kind: 'none' }

/** As it is typed: `f12 A3F9` is `F12-a3f9`. */
export function findForm(forms: readonly PaperForm[], typed: string): FormFound {
  const [, kind = '', number = '', mark = ''] = /^\s*([FM])\s*(\d+)[\s-]*([0-9a-f]{4})\s*$/i.exec(typed) ?? []
  const wanted = `${kind.toUpperCase()}${number}-${mark.toLowerCase()}`
  const form = forms.find((each) => each.number === wanted)
  if (form !== undefined) return { kind: 'found', form }
  const isOther = kind !== '' && forms.every((each) => !each.number.endsWith(`-${mark.toLowerCase()}`))
  return isOther ? { kind: 'other_plan', mark: mark.toLowerCase() } : { kind: 'none' }
}

function stepRows(trip: PlanTrip): readonly FormRow[] {
  return trip.legs.map((leg, index) => {
    const people = sum(Object.values(leg.people))
    const aboard = sum([...aboardAt(trip, index).people.values()])
    const isOfPeople = people > 0
    const count = leg.kind === 'gate' ? aboard : people
    return {
      row: index + 1,
      what:
        isOfPeople && leg.kind === 'load'
          ? 'load_people'
          : isOfPeople && leg.kind === 'unload'
            ? 'unload_people'
            : leg.kind,
      boxes: boxesOf(leg, people, aboard),
      planned: { from: leg.from, until: leg.until },
      ...(leg.place === null ? {} : { place: leg.place }),
      ...(leg.corridor === null ? {} : { corridor: leg.corridor }),
      ...(leg.gate === null ? {} : { gate: leg.gate }),
      ...(count > 0 ? { count } : {}),
    }
  })
}

/** What a step is reported as; none: nobody reports that it waited. */
function boxesOf({ kind }: PlanLeg, people: number, aboard: number): readonly ReportType[] {
  switch (kind) {
    case 'depart':
      return ['departed']
    case 'load':
      return people > 0 ? ['people_boarded'] : ['came']
    case 'unload':
      return people > 0 ? ['people_arrived'] : ['came']
    case 'gate':
      return aboard > 0 ? ['people_passed'] : []
    case 'corridor_out':
      return ['clear']
    case 'arrive':
      return ['came']
    case 'corridor_in':
    case 'wait':
      return []
  }
}

const peopleBoxes: readonly ReportType[] = ['people_boarded', 'people_passed', 'people_arrived']
const aidBoxes: readonly ReportType[] = ['loaded', 'removed_at_clearance', 'offloaded', 'received']

function manifestRows(trip: PlanTrip): readonly FormRow[] {
  const loads = trip.legs.filter(({ kind }) => kind === 'load')
  const groups = new Map<string, number>()
  const items = new Map<string, { consignment: string; item: string; count: number }>()
  for (const leg of loads) {
    for (const [group, count] of Object.entries(leg.people)) groups.set(group, (groups.get(group) ?? 0) + count)
    for (const [consignment, lines] of Object.entries(leg.aid))
      for (const [item, count] of Object.entries(lines)) {
        const key = `${consignment}/${item}`
        items.set(key, { consignment, item, count: (items.get(key)?.count ?? 0) + count })
      }
  }
  const rows: Omit<FormRow, 'row'>[] = [
    ...[...groups].map(([group, count]) => ({ what: 'group' as const, boxes: peopleBoxes, group, count })),
    ...[...items.values()].map(({ consignment, item, count }) => ({
      what: 'item' as const,
      boxes: aidBoxes,
      aid: { consignment, item },
      count,
    })),
  ]
  return rows.map((row, index) => ({ row: index + 1, ...row }))
}

/** Whether a box asks for how many, beside when. */
export function isCounted(type: ReportType): boolean {
  return type.startsWith('people_') || aidBoxes.includes(type)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
