// The examples of accounts run from end to end, by the commands that their pages give.

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../src/main.ts'
import { capture, repository } from './streams.ts'

interface Told {
  readonly held_against: { readonly size: number } | null
  readonly statements: {
    readonly id: string
    readonly claims: {
      readonly id: string
      readonly finding: string
      readonly evidence: { readonly index: number }[]
    }[]
  }[]
  readonly contradictions: { readonly between: string[] }[]
  readonly not_comparable: { readonly between: string[]; readonly differs: string[] }[]
}

interface Facts {
  readonly lines: {
    readonly consignment: string
    readonly item: string
    readonly stages: { readonly stage: string; readonly best: number }[]
  }[]
  readonly next: Readonly<
    Record<'notOffloaded' | 'removedAtClearance', { readonly item: string; readonly high: number }[]>
  >
  readonly events: {
    readonly subject: string
    readonly detail?: string
    readonly low: number
    readonly high: number
    readonly status: string
    readonly saidBy: { readonly organisation: string }[]
    readonly times: { readonly isReconciled: boolean; readonly apartSeconds: number }
  }[]
}

/** The commands of a page's block, run in a folder of their own; what they tell. */
async function followed(page: string): Promise<Told & { readonly facts: Facts | undefined }> {
  const folder = await mkdtemp(join(tmpdir(), 'treve-example-'))
  try {
    const text = await readFile(join(repository, page), 'utf8')
    const block = /```\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
    let told: Told | undefined
    let facts: Facts | undefined
    for (const line of block.trim().split('\n')) {
      const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
      const args = words.slice(2).map((word) => (word.startsWith('examples/') ? join(repository, word) : word))
      const io = capture({ folder })
      const isFacts = args[1] === 'facts'
      const more = args[0] === 'statements' ? ['--json', '--proofs', 'proofs'] : isFacts ? ['--json'] : []
      const code = await run([...args, ...more], io)
      expect(code, `${line}\n${io.written.err}`).toBe(0)
      if (args[0] === 'statements') told = JSON.parse(io.written.out) as Told
      if (isFacts) facts = JSON.parse(io.written.out) as Facts
    }
    for (const { claims } of told?.statements ?? [])
      for (const { evidence } of claims)
        for (const { index } of evidence)
          expect(await readFile(join(folder, 'proofs', `${index}.tlog-proof`), 'utf8')).toContain(`\nindex ${index}\n`)
    return { held_against: null, statements: [], contradictions: [], not_comparable: [], ...told, facts }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const findingsOf = ({ statements }: Told) =>
  Object.fromEntries(statements.flatMap(({ claims }) => claims.map(({ id, finding }) => [id, finding])))

test('two counts: each agrees by its own definition, and the pair measures different things', async () => {
  const told = await followed('examples/two-counts/README.md')
  expect(findingsOf(told)).toEqual({ 'inspected.1': 'supported', 'collected.1': 'supported' })
  expect(told.not_comparable).toMatchObject([{ between: ['inspected', 'collected'], differs: ['stage'] }])
  expect(told.contradictions).toEqual([])
  expect(told.held_against?.size).toBe(8)
})

test('Aleppo: the corridors are borne out, the deliveries are not, and the hours still contradict each other', async () => {
  const told = await followed('examples/aleppo-2016-11-04/ACCOUNT.md')
  const found = findingsOf(told)
  expect(found).toMatchObject({
    'S1.1': 'not_established',
    'S3.1': 'not_established',
    'S11.1': 'supported',
    'S12.1': 'supported',
    'S13.1': 'not_established',
    'S14.1': 'not_established',
    'S15.2': 'supported',
    'S16.1': 'not_established',
  })
  expect(told.contradictions).toMatchObject([{ between: ['S8', 'S14'] }])
  const events = told.facts?.events ?? []
  const of = (subject: string, detail?: string) =>
    events.find((each) => each.subject === subject && each.detail === detail)
  const both = [{ organisation: 'Observers A' }, { organisation: 'Observers B' }]
  // Nought is somebody's observation, with whose it is.
  expect(of('people')).toMatchObject({ low: 0, high: 0, status: 'corroborated', saidBy: both })
  // 14:45 in Moscow and 15:00 in Damascus are 75 minutes apart: both are kept.
  expect(of('incident', 'shelling')).toMatchObject({ saidBy: both, times: { isReconciled: false, apartSeconds: 4500 } })
  expect(of('casualties', 'wounded')).toMatchObject({ low: 3, high: 5, status: 'contested', saidBy: both })
})

test('Ghouta: the second manifest is what was not offloaded, what was removed at clearance stands apart', async () => {
  const { facts } = await followed('examples/ghouta-2018-03/ACCOUNT.md')
  const { notOffloaded = [], removedAtClearance = [] } = facts?.next ?? {}
  expect(notOffloaded.map(({ item, high }) => [item, high])).toEqual([
    ['flour', 600],
    ['parcels', 500],
    ['flour', 1300],
    ['parcels', 1300],
    ['nutrition', 140],
    ['hygiene', 200],
  ])
  const mass = { 'health-kits': 45, 'trauma-kits': 40, 'surgical-supplies': 30, dialysis: 10, insulin: 5 }
  const removed = removedAtClearance.reduce(
    (sum, { item, high }) => sum + high * (mass[item as keyof typeof mass] ?? 0),
    0,
  )
  // 70% of the 62.1 t of medical items that were loaded.
  expect(removed / 62_100).toBeCloseTo(0.7, 6)
  // Whatever differs between two stages has a name.
  expect(JSON.stringify(facts?.lines)).not.toContain('unexplained')
  expect(facts?.events.filter(({ subject }) => subject === 'vehicles').map(({ high }) => high)).toEqual([46, 10, 4])
})
