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

/** The commands of a page's block, run in a folder of their own; what the last one tells. */
async function followed(page: string): Promise<Told> {
  const folder = await mkdtemp(join(tmpdir(), 'treve-example-'))
  try {
    const text = await readFile(join(repository, page), 'utf8')
    const block = /```\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
    let last = ''
    for (const line of block.trim().split('\n')) {
      const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
      const args = words.slice(2).map((word) => (word.startsWith('examples/') ? join(repository, word) : word))
      const io = capture({ folder })
      const code = await run(args[0] === 'statements' ? [...args, '--json', '--proofs', 'proofs'] : args, io)
      expect(code, `${line}\n${io.written.err}`).toBe(0)
      last = io.written.out
    }
    const told = JSON.parse(last) as Told
    for (const { claims } of told.statements)
      for (const { evidence } of claims)
        for (const { index } of evidence)
          expect(await readFile(join(folder, 'proofs', `${index}.tlog-proof`), 'utf8')).toContain(`\nindex ${index}\n`)
    return told
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
})
