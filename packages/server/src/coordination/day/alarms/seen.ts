// What somebody has seen that must be looked at: incidents, children alone, vehicles that nobody notified or that the pause does
// not know.

import type { Raising } from '../alarm-commands.ts'
import { kindOfVehicle } from '../figures.ts'
import { counts, type Day } from '../state.ts'
import { never, type Wanted } from './wanted.ts'

export function sightings(day: Day): Wanted {
  return {
    raise: day.sightings.filter(counts(day)).map((report): Raising => {
      const { type, entry, event, vehicle, place, corridor, gate } = report
      const about = Object.fromEntries(
        Object.entries({ vehicle, place, corridor, gate }).filter(([, each]) => each !== undefined),
      )
      const key = event ?? entry
      return {
        kind: type === 'child_alone' ? 'child_alone' : 'unregistered_vehicle',
        key,
        cause: key,
        about,
        particulars: { at: report.at },
        reports: [entry],
      }
    }),
    isOver: never,
  }
}

export function incidents(day: Day): Wanted {
  return {
    raise: day.incidents.filter(counts(day)).map((report): Raising => {
      const key = report.event ?? report.entry
      const { place, corridor } = report
      return {
        kind: 'incident',
        key,
        cause: key,
        about: { ...(place === undefined ? {} : { place }), ...(corridor === undefined ? {} : { corridor }) },
        particulars: { at: report.at },
        reports: [report.entry],
      }
    }),
    isOver: never,
  }
}

/** Reported of, and in no fleet of the pause. Where the pause is not known, nobody can tell. */
export function unknownVehicles(day: Day): Wanted {
  const { figures } = day
  if (figures === undefined) return { raise: [], isOver: never }
  return {
    raise: day.ofVehicle.entries().flatMap(([vehicle, reports]): Raising[] => {
      const [first] = reports.filter(counts(day))
      if (first === undefined || kindOfVehicle(figures, vehicle) !== undefined) return []
      if (first.type === 'unregistered_vehicle') return []
      return [
        {
          kind: 'unregistered_vehicle',
          key: vehicle,
          cause: vehicle,
          about: { vehicle, ...(first.place === undefined ? {} : { place: first.place }) },
          particulars: { at: first.at },
          reports: [first.entry],
        },
      ]
    }),
    isOver: never,
  }
}
