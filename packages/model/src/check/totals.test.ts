import { expect, test } from 'vitest'
import { readText } from '../reading/yaml.ts'
import type { Reading } from '../schema/type.ts'
import { utc } from '../time.ts'
import { type Found, inquire, type Sections } from './inquiry.ts'
import { checkTotals } from './totals.ts'

test('items are counted over all consignments, and the limit is named', () => {
  const { root, problems } = readText('id: a\naid: []\n')
  if (root === undefined) throw new Error(JSON.stringify(problems))
  const reading: Reading = {
    zone: utc,
    firstDay: undefined,
    openFile: () => 'missing',
    problems: [],
    figures: new Map(),
    nodes: new WeakMap(),
  }
  // Only how many there are is looked at; writing twenty thousand lines would take longer than it tells.
  const items = Array.from({ length: 10_001 })
  const sections = { aid: [{ items }, { items }] } as unknown as Sections
  const found: Found = { errors: [], warnings: [] }
  checkTotals(inquire(root, sections, reading, found))
  expect(found.errors).toEqual([
    { code: 'too_many_items', path: 'aid', at: 11, particulars: { found: 20_002, limit: 20_000 } },
  ])
})
