// What a version says, as paths and values, so that two versions can be told apart without their files: as it is
// written, in the file's own words, each with its sensitivity. What is too long stands as a digest of itself.

import { type Node, pauseSchema, type Sensitivity } from '@treve/model'
import { list, mapped, type Type, text } from '@treve/model/schema'
import { sha256 } from './requirements.ts'

export interface Said {
  readonly path: string
  readonly value: string
  readonly sensitivity: Sensitivity
}

/** `level`: 0: each value; 1: bulky sections by their items; 2: bulky sections by one digest. */
export interface Content {
  readonly level: number
  readonly rows: readonly Said[]
}

const bulky: readonly string[] = ['places', 'links', 'people', 'aid', 'fleet', 'rules', 'uncertainty']
const sensitivities: readonly Sensitivity[] = ['low', 'moderate', 'high', 'severe']
const longest = 600

/** In order of their paths. */
export function contentOf(root: Node, files: ReadonlyMap<string, Uint8Array>): Content {
  const rows: Said[] = []
  gather(root, [], pauseSchema, 'low', rows)
  for (const [name, bytes] of files)
    rows.push({ path: `files.${name}`, value: `sha256:${sha256(bytes)}`, sensitivity: 'moderate' })
  return { level: 0, rows: rows.sort(byPath) }
}

/** As fine as fits. */
export function fitted(content: Content, mostLetters: number): Content {
  let fit = content
  while (fit.level < 2 && JSON.stringify(rowsToJson(fit)).length > mostLetters) fit = coarser(fit)
  return fit
}

export interface Difference {
  readonly path: string
  readonly before: string | null
  readonly after: string | null
  readonly sensitivity: Sensitivity
}

/** In order of their paths; of what is not in one of them, null. */
export function differencesOf(before: Content, after: Content): Difference[] {
  const level = Math.max(before.level, after.level)
  const [old, fresh] = [before, after].map((content) => {
    let each = content
    while (each.level < level) each = coarser(each)
    return new Map(each.rows.map((row) => [row.path, row]))
  })
  if (old === undefined || fresh === undefined) return []
  return [...new Set([...old.keys(), ...fresh.keys()])].sort(byText).flatMap((path) => {
    const [was, is] = [old.get(path), fresh.get(path)]
    if (was?.value === is?.value) return []
    const sensitivity = most([was, is].flatMap((row) => (row === undefined ? [] : [row.sensitivity])))
    return [{ path, before: was?.value ?? null, after: is?.value ?? null, sensitivity }]
  })
}

/** Items of the bulky sections, then the sections, become digests of what they held. */
function coarser({ level, rows }: Content): Content {
  const kept: Said[] = []
  const held = new Map<string, Said[]>()
  for (const row of rows) {
    const [section = '', item] = row.path.split('/')
    if (!bulky.includes(section)) {
      kept.push(row)
      continue
    }
    const path = level === 0 && item !== undefined ? `${section}/${item}` : section
    const others = held.get(path)
    if (others === undefined) held.set(path, [row])
    else others.push(row)
  }
  const digests = [...held].map(([path, all]) => ({
    path,
    value: `sha256:${sha256(JSON.stringify(all.map((row) => [row.path, row.value])))}`,
    sensitivity: most(all.map(({ sensitivity }) => sensitivity)),
  }))
  return { level: level + 1, rows: [...kept, ...digests].sort(byPath) }
}

function most(all: readonly Sensitivity[]): Sensitivity {
  return sensitivities[Math.max(0, ...all.map((each) => sensitivities.indexOf(each)))] ?? 'severe'
}

function gather(
  node: Node,
  path: readonly string[],
  type: Type<unknown> | undefined,
  sensitivity: Sensitivity,
  rows: Said[],
): void {
  const add = (value: string) => {
    const shown = value.length > longest ? `sha256:${sha256(value)}` : value
    rows.push({ path: path.join('/'), value: shown, sensitivity })
  }
  if (node.kind === 'scalar') add(node.value === null ? 'null' : node.text)
  else if (node.kind === 'map')
    for (const { key, value } of node.entries.values()) {
      const field = fieldsOf(type)?.[key]
      gather(value, [...path, key], field?.type, field?.sensitivity ?? sensitivity, rows)
    }
  else if (node.items.every(({ kind }) => kind !== 'map')) add(JSON.stringify(node.items.map(plain)))
  else
    for (const [index, item] of node.items.entries()) {
      const own = item.kind === 'map' ? item.entries.get('id')?.value : undefined
      const name = own?.kind === 'scalar' ? own.text : String(index)
      gather(item, [...path, name], innerOf(type), sensitivity, rows)
    }
}

type Plain = string | readonly Plain[] | { readonly [key: string]: Plain }

function plain(node: Node): Plain {
  if (node.kind === 'scalar') return node.text
  if (node.kind === 'list') return node.items.map(plain)
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, plain(value)]))
}

/** Fields of an object, through whatever wraps it. */
function fieldsOf(type: Type<unknown> | undefined): Type<unknown>['fields'] {
  return type === undefined ? undefined : (type.fields ?? fieldsOf(type.inner))
}

function innerOf(type: Type<unknown> | undefined): Type<unknown> | undefined {
  return type?.inner ?? type
}

function byPath(a: Said, b: Said): number {
  return byText(a.path, b.path)
}

/** The same on every machine. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function rowsToJson({ rows }: Content): readonly (readonly string[])[] {
  return rows.map(({ path, value, sensitivity }) => [path, value, sensitivity])
}

const cell = text(longest)
export const rowsType: Type<readonly Said[]> = list(
  mapped(list(cell), ([path, value, sensitivity]) => {
    const known = sensitivities.find((each) => each === sensitivity)
    return path === undefined || value === undefined ? undefined : { path, value, sensitivity: known ?? 'severe' }
  }),
)
