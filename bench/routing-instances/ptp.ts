// The patient transportation problem (Cappart, Thomas, Schaus & Rousseau 2018): patients go to an appointment, back
// from it, or both; who is served is served whole; as many as can be. JSON, whole minutes.

import { entryOf, itemsOf, LineIndex, type Node, readBytes, textOf } from '@treve/model'
import { type Reading, reading, refuse } from './reading.ts'

export interface PatientTransportInstance {
  readonly name: string
  /** A patient is taken up at most so long before the appointment, and set down at most so long after its end. */
  readonly longestWaitMinutes: number
  readonly isSameVehicleBack: boolean
  readonly vehicles: readonly PatientVehicle[]
  readonly patients: readonly Patient[]
  readonly places: number
  /** from × places + to. */
  readonly travelMinutes: Float64Array
}

export interface PatientVehicle {
  /** Categories of patients that it may carry. */
  readonly takes: readonly number[]
  readonly startPlace: number
  readonly endPlace: number
  readonly capacity: number
  /** Each begins at the start and ends at the end, both with nobody aboard. */
  readonly shifts: readonly { readonly fromMinute: number; readonly toMinute: number }[]
}

export interface Patient {
  readonly category: number
  readonly load: number
  /** Undefined: no way there is wanted. */
  readonly startPlace: number | undefined
  readonly destination: number
  /** Undefined: no way back is wanted. */
  readonly endPlace: number | undefined
  readonly appointmentMinute: number
  readonly appointmentMinutes: number
  /** To get in, and as long to get out. */
  readonly serviceMinutes: number
}

export function readPatientTransport(file: string, bytes: Uint8Array): Reading<PatientTransportInstance> {
  const { text, root, problems } = readBytes(bytes)
  const lines = new LineIndex(text)
  return reading(file, () => {
    const wrong = problems[0]
    if (wrong !== undefined || root === undefined) refuse(lines.at(wrong?.at ?? 0).line, wrong?.code ?? 'no value')

    const missed = (node: Node, what: string): never => refuse(lines.at(node.at).line, what)
    const at = (node: Node, key: string): Node => entryOf(node, key) ?? missed(node, `${key} is missing`)
    const number = (node: Node): number => {
      const value = Number(textOf(node) ?? Number.NaN)
      return Number.isFinite(value) ? value : missed(node, 'a number is wanted')
    }
    const minutes = (node: Node, value = textOf(node) ?? ''): number => {
      const [, hours, rest] = /^(\d+)h(\d\d)$/.exec(value) ?? []
      if (hours === undefined) return missed(node, `'${value}' should be hours and minutes, such as 07h45`)
      return Number(hours) * 60 + Number(rest)
    }

    const placeList = itemsOf(at(root, 'places'))
    const places = placeList.length
    const indexOf = new Map(placeList.map((place, index) => [number(at(place, 'id')), index]))
    const place = (node: Node): number => indexOf.get(number(node)) ?? missed(node, `there is no place ${number(node)}`)
    const placeIfAny = (node: Node) => (number(node) === -1 ? undefined : place(node))

    const vehicles = itemsOf(at(root, 'vehicles')).map(
      (node): PatientVehicle => ({
        takes: itemsOf(at(node, 'canTake')).map(number),
        startPlace: place(at(node, 'start')),
        endPlace: place(at(node, 'end')),
        capacity: number(at(node, 'capacity')),
        shifts: itemsOf(at(node, 'availability')).map((shift) => {
          const [from = '', to = ''] = (textOf(shift) ?? '').split(':')
          return { fromMinute: minutes(shift, from), toMinute: minutes(shift, to) }
        }),
      }),
    )
    const patients = itemsOf(at(root, 'patients')).map(
      (node): Patient => ({
        category: number(at(node, 'category')),
        load: number(at(node, 'load')),
        startPlace: placeIfAny(at(node, 'start')),
        destination: place(at(node, 'destination')),
        endPlace: placeIfAny(at(node, 'end')),
        appointmentMinute: minutes(at(node, 'rdvTime')),
        appointmentMinutes: minutes(at(node, 'rdvDuration')),
        serviceMinutes: minutes(at(node, 'srvDuration')),
      }),
    )
    const matrix = at(root, 'distMatrix')
    const rows = itemsOf(matrix)
    if (rows.length !== places) missed(matrix, `${places} rows are wanted, here are ${rows.length}`)
    const travelMinutes = Float64Array.from(
      rows.flatMap((row) => {
        const values = itemsOf(row).map(number)
        return values.length === places
          ? values
          : missed(row, `${places} columns are wanted, here are ${values.length}`)
      }),
    )
    return {
      name: textOf(at(root, 'name')) ?? '',
      longestWaitMinutes: minutes(at(root, 'maxWaitTime')),
      isSameVehicleBack: textOf(at(root, 'sameVehicleBackward')) === 'true',
      vehicles,
      patients,
      places,
      travelMinutes,
    }
  })
}

/** How many patients a published solution serves. */
export function readPatientsServed(file: string, bytes: Uint8Array): Reading<number> {
  const { text, root, problems } = readBytes(bytes)
  return reading(file, () => {
    const wrong = problems[0]
    if (wrong !== undefined) refuse(new LineIndex(text).at(wrong.at).line, wrong.code)
    const paths = entryOf(root, 'paths')
    if (paths === undefined) refuse(1, 'paths is missing')
    return new Set(
      itemsOf(paths).flatMap((path) => itemsOf(entryOf(path, 'steps')).map((step) => textOf(entryOf(step, 'patient')))),
    ).size
  })
}
