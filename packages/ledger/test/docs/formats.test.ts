// Tables in docs/formats are made from the code. UPDATE=1 writes them.

import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  bytesOf,
  claimKinds,
  classes,
  classNames,
  type EventType,
  eventTypes,
  readingRules,
  readStatements,
  slotShapes,
  slotsOf,
  subjects,
} from '../../src/index.ts'

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ')

const generated: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'account.md': {
    classes: table(
      ['class', 'bytes', 'signatures', 'slots, all always present', 'for'],
      classNames.map((name) => {
        const { bytes, signatures, slots, meaning } = classes[name]
        return [`\`${name}\``, String(bytes), signatures.join(' or '), code(slots), meaning]
      }),
    ),
    slots: table(
      ['slot', 'value'],
      Object.entries(slotShapes).map(([name, { words }]) => [`\`${name}\``, words]),
    ),
    events: table(
      ['type', 'class', 'in the clear', 'fills', 'may fill', 'says'],
      Object.entries(eventTypes).map(([name, type]: [string, EventType]) => {
        const { fills, mayFill } = slotsOf(type)
        const clear = Object.entries(type.clear ?? {}).map(([key, { words }]) => `\`${key}\`: ${words}`)
        const must = name === 'filler' ? ['type'] : fills
        return [
          `\`${name}\``,
          `\`${type.class}\``,
          clear.join('; '),
          code(must),
          name === 'filler' ? '' : code(mayFill),
          type.meaning,
        ]
      }),
    ),
  },
  'statements.md': {
    readings: table(
      ['kind', 'left open', 'admissible readings'],
      readingRules.map(({ kind, open, admits }) => [kind, open, admits]),
    ),
    topics: table(
      ['topic', 'kinds'],
      Object.entries(subjects).map(([name, kinds]) => [`\`${name}\``, code(kinds.map((kind) => `${name}.${kind}`))]),
    ),
  },
}

test.each(
  Object.entries(generated).flatMap(([file, sections]) =>
    Object.keys(sections).map((section) => [file, section] as const),
  ),
)('docs/formats/%s, %s, is as the code has it', (file, section) => {
  const url = new URL(`../../../../docs/formats/${file}`, import.meta.url)
  const page = readFileSync(url, 'utf8')
  const [begin, end] = [`<!-- made from the code: ${section} -->\n`, `\n<!-- end: ${section} -->`]
  const [from, to] = [page.indexOf(begin) + begin.length, page.indexOf(end)]
  expect(page).toContain(begin)
  expect(page).toContain(end)
  const made = generated[file]?.[section] ?? ''
  if (process.env.UPDATE === '1') writeFileSync(url, page.slice(0, from) + made + page.slice(to))
  else expect(page.slice(from, to)).toBe(made)
})

test('the form in docs/formats/statements.md is one that can be read, with a claim of each kind', () => {
  const page = readFileSync(new URL('../../../../docs/formats/statements.md', import.meta.url), 'utf8')
  const form = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const { file, problems } = readStatements(bytesOf(form))
  expect(problems).toEqual([])
  const kinds = file?.statements.flatMap(({ claims }) =>
    claims.flatMap(({ parts }) => parts.map(({ claim }) => claim.kind)),
  )
  expect(new Set(kinds)).toEqual(new Set(claimKinds))
})
