// Places and links in a file beside the pause file.

import { readPause } from '@treve/model'
import { describe, expect, test } from 'vitest'
import { edited, minimal, reportOn } from './minimal.ts'

const link = '  - { between: [inner, school], time: 5 min, on_foot: 20 min }\n'
const named = edited(['links:\n', 'network: city.treve-network\nlinks:\n'], [link, ''])
const city = `treve_network: 1
source: surveyed
places:
  - { id: crossroads, kind: junction, at: [37.15, 36.20], inside: true }
links:
  - { between: [inner, crossroads], time: 2 min, on_foot: 8 min }
  - { between: [crossroads, school], time: 3 min, on_foot: 12 min }
`

describe('a road network file', () => {
  test('its places and links stand in the pause', () => {
    const read = readPause(new TextEncoder().encode(named), () => new TextEncoder().encode(city))
    expect(read.errors).toEqual([])
    expect(read.pause?.places.map(({ id }) => id)).toContain('crossroads')
    expect(read.pause?.links.filter(({ between }) => between.includes('crossroads'))).toHaveLength(2)
    expect([...read.files.keys()]).toEqual(['city.treve-network'])
  })

  test('without it the school is out of reach, with it it is not', () => {
    expect(reportOn(edited([link, ''])).warnings.map(({ code }) => code)).toContain('people_out_of_reach')
    expect(reportOn(named, { 'city.treve-network': city }).warnings.map(({ code }) => code)).not.toContain(
      'people_out_of_reach',
    )
  })

  test('a pause may have no links but those of the file', () => {
    const [before = '', rest = ''] = minimal.split('links:\n')
    const [links = '', after = ''] = rest.split('\ncorridors:')
    const text = `${before}network: all.treve-network\n\ncorridors:${after}`
    const report = reportOn(text, { 'all.treve-network': `treve_network: 1\nlinks:\n${links}` })
    expect(report.errors).toEqual([])
    expect(report.ok).toBe(true)
  })

  const at = named.slice(0, named.indexOf('city.treve-network')).split('\n').length

  test.each([
    ['missing', undefined, 'file_missing', 'network'],
    ['not YAML', '{ [', 'file_unreadable', 'network'],
    [
      'of another version',
      city.replace('treve_network: 1', 'treve_network: 2'),
      'word_misspelt',
      'network.treve_network',
    ],
    [
      'with a link to a place that is nowhere',
      city.replace('[crossroads, school]', '[crossroads, scool]'),
      'reference_misspelt',
      'network.links[1].between[1]',
    ],
    [
      'with a place that the pause has too',
      city.replace('id: crossroads', 'id: school'),
      'id_clash',
      'network.places[0].id',
    ],
    [
      'with a link across the line',
      city.replace('[inner, crossroads]', '[outer, crossroads]'),
      'link_joins_sides',
      'network.links[0].between',
    ],
    ['with a key that it does not know', `${city}roads: []\n`, 'key_unknown', 'network.roads'],
  ])('%s is told at the line that names it', (_, content, code, path) => {
    const report = reportOn(named, content === undefined ? {} : { 'city.treve-network': content })
    expect(report.ok).toBe(false)
    expect(report.errors.map((error) => [error.code, error.path, error.line])).toContainEqual([code, path, at])
  })
})
