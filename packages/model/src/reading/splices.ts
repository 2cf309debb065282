// Ways to make one change in the text of a file by exchanging a single passage. They are proposals, in order of
// preference: whether the text then says what is wanted, the caller finds out by reading it again.

import { isMap, isPair, isScalar, isSeq, type Pair } from 'yaml'

/** text.slice(from, to) becomes `text`. */
export interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** For a value in the place of another one. */
export function replacements(text: string, node: unknown, value: unknown): Splice[] {
  const range = rangeOf(node)
  if (range === undefined) return []
  const [from, to] = range
  const old = text.slice(from, to)
  // A block scalar (`|`, `>`) ends with its line; what stood beside it on the line does not.
  const end = /\r?\n$/.exec(old)?.[0] ?? ''
  const style = isScalar(node) ? node.type : undefined
  return [...written(value, style), ...written(value, style).map((each) => ` ${each}`)].map((each) => ({
    from,
    to,
    text: each + end,
  }))
}

/** For a new entry at the end of a map or list. */
export function insertions(text: string, parent: unknown, key: string | number, value: unknown): Splice[] {
  if (!isMap(parent) && !isSeq(parent)) return []
  const last = parent.items.at(-1)
  const range = rangeOf(parent)
  const entries = isMap(parent)
    ? written(String(key)).flatMap((name) => written(value).map((each) => `${name}: ${each}`))
    : written(value)
  if (range === undefined) return []
  const [start, end] = range
  if (parent.flow === true) {
    const at = last === undefined ? end - 1 : endOf(last)
    return entries.map((entry) => ({ from: at, to: at, text: last === undefined ? entry : `, ${entry}` }))
  }
  if (last === undefined) return []
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const indent = ' '.repeat(start - lineStart(text, start))
  const at = lineEnd(text, endOf(last))
  const lead = isMap(parent) ? indent : `${indent}- `
  return entries.map((entry) => ({ from: at, to: at, text: newline + lead + entry }))
}

/** For an entry that goes, with its key: with its lines, or with its comma. */
export function deletions(text: string, parent: unknown, entry: unknown): Splice[] {
  if (!isMap(parent) && !isSeq(parent)) return []
  const items: unknown[] = parent.items
  const index = items.indexOf(entry)
  const from = startOf(entry)
  if (index < 0 || from === undefined) return []
  if (parent.flow === true) {
    const next = startOf(items[index + 1])
    if (next !== undefined) return [{ from, to: next, text: '' }]
    const before = index === 0 ? from : endOf(items[index - 1])
    return [{ from: before, to: endOf(entry), text: '' }]
  }
  // An emptied block collection would be null, so its last entry is left to the caller.
  if (items.length === 1) return []
  const first = lineStart(text, from)
  // The value of a block scalar already ends with its line.
  const end = endOf(entry)
  const lineBreak = text[end - 1] === '\n' ? end - 1 : text.indexOf('\n', end)
  return [{ from: first, to: lineBreak < 0 ? text.length : lineBreak + 1, text: '' }]
}

function written(value: unknown, style?: string): string[] {
  // The second form is JSON too, for files that are.
  if (typeof value !== 'string') return [flowText(value), flowText(value, true)]
  const quoted = quote(value)
  const single = `'${value.replaceAll("'", "''")}'`
  if (style === 'QUOTE_DOUBLE') return [quoted]
  if (style === 'QUOTE_SINGLE') return value.includes('\n') ? [quoted] : [single, quoted]
  return value.includes('\n') ? [quoted] : [value, quoted]
}

function flowText(value: unknown, isJson = false): string {
  const word = (each: string) => (isPlain(each) && !isJson ? each : quote(each))
  if (typeof value === 'string') return word(value)
  if (Array.isArray(value)) return `[${value.map((each) => flowText(each, isJson)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).map(([key, each]) => `${word(key)}: ${flowText(each, isJson)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

/** Words, quantities and times: what is safe without quotes in every place. */
function isPlain(value: string): boolean {
  if (/^(true|false|null)$/i.test(value)) return false
  return /^[A-Za-z]\w*$|^\d+(\.\d+)? [a-z][\w/]*$|^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)
}

/** As JSON, and without characters that the reader refuses to see unescaped. */
function quote(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** First offset, and offset of the end of the value itself. */
function rangeOf(node: unknown): readonly [number, number] | undefined {
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return undefined
  return node.range ? [node.range[0], node.range[1]] : undefined
}

function startOf(item: unknown): number | undefined {
  return rangeOf(isPair(item) ? (item as Pair).key : item)?.[0]
}

function endOf(item: unknown): number {
  if (!isPair(item)) return rangeOf(item)?.[1] ?? 0
  const { key, value } = item as Pair
  return rangeOf(value)?.[1] ?? rangeOf(key)?.[1] ?? 0
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Before the line break; where the text breaks off, its end. */
function lineEnd(text: string, at: number): number {
  if (text[at - 1] === '\n') return at - 1
  const end = text.indexOf('\n', at)
  if (end < 0) return text.length
  return text[end - 1] === '\r' ? end - 1 : end
}
