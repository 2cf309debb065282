import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { pauseOf, planOf } from './planning.ts'

const minimal = () =>
  parse(readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url), 'utf8'), { schema: 'core' })

describe('when a bottleneck binds', () => {
  it('is told for a gate that serves without a pause, and for no other', () => {
    const data = minimal()
    // 40 min a vehicle: in four hours less half an hour, five at most, one behind the other.
    data.corridors[0].gates[0].service = '40 min'
    data.people[0].count = 1000
    data.places.find((place: { id: string }) => place.id === 'reception').places = 2000
    data.fleet[0].count = 8
    const plan = planOf(pauseOf(data), 20)
    const gate = plan.bottleneck.find(({ kind }) => kind === 'gate')
    expect(gate).toMatchObject({ id: 'bridge/gate' })
    expect(Number(gate?.until) - Number(gate?.from)).toBeGreaterThanOrEqual(3600)
    expect(plan.bottleneck.filter(({ kind }) => kind === 'vehicle').every(({ from }) => from === undefined)).toBe(true)
  })
})
