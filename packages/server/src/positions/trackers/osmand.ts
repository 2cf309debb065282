// The protocol of OsmAnd, which Traccar's apps speak too: parameters of a query or a form, one fix each, speed in knots; or
// JSON, speed in metres a second. docs/formats/trackers.md.

import { jsonObjectOf, numberOf, objectOf, refused, type TrackerTold, toldOf, trackerIdOf } from './told.ts'

const metresPerSecondInKnot = 1852 / 3600

/** @param parameters of the query, or of the form that was posted */
export function osmandParameters(parameters: URLSearchParams): TrackerTold {
  const given = (...names: readonly string[]) => names.map((name) => parameters.get(name)).find((each) => each !== null)
  const tracker = trackerIdOf(given('id', 'deviceid'))
  if (tracker === undefined) return refused('tracker_missing')
  const valid = given('valid')
  if (valid !== undefined && valid !== 'true' && valid !== '1') return { kind: 'no_fix', tracker }
  const [latitude, longitude] = given('location')?.split(',') ?? [given('lat'), given('lon')]
  const knots = numberOf(given('speed'))
  return toldOf(tracker, given('timestamp'), {
    latitude,
    longitude,
    speedMetresPerSecond: knots === undefined ? undefined : knots * metresPerSecondInKnot,
    heading: given('bearing', 'heading'),
    accuracy: given('accuracy'),
    altitude: given('altitude'),
    batteryPercent: numberOf(given('batt')),
  })
}

export function osmandJson(text: string): TrackerTold {
  const root = jsonObjectOf(text)
  if (root === undefined) return refused('not_json')
  const { timestamp, coords: written, battery, mock } = objectOf(root.location)
  const coords = objectOf(written)
  const share = numberOf(objectOf(battery).level)
  return toldOf(trackerIdOf(root.device_id), timestamp, {
    latitude: coords.latitude,
    longitude: coords.longitude,
    speedMetresPerSecond: numberOf(coords.speed),
    heading: coords.heading,
    accuracy: coords.accuracy,
    altitude: coords.altitude,
    batteryPercent: share === undefined ? undefined : share * 100,
    isMock: mock === true,
  })
}
