// OwnTracks by HTTP: one JSON object a request, speed in kilometres an hour. docs/formats/trackers.md.

import { jsonObjectOf, numberOf, refused, type TrackerTold, toldOf, trackerIdOf } from './told.ts'

/** @param authorization the header, where there is one: the id of the tracker is its password, or else `tid` */
export function ownTracks(text: string, authorization: string | undefined): TrackerTold {
  // So it tells that a friend was removed: nothing for us.
  if (text.trim() === '') return { kind: 'nothing' }
  const root = jsonObjectOf(text)
  if (root === undefined) return refused('not_json')
  if (root._type === 'encrypted') return refused('encrypted')
  if (root._type !== 'location') return { kind: 'nothing' }
  const kilometresPerHour = numberOf(root.vel)
  return toldOf(trackerIdOf(passwordIn(authorization) ?? root.tid), root.tst, {
    latitude: root.lat,
    longitude: root.lon,
    speedMetresPerSecond: kilometresPerHour === undefined ? undefined : kilometresPerHour / 3.6,
    heading: root.cog,
    accuracy: root.acc,
    altitude: root.alt,
    batteryPercent: numberOf(root.batt),
  })
}

/** Of HTTP Basic authentication. */
function passwordIn(authorization: string | undefined): string | undefined {
  const written = /^basic ([A-Za-z0-9+/=]{1,400})$/i.exec(authorization ?? '')?.[1]
  if (written === undefined) return undefined
  const decoded = Buffer.from(written, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon === -1 ? undefined : decoded.slice(colon + 1)
}
