import type { Instant } from '@treve/model'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/coordination/event.ts'
import { roles, sees } from '../../src/policy/index.ts'
import { pauseFile, somebody, underWay } from './day.ts'

const alarmsIn = (view: JsonObject | undefined) => (view?.alarms ?? []) as readonly JsonObject[]

describe('a child who is alone', () => {
  it('is an alarm for those who deal with protection alone, until a person ends it', () => {
    const day = underWay(pauseFile())
    day.do('report', { what: 'child_alone', place: 'school' })
    day.goTo(day.now)
    const protection = somebody('protection')
    const [alarm] = alarmsIn(day.view('cases', protection))
    expect(alarm).toMatchObject({ kind: 'child_alone', about: { place: 'school' }, open: true })
    for (const role of roles) {
      const told = JSON.stringify([day.view('day', somebody(role)) ?? null, day.view('cases', somebody(role)) ?? null])
      expect([role, told.includes('child_alone')]).toEqual([role, sees(somebody(role), 'cases')])
    }
    day.goTo((day.now + 3 * 3600) as Instant)
    expect(alarmsIn(day.view('cases', protection))).toMatchObject([{ kind: 'child_alone', open: true }])
    day.do('end_alarm', { alarm: String(alarm?.alarm), reason: 'with its aunt' }, protection)
    expect(alarmsIn(day.view('cases', protection)).filter(({ open }) => open === true)).toEqual([])
  })
})
