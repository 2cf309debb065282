import { describe, expect, it } from 'vitest'
import { standingRecall } from '../../src/coordination/day/standing-recalls.ts'
import { underWay } from './day.ts'

describe('a recall stands', () => {
  it('for the vehicle that it names until the pause is resumed, and one that comes after stands again', () => {
    const day = underWay()
    const reasons = () => ['bus-001', 'bus-002'].map((vehicle) => standingRecall(day.state, vehicle)?.reason)
    day.at('08:10')
    day.do('recall', { vehicles: ['bus-001'], reason: 'a shell' })
    day.do('suspend', { reason: 'shooting near the gate' })
    expect(reasons()).toEqual(['a shell', undefined])
    day.at('08:20')
    day.do('resume')
    expect(reasons()).toEqual([undefined, undefined])
    day.at('08:30')
    day.do('recall', { vehicles: ['bus-001'], reason: 'another' })
    expect(reasons()).toEqual(['another', undefined])
  })
})
