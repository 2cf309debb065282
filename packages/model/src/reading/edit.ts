// A pause file is edited as text: whoever wrote it finds it again as it was, but for what was changed. A scalar is
// exchanged where it stands; an entry is put in or taken out with its own line or comma. Only where that cannot be
// done is the whole file written anew: then comments and order stay, the spacing may not.

import {
  CST,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml'
import type { Problem } from '../problems.ts'
import { idPattern } from '../schema/values.ts'
import { type Node, toData } from './node.ts'
import { deletions, insertions, replacements, type Splice } from './splices.ts'
import { readText, yamlOptions } from './yaml.ts'

/** Keys of maps and indices of lists, from the root. */
export type EditPath = readonly (string | number)[]

export type Data = null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data }

export type EditFault =
  /** The text cannot be read, so nothing in it can be changed safely. */
  | { readonly fault: 'unreadable'; readonly problems: readonly Problem[] }
  /** Nothing stands at this path, or it leads through what is no map or list. */
  | { readonly fault: 'path_unknown'; readonly path: EditPath }
  /** An anchor or alias stands on the way: the change would be made in other places too. */
  | { readonly fault: 'shared'; readonly path: EditPath }
  /** The value is none that YAML and JSON both can hold. */
  | { readonly fault: 'not_data' }

const writing = { lineWidth: 0, flowCollectionPadding: true } as const

/** The text with the value at the path: exchanged, or added as a new key or at the end of a list. */
export function setValue(text: string, path: EditPath, value: unknown): string | EditFault {
  if (!isData(value)) return { fault: 'not_data' }
  return edit(text, path, value)
}

/** The text without what stands at the path, and without its key. */
export function deleteValue(text: string, path: EditPath): string | EditFault {
  return edit(text, path, undefined)
}

/** The same data as JSON. Comments have no place there; numbers keep the digits they were written with. */
export function jsonOf(text: string): string | EditFault {
  const { root, problems } = readText(text)
  if (root === undefined || problems.length > 0) return { fault: 'unreadable', problems }
  return isAllFinite(root) ? `${jsonText(root, '')}\n` : { fault: 'not_data' }
}

/** The same data as YAML in block style, for people to go on with. */
export function yamlOf(json: string): string | EditFault {
  const { text, root, problems } = readText(json)
  if (root === undefined || problems.length > 0) return { fault: 'unreadable', problems }
  // JSON is YAML: the parsed document needs only another style. Written anew first, because YAML minds tabs.
  const document = parseDocument(isJson(text) ? jsonText(root, '') : text, yamlOptions)
  if (document.errors.length > 0) return { fault: 'not_data' }
  unquote(document.contents)
  return document.toString(writing)
}

function edit(given: string, path: EditPath, value: Data | undefined): string | EditFault {
  const mark = given.startsWith('\uFEFF') ? '\uFEFF' : ''
  const { text, root, problems } = readText(given)
  if (root === undefined || problems.length > 0) return { fault: 'unreadable', problems }
  const expected = changed(toData(root), path, value)
  if (expected === undefined) return { fault: 'path_unknown', path }
  const document = parseDocument(text, { ...yamlOptions, keepSourceTokens: true })
  const way = wayTo(document, path)
  if (way === 'shared') return { fault: 'shared', path }

  const wanted = JSON.stringify(expected.data)
  if (wanted === JSON.stringify(toData(root))) return given
  const comments = commentsIn(text)
  const mustBeJson = isJson(text)
  const last = path.at(-1)
  for (const splice of last === undefined ? [] : splicesFor(text, way, last, value)) {
    const next = text.slice(0, splice.from) + splice.text + text.slice(splice.to)
    if (mustBeJson && !isJson(next)) continue
    if (isAsWanted(next, wanted) && (value === undefined || commentsIn(next) === comments)) return mark + next
  }
  if (mustBeJson) return `${mark}${JSON.stringify(expected.data, null, 2)}\n`
  rewrite(document, path, value)
  const next = document.toString(writing)
  const anew = text.includes('\r\n') ? next.replace(/\r?\n/g, '\r\n') : next
  return isAsWanted(anew, wanted) ? mark + anew : { fault: 'not_data' }
}

/** What was spliced is read again: a splice that says anything else than was wanted is not used. */
function isAsWanted(text: string, wanted: string): boolean {
  const { root, problems } = readText(text)
  return root !== undefined && problems.length === 0 && JSON.stringify(toData(root)) === wanted
}

/** A file of JSON stays one, though YAML would do for our own reader. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function commentsIn(text: string): string {
  return [...new Lexer().lex(text)].filter((token) => CST.tokenType(token) === 'comment').join('\n')
}

interface Way {
  /** The map or list that holds what the path names. */
  readonly parent: unknown
  /** What stands there; undefined where nothing does. */
  readonly node: unknown
}

function wayTo(document: Document.Parsed, path: EditPath): Way | 'shared' {
  let parent: unknown
  let node: unknown = document.contents
  for (const step of path) {
    if (isShared(node)) return 'shared'
    parent = node
    if (isMap(node)) node = pairOf(node, step)?.value
    else node = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined
  }
  return isShared(node) ? 'shared' : { parent, node }
}

function isShared(node: unknown): boolean {
  return isAlias(node) || ((isScalar(node) || isCollection(node)) && node.anchor !== undefined)
}

/** By the name that the reader gives a key: `12: …` is the key '12'. */
function pairOf(map: YAMLMap, key: string | number): Pair | undefined {
  return map.items.find(
    ({ key: each }) => isScalar(each) && (typeof each.value === 'string' ? each.value : each.source) === String(key),
  )
}

function splicesFor(text: string, { parent, node }: Way, key: string | number, value: Data | undefined): Splice[] {
  if (value === undefined) return deletions(text, parent, isMap(parent) ? pairOf(parent, key) : node)
  return node === undefined || node === null ? insertions(text, parent, key, value) : replacements(text, node, value)
}

/** Plain data with the change made; undefined where the path leads nowhere. */
function changed(data: unknown, path: EditPath, value: Data | undefined): { data: unknown } | undefined {
  const [step, ...rest] = path
  if (step === undefined) return value === undefined ? undefined : { data: value }
  if (Array.isArray(data)) {
    if (typeof step !== 'number' || !Number.isInteger(step) || step < 0) return undefined
    const isNew = step === data.length && rest.length === 0 && value !== undefined
    if (step >= data.length && !isNew) return undefined
    if (rest.length === 0 && value === undefined) return { data: data.toSpliced(step, 1) }
    const inner = changed(data[step], rest, value)
    return inner && { data: isNew ? [...data, inner.data] : data.with(step, inner.data) }
  }
  if (typeof data !== 'object' || data === null) return undefined
  const entries = new Map<string, unknown>(Object.entries(data))
  const name = String(step)
  if (!entries.has(name) && (rest.length > 0 || value === undefined)) return undefined
  if (rest.length === 0 && value === undefined) entries.delete(name)
  else {
    const inner = changed(entries.get(name), rest, value)
    if (inner === undefined) return undefined
    entries.set(name, inner.data)
  }
  return { data: Object.fromEntries(entries) }
}

/** The change made in the document; that the path leads somewhere was made sure of before. */
function rewrite(document: Document.Parsed, path: EditPath, value: Data | undefined): void {
  const last = path.at(-1)
  const node = value === undefined ? undefined : document.createNode(value)
  const way = wayTo(document, path)
  if (last === undefined) document.contents = document.createNode(value) as typeof document.contents
  if (last === undefined || way === 'shared') return
  const { parent } = way
  if (isMap(parent)) {
    const pair = pairOf(parent, last)
    if (node === undefined) parent.items = parent.items.filter((each) => each !== pair)
    else if (pair === undefined) parent.items.push(document.createPair(String(last), value))
    else pair.value = node
  } else if (isSeq(parent) && typeof last === 'number') {
    if (node === undefined) parent.items.splice(last, 1)
    else parent.items.splice(last, 1, node)
  }
}

function isData(value: unknown): value is Data {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return true
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  if (Array.isArray(value)) return value.every(isData)
  return typeof value === 'object' && Object.values(value).every(isData)
}

function isAllFinite(node: Node): boolean {
  if (node.kind === 'list') return node.items.every(isAllFinite)
  if (node.kind === 'map') return [...node.entries.values()].every(({ value }) => isAllFinite(value))
  return typeof node.value !== 'number' || Number.isFinite(node.value)
}

function jsonText(node: Node, indent: string): string {
  const inner = `${indent}  `
  if (node.kind === 'scalar') return jsonScalar(node.value, node.text)
  const [open, close, parts] =
    node.kind === 'list'
      ? ['[', ']', node.items.map((item) => jsonText(item, inner))]
      : [
          '{',
          '}',
          [...node.entries.values()].map(({ key, value }) => `${JSON.stringify(key)}: ${jsonText(value, inner)}`),
        ]
  if (parts.length === 0) return open + close
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`
}

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/

function jsonScalar(value: string | number | boolean | null, text: string): string {
  if (typeof value !== 'number') return JSON.stringify(value)
  if (jsonNumber.test(text)) return text
  // `007` and `0x1f` are numbers to YAML, but here an id: as a number it would become another one.
  return idPattern.test(text) ? JSON.stringify(text) : String(value)
}

function unquote(node: unknown): void {
  if (isScalar(node)) delete node.type
  else if (isCollection(node)) {
    node.flow = node.items.length === 0
    for (const item of node.items) {
      if (isMap(node) && 'key' in (item as Pair)) {
        const { key, value } = item as Pair
        unquote(key)
        unquote(value)
      } else unquote(item)
    }
  }
}
