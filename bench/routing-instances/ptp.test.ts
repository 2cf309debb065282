import { expect, test } from 'vitest'
import { checkPatientTransport, type PatientRoute, type PatientStop, type PatientStopKind } from './check-ptp.ts'
import { readPatientsServed, readPatientTransport } from './ptp.ts'
import { readOrThrow } from './reading.ts'

// A depot (9), a clinic (1), a home (2). Patient 0 goes there and back, patient 1 only there, patient 2 only back.
const sample = `{
  "name": "three", "sameVehicleBackward": false, "maxWaitTime": "00h30",
  "places": [ { "id": 9 }, { "id": 1 }, { "id": 2 } ],
  "vehicles": [
    { "id": 20, "canTake": [0], "start": 9, "end": 9, "capacity": 2, "availability": ["08h00:10h00", "11h00:13h00"] },
    { "id": 21, "canTake": [0, 1], "start": 9, "end": 9, "capacity": 2, "availability": ["08h00:13h00"] }
  ],
  "patients": [
    { "id": 30, "category": 0, "load": 1, "start": 2, "destination": 1, "end": 2,
      "rdvTime": "09h00", "rdvDuration": "02h30", "srvDuration": "00h02" },
    { "id": 31, "category": 1, "load": 2, "start": 2, "destination": 1, "end": -1,
      "rdvTime": "09h00", "rdvDuration": "00h30", "srvDuration": "00h02" },
    { "id": 32, "category": 0, "load": 1, "start": -1, "destination": 1, "end": 2,
      "rdvTime": "11h00", "rdvDuration": "00h30", "srvDuration": "00h02" }
  ],
  "distMatrix": [
    [0, 10, 10],
    [10, 0, 5],
    [10, 5, 0]
  ]
}
`
const bytesOf = (text: string) => new TextEncoder().encode(text)
const instance = readOrThrow(readPatientTransport('sample.json', bytesOf(sample)))

const stop = (patient: number, kind: PatientStopKind, time: string): PatientStop => ({
  patient,
  kind,
  startMinute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)),
})
const out0 = [stop(0, 'out_from_home', '08:30'), stop(0, 'into_appointment', '08:58')]
const back = [
  stop(0, 'out_of_appointment', '11:30'),
  stop(2, 'out_of_appointment', '11:32'),
  stop(2, 'back_home', '11:40'),
  stop(0, 'back_home', '11:58'),
]
const out1 = [stop(1, 'out_from_home', '08:40'), stop(1, 'into_appointment', '08:50')]
const good: PatientRoute[] = [
  { vehicle: 0, shift: 0, stops: out0 },
  { vehicle: 0, shift: 1, stops: back },
  { vehicle: 1, shift: 0, stops: out1 },
]

test('places, shifts and minutes are read', () => {
  expect(instance.vehicles[0]).toEqual({
    takes: [0],
    startPlace: 0,
    endPlace: 0,
    capacity: 2,
    shifts: [
      { fromMinute: 480, toMinute: 600 },
      { fromMinute: 660, toMinute: 780 },
    ],
  })
  expect(instance.patients[2]).toMatchObject({
    startPlace: undefined,
    destination: 1,
    endPlace: 2,
    appointmentMinute: 660,
  })
  expect(instance.longestWaitMinutes).toBe(30)
})

test('whoever is served whole is counted', () => {
  expect(checkPatientTransport(instance, good)).toEqual({ violations: [], served: 3 })
  expect(checkPatientTransport(instance, good.slice(2))).toEqual({ violations: [], served: 1 })
})

test.each([
  ['half served', [{ vehicle: 0, shift: 0, stops: out0 }], 'patient 0 lacks the way back_home'],
  [
    'fetched too early',
    [{ vehicle: 1, shift: 0, stops: [stop(1, 'out_from_home', '08:29'), out1[1]] }],
    'over 30 before',
  ],
  [
    'late for the appointment',
    [{ vehicle: 1, shift: 0, stops: [out1[0], stop(1, 'into_appointment', '08:59')] }],
    'is late',
  ],
  [
    'before it is over',
    [{ vehicle: 0, shift: 1, stops: [stop(2, 'out_of_appointment', '11:29'), back[2]] }],
    'before the appointment is over',
  ],
  [
    'home too late',
    [{ vehicle: 0, shift: 1, stops: [back[1], stop(2, 'back_home', '11:59')] }],
    'home at 721, over 30',
  ],
  [
    'quicker than the way',
    [{ vehicle: 0, shift: 1, stops: [back[1], stop(2, 'back_home', '11:38')] }],
    'reached at 699',
  ],
  ['a category it may not take', [{ vehicle: 0, shift: 0, stops: out1 }], 'may not take patient 1'],
  ['before the shift', [{ vehicle: 0, shift: 1, stops: out0 }], 'patient 0 out_from_home at 510, reached at 670'],
  ['after the shift', [{ vehicle: 0, shift: 0, stops: back }], 'back at 730, where the shift ends at 600'],
  ['a shift twice', [good[0], { ...good[1], shift: 0 }], 'vehicle 0, shift 0: is used twice'],
  ['no such shift', [{ vehicle: 1, shift: 1, stops: out1 }], 'there is no such'],
  ['too many aboard', [{ vehicle: 1, shift: 0, stops: [out0[0], stop(1, 'out_from_home', '08:32')] }], '3 aboard'],
  ['never set down', [{ vehicle: 1, shift: 0, stops: out1.slice(0, 1) }], 'patient 1 is never set down'],
  ['never taken up', [{ vehicle: 1, shift: 0, stops: out1.slice(1) }], 'was not taken up for it'],
  ['served twice', [good[2], { vehicle: 1, shift: 0, stops: out1 }], 'for the second time'],
  [
    'a way that nobody wants',
    [{ vehicle: 1, shift: 0, stops: [...out1, stop(1, 'back_home', '09:40')] }],
    'wants no way back_home',
  ],
  ['nobody', [{ vehicle: 1, shift: 0, stops: [stop(7, 'back_home', '09:40')] }], 'there is no patient 7'],
] as [string, PatientRoute[], string][])('an answer is refused: %s', (_, routes, part) => {
  expect(checkPatientTransport(instance, routes).violations.join('; ')).toContain(part)
})

test('where the same vehicle must bring back, another is refused', () => {
  const same = { ...instance, isSameVehicleBack: true }
  expect(checkPatientTransport(same, good).violations).toEqual([])
  const swapped: PatientRoute[] = [
    ...good.slice(0, 1),
    { vehicle: 1, shift: 0, stops: [...back.slice(0, 1), ...back.slice(3)] },
  ]
  expect(checkPatientTransport(instance, swapped).violations).toEqual([])
  expect(checkPatientTransport(same, swapped).violations).toEqual(['patient 0 comes back with another vehicle'])
})

test.each([
  ['no destination', sample.replace('"destination": 1, "end": -1', '"end": -1'), 11, 'destination is missing'],
  [
    'a time that is none',
    sample.replace('"00h30", "srv', '"half an hour", "srv'),
    12,
    "'half an hour' should be hours and minutes, such as 07h45",
  ],
  ['a place that is not there', sample.replace('"start": -1', '"start": 7'), 13, 'there is no place 7'],
  ['a row too short', sample.replace('[10, 0, 5]', '[10, 0]'), 18, '3 columns are wanted, here are 2'],
  ['a word for a number', sample.replace('"load": 2', '"load": "two"'), 11, 'a number is wanted'],
])('%s is refused with file and line', (_, text, line, part) => {
  expect(readPatientTransport('sample.json', bytesOf(text)).wrong).toEqual({ file: 'sample.json', line, text: part })
})

test('what is no JSON is refused with its line', () => {
  const { wrong } = readPatientTransport('sample.json', bytesOf(sample.replace('"distMatrix":', '"distMatrix" 7 :')))
  expect(wrong).toMatchObject({ file: 'sample.json', line: 16 })
})

test('of a published solution the patients are counted', () => {
  const solution = { paths: [{ steps: [{ patient: 1 }, { patient: 4 }, { patient: 1 }] }, { steps: [{ patient: 5 }] }] }
  expect(readPatientsServed('s.json', bytesOf(JSON.stringify(solution))).value).toBe(3)
  expect(readPatientsServed('s.json', bytesOf('{"steps": []}')).wrong).toEqual({
    file: 's.json',
    line: 1,
    text: 'paths is missing',
  })
})
