import { describe, expect, it } from 'vitest'
import { isAnyAtMost, isTimeForMore, unservedByReason } from './alike.ts'

const people = [
  { id: 'families', priority: 'general' },
  { id: 'others', priority: 'general' },
  { id: 'wounded', priority: 'life_critical' },
] as const
const lane = { reason: 'gate', would_take: 'lanes road/gate +1', least: 'found' } as const

describe('who is not served', () => {
  it('is told once for each explanation and priority, the most urgent first, aid last, and who stays apart', () => {
    const [aid, families, home, wounded, others, flour] = [
      { consignment: 'aid', items: 3, ...lane },
      { group: 'families', people: 20, ...lane },
      { group: 'home', people: 9, reason: 'chose_to_stay' },
      { group: 'wounded', people: 1, ...lane },
      { group: 'others', people: 5, ...lane },
      { consignment: 'flour', items: 1, ...lane, least: 'proved' },
    ] as const
    const { unserved, notPlanned } = unservedByReason([aid, families, home, wounded, others, flour], people)
    expect(unserved).toEqual([[wounded], [families, others], [aid], [flour]])
    expect(notPlanned).toEqual([home])
  })

  it('may be told in part, or as at most', () => {
    expect([isTimeForMore([{ looked_at: 'in_full' }, {}]), isTimeForMore([{ looked_at: 'in_part' }])]).toEqual([
      false,
      true,
    ])
    expect(isAnyAtMost([{ least: 'proved', also: [{ ...lane, least: 'proved' }] }, {}])).toBe(false)
    expect(isAnyAtMost([{ least: 'proved', also: [lane] }])).toBe(true)
  })
})
