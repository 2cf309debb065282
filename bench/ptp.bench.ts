// Patient transportation: how many patients are served, beside the published solutions of the sequence-variable solver
// that the instances come with (its own are not proved to be the best, nor all complete searches).

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Request, RoutingEngine, type RoutingProblem } from '@treve/planner/routing'
import { measureEach } from './lilim/each.ts'
import { benchOptions, chosenOf, type Measured, reportBench } from './report.ts'
import { checkPatientTransport, type PatientRoute, type PatientStopKind } from './routing-instances/check-ptp.ts'
import { cpuWatch, instanceFolder } from './routing-instances/folder.ts'
import { type PatientTransportInstance, readPatientsServed, readPatientTransport } from './routing-instances/ptp.ts'
import { readOrThrow } from './routing-instances/reading.ts'

const { size, seconds = 10, seed, data, instances, json } = benchOptions()
const folder = instanceFolder(
  data,
  'ptp',
  'Its folders easy and medium are those of the Patient Transportation Problem, with solutions beside them.',
)
if (folder !== undefined) {
  const all = ['easy', 'medium']
    .flatMap((set) =>
      readdirSync(join(folder, set)).map((file) => ({
        set,
        file: join(folder, set, file),
        name: file.replace('.json', ''),
      })),
    )
    .map((each) => ({ ...each, solution: join(folder, 'solutions', `${each.name}_sol.json`) }))
  // Where nothing is published there is nothing to compare with; by name everything can be asked for.
  const chosen = chosenOf({ instances, size }, all, { nameOf: ({ name }) => name, sizeOf: ({ set }) => set }).filter(
    ({ solution }) => instances !== undefined || existsSync(solution),
  )
  const tasks = chosen.map(({ name, file, solution }) => ({
    name,
    seconds,
    measure: (): Measured => {
      const instance = readOrThrow(readPatientTransport(file, readFileSync(file)))
      const best = existsSync(solution) ? readOrThrow(readPatientsServed(solution, readFileSync(solution))) : null
      const cpuSeconds = cpuWatch()
      const { problem, requestOf, shiftOf } = problemOf(instance)
      const engine = new RoutingEngine(problem, { seed })
      engine.run({ timeUsed: () => cpuSeconds() / seconds })
      const answer = engine.answer()
      const used = cpuSeconds()
      const routes = answer.routes.flatMap(({ vehicle: type, stops }): PatientRoute[] => {
        const shift = shiftOf[type]
        if (shift === undefined) return []
        const timed = stops.flatMap(({ request, kind, starts }) => {
          const asked = requestOf[request]
          return asked === undefined
            ? []
            : [{ patient: asked.patient, kind: asked[kind === 'pickup' ? 'pickup' : 'delivery'], startMinute: starts }]
        })
        return [{ ...shift, stops: timed }]
      })
      const { violations, served } = checkPatientTransport(instance, routes)
      for (const violation of violations) console.log(`${name}: ${violation}`)
      return {
        instance: name,
        seconds_cpu: used,
        value: served,
        best,
        gap_percent: best === null ? null : (100 * (best - served)) / best,
        feasible: violations.length === 0,
        seed,
        unit: 'served',
        more: { patients: instance.patients.length },
      }
    },
  }))
  const measured = measureEach(tasks, seed, json)
  const compared = measured.filter(({ best }) => best !== null)
  const served = compared.reduce((sum, { value }) => sum + value, 0)
  const published = compared.reduce((sum, { best }) => sum + (best ?? 0), 0)
  const fewer = compared.filter(({ value, best }) => value < (best ?? 0)).length
  const mean = compared.reduce((sum, { gap_percent }) => sum + (gap_percent ?? 0), 0) / compared.length
  reportBench(
    'Patient transportation',
    measured,
    undefined,
    `mean gap ${mean.toFixed(3)} %, ${served} served where ${published} are published, fewer on ${fewer} of ${compared.length}`,
  )
  if (measured.some(({ feasible }) => !feasible)) process.exitCode = 1
}

interface Asked {
  readonly patient: number
  readonly pickup: PatientStopKind
  readonly delivery: PatientStopKind
}

/** A way there and a way back are a request each; each shift of each vehicle is a type of its own. */
function problemOf(instance: PatientTransportInstance) {
  const { vehicles, patients, places, travelMinutes, longestWaitMinutes, isSameVehicleBack } = instance
  if (isSameVehicleBack) throw new Error(`${instance.name}: the engine does not know “by the same vehicle”`)
  const shifts = vehicles.flatMap((vehicle, number) =>
    vehicle.shifts.map(({ fromMinute, toMinute }, shift) => ({
      key: { vehicle: number, shift },
      takes: vehicle.takes,
      type: {
        count: 1,
        matrix: 0,
        start: vehicle.startPlace,
        end: vehicle.endPlace,
        opens: fromMinute,
        closes: toMinute,
        configurations: [[vehicle.capacity]],
      },
    })),
  )
  const requests: Request[] = []
  const requestOf: Asked[] = []
  for (const [number, patient] of patients.entries()) {
    const { load, startPlace, destination, endPlace, serviceMinutes: service, appointmentMinute } = patient
    const isBoth = startPlace !== undefined && endPlace !== undefined
    const way = (from: number, to: number, opens: number, closes: number, partner: number): Request => ({
      pickup: { place: from, opens, closes, service },
      delivery: { place: to, opens, closes: closes - service, service },
      load: [load],
      optional: { rank: 0, weight: isBoth ? 0.5 : 1 },
      vehicles: shifts.flatMap(({ takes }, type) => (takes.includes(patient.category) ? [type] : [])),
      ...(isBoth ? { together: partner } : {}),
    })
    if (startPlace !== undefined) {
      const opens = appointmentMinute - longestWaitMinutes
      requests.push(way(startPlace, destination, opens, appointmentMinute, requests.length + 1))
      requestOf.push({ patient: number, pickup: 'out_from_home', delivery: 'into_appointment' })
    }
    if (endPlace !== undefined) {
      const opens = appointmentMinute + patient.appointmentMinutes
      requests.push(way(destination, endPlace, opens, opens + longestWaitMinutes, requests.length - 1))
      requestOf.push({ patient: number, pickup: 'out_of_appointment', delivery: 'back_home' })
    }
  }
  const problem: RoutingProblem = {
    places,
    matrices: [{ durations: travelMinutes, distances: travelMinutes }],
    dimensions: 1,
    vehicles: shifts.map(({ type }) => type),
    requests,
    objective: 'distance',
  }
  return { problem, requestOf, shiftOf: shifts.map(({ key }) => key) }
}
