// YAML 1.2 (core schema) or JSON, from bytes to located values. Everything a hostile or broken file can do is met
// here: size, depth, exploding aliases, duplicate keys, tags, bytes that are not text.

import { Composer, type CST, type Document, type ErrorCode, isAlias, isMap, isScalar, isSeq, Parser } from 'yaml'
import type { TermCode } from '../messages/catalogue.ts'
import type { Problem } from '../problems.ts'
import { readJson } from './json.ts'
import { joinPath, type ListNode, type MapNode, type Node, pathOf } from './node.ts'

export const readingLimits = {
  bytes: 20_000_000,
  depth: 32,
  /** Nodes that aliases may expand to. */
  aliasNodes: 10_000,
} as const

export interface ReadText {
  /** Without a byte-order mark. Offsets of problems count in it. */
  readonly text: string
  readonly root: Node | undefined
  readonly problems: readonly Problem[]
}

/**
 * YAML's own options, everywhere the same: core schema, no merge keys. Keys that stand twice we look for ourselves: the
 * parser compares each with each, and a map of some ten thousand keys would take it a minute.
 */
export const yamlOptions = { version: '1.2', schema: 'core', merge: false, uniqueKeys: false, strict: true } as const

export function readBytes(bytes: Uint8Array): ReadText {
  if (bytes.length > readingLimits.bytes) {
    return failed('', {
      code: 'file_too_large',
      path: '',
      at: 0,
      particulars: { limit: readingLimits.bytes / 1_000_000 },
    })
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return failed('', { code: 'not_utf8', path: '', at: 0, particulars: { found: 'UTF-16' } })
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes) // drops a leading byte-order mark
  } catch {
    return failed('', { code: 'not_utf8', path: '', at: 0, particulars: { found: { term: 'binary' } } })
  }
  return readText(text)
}

export function readText(given: string): ReadText {
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFEFF]/.exec(text)
  if (control !== null) {
    const found = `U+${text.charCodeAt(control.index).toString(16).toUpperCase().padStart(4, '0')}`
    return failed(text, { code: 'control_character', path: '', at: control.index, particulars: { found } })
  }
  if (/^\s*\{/.test(text)) {
    const root = readJson(text, readingLimits.depth)
    if (root !== undefined) return { text, root, problems: [] }
  }
  const tokens = [...new Parser().parse(text)]
  const tooDeep = firstTooDeep(tokens)
  if (tooDeep !== undefined) {
    return failed(text, { code: 'too_deep', path: '', at: tooDeep, particulars: { limit: readingLimits.depth } })
  }
  const documents = [...new Composer(yamlOptions).compose(tokens, true, text.length)]
  const [document, second] = documents
  const contents = document?.contents
  if (document === undefined || !contents || (isScalar(contents) && contents.value === null)) {
    return failed(text, ...faultsOf(document), { code: 'file_empty', path: '', at: 0, particulars: {} })
  }
  const problems: Problem[] = faultsOf(document)
  if (second !== undefined) problems.push({ code: 'several_documents', path: '', at: second.range[0], particulars: {} })
  const reader = new TreeReader(problems)
  const root = reader.read(contents, undefined, '')
  return { text, root, problems }
}

function failed(text: string, ...problems: Problem[]): ReadText {
  return { text, root: undefined, problems }
}

function faultsOf(document: Document | undefined): Problem[] {
  if (document === undefined) return []
  return [...document.errors, ...document.warnings].map((fault): Problem => {
    const at = fault.pos[0]
    switch (fault.code) {
      case 'TAB_AS_INDENT':
        return { code: 'tab_as_indent', path: '', at, particulars: {} }
      case 'TAG_RESOLVE_FAILED':
        return { code: 'tag_unknown', path: '', at, particulars: {} }
      default:
        return {
          code: 'not_yaml',
          path: '',
          at,
          particulars: { reason: { term: yamlReasons[fault.code] ?? 'yaml_other' } },
        }
    }
  })
}

/** The parser speaks English only: what it found, in words that every language has. */
const yamlReasons: Partial<Readonly<Record<ErrorCode, TermCode>>> = {
  BAD_INDENT: 'yaml_indent',
  MISSING_CHAR: 'yaml_missing_char',
  BAD_ALIAS: 'yaml_alias',
  ALIAS_PROPS: 'yaml_alias',
  MULTIPLE_ANCHORS: 'yaml_alias',
  BAD_DQ_ESCAPE: 'yaml_escape',
  BAD_SCALAR_START: 'yaml_start',
  BLOCK_AS_IMPLICIT_KEY: 'yaml_key',
  MULTILINE_IMPLICIT_KEY: 'yaml_key',
  KEY_OVER_1024_CHARS: 'yaml_key',
  BLOCK_IN_FLOW: 'yaml_flow',
  UNEXPECTED_TOKEN: 'yaml_unexpected',
}

/** Offset of the first collection nested deeper than the limit. A loop, not a recursion: depth is what it guards against. */
function firstTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }))
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next
    if (token.type === 'document') {
      if (token.value !== undefined) open.push({ token: token.value, depth })
    } else if ('items' in token) {
      if (depth + 1 > readingLimits.depth) return token.offset
      for (const item of token.items) {
        if (item.key) open.push({ token: item.key, depth: depth + 1 })
        if (item.value) open.push({ token: item.value, depth: depth + 1 })
      }
    }
  }
  return undefined
}

const tagsBeyondCore = /^tag:yaml\.org,2002:(binary|omap|pairs|set|timestamp|merge)$/

class TreeReader {
  private readonly anchors = new Map<string, unknown>()
  private readonly problems: Problem[]
  private expanded = 0
  private isBudgetSpent = false

  constructor(problems: Problem[]) {
    this.problems = problems
  }

  /** `aliasAt`: inside an alias every node stands where the alias is written. */
  read(node: unknown, parent: Node | undefined, key: string | number, aliasAt?: number, depth = 0): Node {
    const at = aliasAt ?? rangeStart(node)
    const nothing: Node = { kind: 'scalar', at, parent, key, value: null, text: '' }
    if (aliasAt !== undefined) {
      this.expanded += 1
      if (this.expanded > readingLimits.aliasNodes || depth > readingLimits.depth) {
        if (!this.isBudgetSpent) {
          const where = parent === undefined ? '' : joinPath(pathOf(parent), key)
          this.problems.push({
            code: 'aliases_explode',
            path: where,
            at,
            particulars: { limit: readingLimits.aliasNodes },
          })
        }
        this.isBudgetSpent = true
      }
      if (this.isBudgetSpent) return nothing
    }
    if (isAlias(node) && !this.anchors.has(node.source)) {
      // The parser notices only when it makes data of the whole; unnoticed, it would be null.
      this.problems.push({
        code: 'not_yaml',
        path: parent === undefined ? '' : joinPath(pathOf(parent), key),
        at,
        particulars: { reason: { term: 'yaml_alias' } },
      })
      return nothing
    }
    if (isAlias(node)) return this.read(this.anchors.get(node.source), parent, key, at, depth)
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) this.anchors.set(node.anchor, node)
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.tag !== undefined && tagsBeyondCore.test(node.tag)) {
      // The parser makes of these, silently, values that no field expects; of others it complains itself.
      this.problems.push({
        code: 'tag_unknown',
        path: parent === undefined ? '' : joinPath(pathOf(parent), key),
        at,
        particulars: {},
      })
      return nothing
    }
    if (isMap(node)) {
      const map: MapNode = { kind: 'map', at, parent, key, entries: new Map() }
      for (const pair of node.items) {
        const name = isScalar(pair.key)
          ? typeof pair.key.value === 'string'
            ? pair.key.value
            : pair.key.source
          : undefined
        if (name === undefined) {
          this.problems.push({
            code: 'key_not_text',
            path: pathOf(map),
            at: rangeStart(pair.key) || at,
            particulars: {},
          })
          continue
        }
        if (map.entries.has(name)) {
          const twiceAt = aliasAt ?? rangeStart(pair.key)
          this.problems.push({
            code: 'duplicate_key',
            path: joinPath(pathOf(map), name),
            at: twiceAt,
            particulars: {},
          })
        }
        const value = this.read(
          pair.value,
          map,
          name,
          aliasAt ?? (pair.value === null ? rangeStart(pair.key) : undefined),
          depth + 1,
        )
        map.entries.set(name, { key: name, keyAt: aliasAt ?? rangeStart(pair.key), value })
      }
      return map
    }
    if (isSeq(node)) {
      const list: ListNode = { kind: 'list', at, parent, key, items: [] }
      for (const item of node.items) list.items.push(this.read(item, list, list.items.length, aliasAt, depth + 1))
      return list
    }
    if (isScalar(node)) {
      const value = node.value
      const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
      return {
        kind: 'scalar',
        at,
        parent,
        key,
        value: plain,
        text: typeof plain === 'string' ? plain : (node.source ?? ''),
      }
    }
    return nothing
  }
}

function rangeStart(node: unknown): number {
  return (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) && node.range ? node.range[0] : 0
}
