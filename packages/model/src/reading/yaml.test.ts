// What the reader does with YAML itself. What whole pause files get for it is in test/bad-input.test.ts.

import { describe, expect, test } from 'vitest'
import { LineIndex, type Node, toData } from './node.ts'
import { readBytes, readingLimits, readText } from './yaml.ts'

const encoder = new TextEncoder()

/** `code@line:column` of each problem. */
function found(given: string | Uint8Array): string[] {
  const { text, problems } = typeof given === 'string' ? readText(given) : readBytes(given)
  const lines = new LineIndex(text)
  return problems.map(({ code, at }) => `${code}@${lines.at(at).line}:${lines.at(at).column}`)
}

function data(text: string): unknown {
  const { root, problems } = readText(text)
  expect(problems).toEqual([])
  return root === undefined ? undefined : toData(root)
}

describe('size', () => {
  test('20 MB are read, one byte more is not', () => {
    const text = `a: 1\n#${'x'.repeat(readingLimits.bytes - 6)}`
    expect(found(encoder.encode(text))).toEqual([])
    expect(found(encoder.encode(`${text}x`))).toEqual(['file_too_large@1:1'])
  })
})

describe('depth', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  test('32 collections in each other are read, 33 are not', () => {
    expect(found(nested(32))).toEqual([])
    expect(found(nested(33))).toEqual(['too_deep@1:33'])
  })
  test('in block style and in JSON too', () => {
    const block = Array.from({ length: 40 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')
    expect(found(`${block}${' '.repeat(40)}b`)).toEqual(['too_deep@33:33'])
    expect(found(`{"a":${nested(32)}}`)).toEqual(['too_deep@1:37'])
    expect(found(`{"a":${nested(31)}}`)).toEqual([])
  })
})

describe('aliases', () => {
  test('stand for what they name, and stand where they are written', () => {
    const { root } = readText('a: &x { b: [1, 2] }\nc: *x\n')
    expect(root && toData(root)).toEqual({ a: { b: [1, 2] }, c: { b: [1, 2] } })
    const at = (node: Node | undefined, key: string) =>
      node?.kind === 'map' ? node.entries.get(key)?.value : undefined
    expect(at(root, 'c')?.at).toBe(23)
    expect(at(at(root, 'c'), 'b')?.at).toBe(23)
  })
  test('that explode are stopped, however they are nested', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 9; level++)
      bomb.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}*a${level - 1}]`)
    expect(found(bomb.join('\n'))).toEqual(['aliases_explode@4:45'])
  })
  test('that name nothing, or themselves, are faults', () => {
    expect(found('a: 1\nb: *nothing\n')).toEqual(['not_yaml@2:4'])
    const { problems } = readText('a: &x [1, *x]\n')
    expect(problems.length).toBeGreaterThan(0)
  })
  test('use of the same name anew is read in order', () => {
    expect(data('a: &x 1\nb: *x\nc: &x 2\nd: *x\n')).toEqual({ a: 1, b: 1, c: 2, d: 2 })
  })
})

describe('keys', () => {
  test('twice is a fault, and the second is the place of it', () => {
    expect(found('a: 1\nb: 2\na: 3\n')).toEqual(['duplicate_key@3:1'])
    expect(found('{ "a": 1, "a": 2 }')).toEqual(['duplicate_key@1:11'])
    expect(found('a:\n  - { b: 1, c: 2, b: 3 }\n')).toEqual(['duplicate_key@2:19'])
  })
  test('twice is a fault among very many, which takes as long as they are many', () => {
    const many = Array.from({ length: 60_000 }, (_, at) => `k${at}: 1\n`).join('')
    expect(found(`${many}k7: 2\n`)).toEqual(['duplicate_key@60001:1'])
  })
  test('twice is a fault also where one is a number to YAML and one is text', () => {
    expect(found('12: a\n"12": b\n')).toEqual(['duplicate_key@2:1'])
    expect(found('true: a\n"true": b\n')).toEqual(['duplicate_key@2:1'])
  })
  test('that are no text are a fault; numbers and words are text', () => {
    expect(found('? [a]\n: 1\n')).toEqual(['key_not_text@1:3'])
    expect(data('012: a\ntrue: b\n1.50: c\n')).toEqual({ '012': 'a', true: 'b', '1.50': 'c' })
  })
  test('named __proto__ are keys like others', () => {
    const { root } = readText('__proto__: { polluted: true }\n')
    expect(root?.kind === 'map' && [...root.entries.keys()]).toEqual(['__proto__'])
    expect(Object.hasOwn(root === undefined ? {} : (toData(root) as object), '__proto__')).toBe(true)
    expect('polluted' in {}).toBe(false)
  })
  test('for merging are not merged', () => {
    expect(data('a: &x { b: 1 }\nc: { <<: *x, d: 2 }\n')).toEqual({ a: { b: 1 }, c: { '<<': { b: 1 }, d: 2 } })
  })
})

describe('bytes and letters', () => {
  test('a byte-order mark is dropped and counts in no column', () => {
    expect(found(Uint8Array.of(0xef, 0xbb, 0xbf, ...encoder.encode('a: 1\na: 2\n')))).toEqual(['duplicate_key@2:1'])
    expect(found('\uFEFFa: 1, b: 2\n')).toEqual(found('a: 1, b: 2\n'))
    expect(found('a: 1\n\uFEFFb: 2\n')).toEqual(['control_character@2:1'])
  })
  test('Windows line ends count as one line end', () => {
    expect(data('a: 1\r\nb:\r\n  - c\r\n')).toEqual({ a: 1, b: ['c'] })
    expect(found('a: 1\r\nb: 2\r\na: 3\r\n')).toEqual(['duplicate_key@3:1'])
  })
  test.each([
    ['UTF-16, little end first', Uint8Array.of(0xff, 0xfe, 0x61, 0)],
    ['UTF-16, big end first', Uint8Array.of(0xfe, 0xff, 0, 0x61)],
    ['Latin 1', Uint8Array.of(0x61, 0x3a, 0x20, 0xe9)],
    ['letters cut in two', encoder.encode('a: é').slice(0, 4)],
    ['surrogates as bytes', Uint8Array.of(0x61, 0x3a, 0x20, 0xed, 0xa0, 0x80)],
  ])('%s is told', (_, bytes) => {
    expect(found(bytes)).toEqual(['not_utf8@1:1'])
  })
  test('UTF-16 without a mark is full of zeros, and is told by the first', () => {
    expect(found(Uint8Array.of(0x61, 0, 0x3a, 0))).toEqual(['control_character@1:2'])
  })
  test.each(['\u0000', '\u0007', '\u001b', '\u007f'])('the control character %j is told, and its place', (letter) => {
    expect(found(`a: 1\nb: x${letter}y\n`)).toEqual(['control_character@2:5'])
  })
  test('columns count what the text counts, not bytes', () => {
    expect(found('{ "é": 1, "é": 2 }')).toEqual(['duplicate_key@1:11'])
  })
})

describe('indentation, tags, documents', () => {
  test('a tab that indents is told, a tab between words is not', () => {
    expect(found('a:\n\tb: 1\n')).toContain('tab_as_indent@2:1')
    expect(found('a:\t1\t# one\n')).toEqual([])
    expect(found('{\n\t"a": 1\n}\n')).toEqual([])
  })
  test('tags of the core schema mean something; others are told', () => {
    expect(data('a: !!str 12\nb: !!int "3"\n')).toEqual({ a: '12', b: 3 })
    for (const tag of ['!!binary', '!!set', '!!omap', '!!timestamp', '!own', '!<tag:example.org,2000:x>'])
      expect(found(`a: 1\nb: ${tag} c\n`).join()).toMatch(/tag_unknown@2:\d+/)
  })
  test('a second document is told; an end mark, a directive and a start mark are not', () => {
    expect(found('a: 1\n---\nb: 2\n')).toEqual([expect.stringMatching(/^several_documents@[23]:1$/)])
    expect(found('%YAML 1.2\n---\na: 1\n...\n')).toEqual([])
  })
  test('nothing at all is told', () => {
    for (const text of ['', ' \n', '# a\n', '---\n', 'null\n', '~\n'])
      expect(found(text).join()).toContain('file_empty@')
  })
})

describe('scalars are what YAML 1.2 says, no more', () => {
  test('words of older YAML are text', () => {
    expect(data('[yes, no, on, off, 08:00, 2016-11-04, 1_000, 0b1, 12e]')).toEqual(
      'yes no on off 08:00 2016-11-04 1_000 0b1 12e'.split(' '),
    )
  })
  test('numbers, truth and null, and the text that they were written as', () => {
    const { root } = readText('[012, 1.50, 0x1f, true, ~, "12"]')
    expect(root && toData(root)).toEqual([12, 1.5, 31, true, null, '12'])
    const texts = root?.kind === 'list' ? root.items.map((item) => item.kind === 'scalar' && item.text) : []
    expect(texts).toEqual(['012', '1.50', '0x1f', 'true', '~', '12'])
  })
})
