// The protocols of trackers, by vectors: units as each defines them, and what is refused.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { osmandJson, osmandParameters } from '../../src/positions/trackers/osmand.ts'
import { ownTracks } from '../../src/positions/trackers/owntracks.ts'
import { timestampOf } from '../../src/positions/trackers/told.ts'

const at = Date.UTC(2016, 10, 4, 7, 0, 0)
const query = (text: string) => osmandParameters(new URLSearchParams(text))
const good = 'id=tracker-1&lat=36.2&lon=37.15&timestamp=1478242800'

describe('the OsmAnd protocol, as parameters', () => {
  it('has speed in knots, and seconds since 1970', () => {
    expect(query(`${good}&speed=10&bearing=90&altitude=380&accuracy=12&batt=61&hdop=1.1&valid=true`)).toEqual({
      kind: 'fix',
      tracker: 'tracker-1',
      fix: {
        at,
        latitude: 36.2,
        longitude: 37.15,
        speedMetresPerSecond: expect.closeTo(5.1444, 4) as number,
        headingDegrees: 90,
        altitudeMetres: 380,
        accuracyMetres: 12,
        batteryPercent: 61,
      },
    })
  })

  it.each([
    'deviceid=tracker-1&location=36.2,37.15&timestamp=1478242800000&heading=0',
    'id=tracker-1&lat=36.2&lon=37.15&timestamp=2016-11-04T07:00:00Z',
    'id=tracker-1&lat=36.2&lon=37.15&timestamp=2016-11-04T09:00:00.000%2B02:00',
    'id=tracker-1&lat=36.2&lon=37.15&timestamp=2016-11-04%2009:00:00%2B0200',
    'id=tracker-1&lat=36.2&lon=37.15&timestamp=1478242800&speed=fast&batt=-1&heading=-1&accuracy=',
  ])('reads %s', (text) => {
    expect(query(text)).toMatchObject({ kind: 'fix', tracker: 'tracker-1', fix: { at, latitude: 36.2 } })
  })

  it('leaves out what is not known, and makes no zero of it', () => {
    const told = query(`${good}&speed=-1&bearing=400&batt=101`)
    expect(told.kind === 'fix' && Object.keys(told.fix)).toEqual(['at', 'latitude', 'longitude'])
  })

  it.each([
    ['timestamp=1478242800&lat=36.2&lon=37.15', 'tracker_missing'],
    ['id=&timestamp=1478242800&lat=36.2&lon=37.15', 'tracker_missing'],
    [`id=${'x'.repeat(129)}&timestamp=1478242800&lat=36.2&lon=37.15`, 'tracker_missing'],
    ['id=a%00b&timestamp=1478242800&lat=36.2&lon=37.15', 'tracker_missing'],
    ['id=a&lat=36.2&lon=37.15', 'timestamp_missing'],
    ['id=a&lat=36.2&lon=37.15&timestamp=2016-11-04%2009:00:00', 'naive_timestamp'],
    ['id=a&lat=36.2&lon=37.15&timestamp=2016-11-04T09:00:00', 'naive_timestamp'],
    ['id=a&lat=36.2&lon=37.15&timestamp=yesterday', 'timestamp_unreadable'],
    ['id=a&lat=36.2&lon=37.15&timestamp=2016-13-04T09:00:00Z', 'timestamp_unreadable'],
    ['id=a&timestamp=1478242800&lat=91&lon=37.15', 'position_unreadable'],
    ['id=a&timestamp=1478242800&lat=36.2&lon=181', 'position_unreadable'],
    ['id=a&timestamp=1478242800&lat=NaN&lon=37', 'position_unreadable'],
    ['id=a&timestamp=1478242800&lat=0x10&lon=37', 'position_unreadable'],
    ['id=a&timestamp=1478242800&lat=36.2', 'position_unreadable'],
    ['id=a&timestamp=1478242800&location=36.2', 'position_unreadable'],
  ])('refuses %s: %s', (text, fault) => {
    expect(query(text)).toEqual({ kind: 'refused', fault })
  })

  it.each(['id=a&timestamp=1478242800&lat=0&lon=0', `${good}&valid=false`, `${good}&valid=0`])(
    '%s is no fix',
    (text) => {
      expect(query(text)).toMatchObject({ kind: 'no_fix' })
    },
  )
})

describe('the OsmAnd protocol, as JSON', () => {
  const written = (coords: object, more: object = {}) =>
    JSON.stringify({
      location: { timestamp: '2016-11-04T07:00:00.000Z', coords, is_moving: true, battery: { level: 0.5 }, extras: {} },
      device_id: 'tracker-1',
      ...more,
    })

  it('has speed in metres a second, and the battery from 0 to 1', () => {
    const coords = { latitude: 36.2, longitude: 37.15, accuracy: 8, speed: 7.5, heading: 180, altitude: 390 }
    expect(osmandJson(written(coords))).toEqual({
      kind: 'fix',
      tracker: 'tracker-1',
      fix: {
        at,
        latitude: 36.2,
        longitude: 37.15,
        speedMetresPerSecond: 7.5,
        headingDegrees: 180,
        accuracyMetres: 8,
        altitudeMetres: 390,
        batteryPercent: 50,
      },
    })
  })

  it.each([
    ['{', 'not_json'],
    ['[]', 'not_json'],
    ['null', 'not_json'],
    [written({ latitude: 36.2, longitude: 37 }, { device_id: undefined }), 'tracker_missing'],
    [written({ latitude: 36.2 }), 'position_unreadable'],
    [JSON.stringify({ device_id: 'a', location: 'here' }), 'timestamp_missing'],
    [
      JSON.stringify({ device_id: 'a', location: { timestamp: '2016-11-04T09:00:00.000', coords: {} } }),
      'naive_timestamp',
    ],
  ])('refuses %s', (text, fault) => {
    expect(osmandJson(text)).toEqual({ kind: 'refused', fault })
  })
})

describe('OwnTracks', () => {
  const location = { _type: 'location', lat: 36.2, lon: 37.15, tst: at / 1000, tid: 'tracker-1' }
  const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

  it('has speed in kilometres an hour', () => {
    expect(
      ownTracks(JSON.stringify({ ...location, acc: 9, alt: 380, batt: 80, vel: 36, cog: 270 }), undefined),
    ).toEqual({
      kind: 'fix',
      tracker: 'tracker-1',
      fix: {
        at,
        latitude: 36.2,
        longitude: 37.15,
        speedMetresPerSecond: 10,
        headingDegrees: 270,
        accuracyMetres: 9,
        altitudeMetres: 380,
        batteryPercent: 80,
      },
    })
  })

  it('is known by the password of Basic authentication, before its tid', () => {
    expect(ownTracks(JSON.stringify(location), basic('bus', 'a:b'))).toMatchObject({ tracker: 'a:b' })
  })

  it.each(['', '  ', '{"_type":"lwt","tst":1}', '{"_type":"transition"}', '{"_type":"waypoints"}'])(
    '%j tells of no place, and is no error',
    (text) => {
      expect(ownTracks(text, undefined)).toEqual({ kind: 'nothing' })
    },
  )

  it.each([
    ['{"_type":"encrypted","data":"xyz"}', 'encrypted'],
    ['no json', 'not_json'],
    [JSON.stringify({ ...location, tid: undefined }), 'tracker_missing'],
    [JSON.stringify({ ...location, tst: undefined }), 'timestamp_missing'],
    [JSON.stringify({ ...location, lat: '' }), 'position_unreadable'],
    [JSON.stringify({ ...location, lat: [1] }), 'position_unreadable'],
  ])('refuses %s', (text, fault) => {
    expect(ownTracks(text, undefined)).toEqual({ kind: 'refused', fault })
  })
})

describe('whatever comes', () => {
  it('is a fix within the world, or none, or refused; and never a fault', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"_type":"location","lat":${json}}`),
    )
    let count = 0
    fc.assert(
      fc.property(texts, (text) => {
        for (const told of [osmandJson(text), query(text), ownTracks(text, text)]) {
          count += 1
          if (told.kind !== 'fix') continue
          expect(Math.abs(told.fix.latitude)).toBeLessThanOrEqual(90)
          expect(Number.isInteger(told.fix.at)).toBe(true)
        }
      }),
      { seed: 1, numRuns: 400 },
    )
    expect(count).toBe(1200)
  })

  it('an instant written with any offset is that instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e9 }), fc.integer({ min: -14 * 60, max: 14 * 60 }), (seconds, minutes) => {
        const local = new Date((seconds + minutes * 60) * 1000).toISOString().slice(0, 19)
        const two = (number: number) => String(number).padStart(2, '0')
        const ahead = Math.abs(minutes)
        const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`
        fc.pre(seconds + minutes * 60 >= 0)
        expect(timestampOf(`${local}${offset}`)).toBe(seconds * 1000)
      }),
      { seed: 2 },
    )
  })
})
