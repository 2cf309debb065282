// What somebody has seen, as it is shown.

import type { JsonObject } from '../../event.ts'
import type { Report } from '../report.ts'
import type { At } from './parts.ts'

export function sightingJson(report: Report, at: At): JsonObject {
  return {
    entry: report.entry,
    what: report.type,
    at: at(report.at),
    place: report.place ?? null,
    corridor: report.corridor ?? null,
    gate: report.gate ?? null,
    vehicle: report.vehicle ?? null,
    event: report.event ?? null,
    source: { organisation: report.organisation, chain: report.chain },
    counts: report.counts.map((row) => ({ ...row })),
    people: report.people.map((row) => ({ ...row })),
    text: report.text === undefined ? null : { ...report.text },
  }
}
