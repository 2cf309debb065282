// `check` of a 5,000-line file takes at most half a CPU second; and nothing grows with the square of the file.

import { readPause } from '@treve/model'
import { expect, test } from 'vitest'
import { minimal } from './minimal.ts'

test('a file of 5,000 lines is checked in half a CPU second', () => {
  const text = largePause(550)
  expect(text.split('\n').length).toBeGreaterThanOrEqual(5000)
  const bytes = new TextEncoder().encode(text)
  readPause(new TextEncoder().encode(largePause(100))) // warm
  const runs = [1, 2, 3, 4, 5].map(() => {
    const before = process.cpuUsage()
    const { errors } = readPause(bytes)
    const { user, system } = process.cpuUsage(before)
    expect(errors).toEqual([])
    return (user + system) / 1e6
  })
  expect(Math.min(...runs)).toBeLessThanOrEqual(0.5)
})

test('thousands of dangling references are all told, soon', () => {
  const text = largePause(1500).replaceAll('to: [reception]', 'to: [recepcion]')
  const before = process.cpuUsage()
  const { errors } = readPause(new TextEncoder().encode(text))
  const { user, system } = process.cpuUsage(before)
  expect(errors.length).toBeGreaterThan(1500)
  expect((user + system) / 1e6).toBeLessThan(3)
})

/** So many pick-ups, links and groups, on nine lines together. */
function largePause(count: number): string {
  const places: string[] = []
  const links: string[] = []
  const people: string[] = []
  for (let index = 0; index < count; index++) {
    const position = `[${(37.141 + (index % 50) / 1000).toFixed(4)}, ${(36.185 + (index % 40) / 1000).toFixed(4)}]`
    places.push(`  - { id: p${index}, kind: pick_up, at: ${position}, inside: true, district: north, holding: 400 }\n`)
    links.push(`  - { between: [inner, p${index}], time: ${1 + (index % 9)} min, on_foot: 20 min }\n`)
    people.push(`  - id: g${index}
    at: p${index}
    count: { low: 5, best: 10, high: 20, source: local council, assumed: true }
    mobility: seated
    priority: general
    movement: civilians
    to: [reception]
`)
  }
  return minimal
    .replace('links:\n', `${places.join('')}\nlinks:\n${links.join('')}`)
    .replace('people: # who', `people:\n${people.join('')}  # who`)
}
