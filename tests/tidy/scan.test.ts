import { expect, test } from 'vitest'
import { scan, withoutComments } from './scan.ts'

/** The code that is left, without the blanks. */
const code = (text: string, isJsx = false) => scan(text, isJsx).code.replace(/\s+/g, ' ').trim()
const texts = (text: string) =>
  scan(text, true)
    .pieces.filter(({ kind }) => kind === 'jsx_text')
    .map(({ from, to }) => text.slice(from, to).trim())
    .filter((each) => each !== '')

test('comments and strings are no code', () => {
  expect(code('a // b\nc /* d\n e */ f')).toBe('a c f')
  expect(code(`a('b // c', "d \\" e") // f`)).toBe('a( , )')
  expect(code("const x = 'it' + \"b's\"")).toBe('const x = +')
})

test('what is put into a template is code, however deep', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the sample
  expect(code('`a ${b + `c ${d} e` + {f: 1}.f} g` + h')).toBe('b + d + {f: 1}.f + h')
})

test('a regular expression is told from a division', () => {
  expect(code("x.replace(/['/]/g, y) / 2 / z")).toBe('x.replace( g, y) / 2 / z')
  expect(code('return /"/.test(a) // b')).toBe('return .test(a)')
  expect(code('const a = (b + c) / d / e')).toBe('const a = (b + c) / d / e')
})

test('text between tags is found, with apostrophes and braces about it', () => {
  expect(texts("const a = <p>Don't {b} stop <b>it</b></p>\nconst c = 'd'")).toEqual(["Don't", 'stop', 'it'])
  expect(texts('return cond ? <A x={1} /> : <>Hello</>')).toEqual(['Hello'])
  expect(texts("const a = <p>{'Word'}</p>")).toEqual(["'Word'"])
  expect(texts('const a = <p>{rows.map((row) => <li key={row.id}>{t(row)}</li>)}</p>')).toEqual([])
  expect(texts('const a = <List<Row> items={x}>Rows</List>')).toEqual(['Rows'])
})

test('generics and comparisons are no tags', () => {
  expect(texts('const m = new Map<string, A>(); if (a < b && c > d) f<T>(x)\nconst g = <T,>(x: T) => x')).toEqual([])
})

test('attributes are found with their text', () => {
  const { attributes } = scan('const a = <img alt="A map" title={`x`} label={t("k")} {...more} hidden />', true)
  expect(attributes.map(({ name, literal }) => [name, literal])).toEqual([
    ['alt', 'A map'],
    ['title', 'x'],
    ['label', undefined],
  ])
})

test('comments alone can be blanked, and everything keeps its place', () => {
  const text = "a /* b */ 'c' // d\ne"
  expect(withoutComments(scan(text))).toBe("a         'c'     \ne")
  expect(scan(text).code).toHaveLength(text.length)
})
