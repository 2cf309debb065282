import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Io } from '../src/verb.ts'
import { checkVerb } from '../src/verbs/check.ts'

const sound = readFileSync(new URL('../../../examples/minimal/pause.yaml', import.meta.url), 'utf8')
const broken = sound.replace(/^id: .*$/m, 'id: Not An Id')

describe('treve check', () => {
  let folder = ''
  let out = ''
  let err = ''

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'treve-check-'))
    writeFileSync(join(folder, 'sound.yaml'), sound)
    writeFileSync(join(folder, 'broken.yaml'), broken)
    out = ''
    err = ''
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function run(args: readonly string[], stdin = ''): Promise<number> {
    const io: Io = {
      out: (text) => {
        out += text
      },
      err: (text) => {
        err += text
      },
      stdin: async () => new TextEncoder().encode(stdin),
      folder,
      stop: new AbortController().signal,
    }
    return checkVerb.run(args, io)
  }

  test.each([
    [[]],
    [['sound.yaml', 'broken.yaml']],
    [['--lang', 'de', 'sound.yaml']],
    [['--nonsense', 'sound.yaml']],
    [['missing.yaml']],
    [['.']],
  ])('refuses %j with exit 2 and one helpful line', async (args) => {
    expect(await run(args)).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(/^treve.+\n$/)
  })

  test('a sound file: exit 0, result and questions on standard output, warnings on standard error', async () => {
    expect(await run(['sound.yaml'])).toBe(0)
    expect(out).toMatch(/^sound\.yaml: sound: \d+ warnings?, \d+ questions?\n/)
    expect(out).toContain('Screening')
    expect(err).toMatch(/^sound\.yaml:\d+:\d+ {2}warning {2}.+\n {4}.+\n/)
  })

  test('a broken file: exit 2, each error with its place and its remedy', async () => {
    expect(await run(['broken.yaml'])).toBe(2)
    const line = broken.split('\n').findIndex((each) => each.startsWith('id: ')) + 1
    expect(err).toMatch(
      new RegExp(`^broken\\.yaml:${line}:5  error  “Not An Id” is not an id\\.\\n    Use small letters`),
    )
    expect(out).toMatch(/^broken\.yaml: 1 error, /)
  })

  test('--json has exactly the keys that others rely on', async () => {
    expect(await run(['--json', 'broken.yaml'])).toBe(2)
    const result = JSON.parse(out)
    expect(Object.keys(result)).toEqual(['ok', 'errors', 'warnings', 'questions'])
    expect(result.ok).toBe(false)
    expect(Object.keys(result.errors[0])).toEqual(['code', 'path', 'line', 'column', 'text', 'remedy'])
    expect(result.errors[0]).toMatchObject({ code: 'expected_id', path: 'id', column: 5 })
    expect(err).toBe('')
  })

  test('--json of a sound file: ok, and what to ask', async () => {
    expect(await run(['--json', 'sound.yaml'])).toBe(0)
    const result = JSON.parse(out)
    expect(result).toMatchObject({ ok: true, errors: [] })
    expect(result.questions.length).toBeGreaterThan(0)
    expect(Object.keys(result.questions[0])).toEqual(['subject', 'title', 'questions', 'about'])
  })

  test('- reads standard input', async () => {
    expect(await run(['-'], sound)).toBe(0)
    expect(out).toMatch(/^standard input: sound/)
    expect(await run(['-', '--json'], 'not: [a pause')).toBe(2)
  })

  test('--lang tells it in another language', async () => {
    expect(await run(['--lang', 'ru', 'broken.yaml'])).toBe(2)
    expect(err).toContain('не идентификатор')
  })

  test('--questions writes a page for each party and language', async () => {
    expect(await run(['sound.yaml', '--questions', 'pages/to-print'])).toBe(0)
    const pages = readdirSync(join(folder, 'pages/to-print')).sort()
    const parties = [...sound.matchAll(/\brole: /g)].length
    expect(pages).toHaveLength(parties * 4)
    expect(pages).toContain('minimal-north-ar.html')
    expect(readFileSync(join(folder, 'pages/to-print/minimal-north-ar.html'), 'utf8')).toContain('dir="rtl"')
  })

  test('--questions where no folder can be made: exit 2, and why', async () => {
    expect(await run(['sound.yaml', '--questions', 'sound.yaml'])).toBe(2)
    expect(err).toContain('treve check: --questions sound.yaml:')
  })
})
