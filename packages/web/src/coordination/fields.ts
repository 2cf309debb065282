// What a form asks for, as it is typed and as it is sent.

import type { Key } from '../words.tsx'
import { keptAt } from './kept.ts'

export interface Choice {
  readonly value: string
  readonly label: string
}

export interface FieldOf {
  readonly name: string
  readonly label: Key
  readonly hint?: Key
  readonly isRequired?: boolean
  /**
   * `instant`: local time of the pause. `file`: its text, chosen or pasted. `files`: several, by their names. `many`: values
   * apart by spaces. `rows`: as many of the same as there are, each with fields of its own.
   */
  readonly kind:
    | 'line'
    | 'text'
    | 'instant'
    | 'number'
    | 'yes'
    | 'file'
    | 'files'
    | { readonly choices: readonly Choice[] }
    | { readonly many: readonly Choice[] }
    | { readonly rows: readonly FieldOf[]; readonly add: Key }
  readonly initial?: string
  /** Else it is asked whatever the others say. */
  readonly isAsked?: (typed: Typed) => boolean
}

export type Typed = Readonly<Record<string, string>>

export interface FileTyped {
  readonly name: string
  readonly content: string
}

/** Values of `many`. */
export function listed(value: string | undefined): readonly string[] {
  return (value ?? '').split(' ').filter((each) => each !== '')
}

/** Values of a line that takes several: with commas, or each on its own line. */
export function apart(value: string | undefined, between = /[,،;\n]/): readonly string[] {
  return (value ?? '')
    .split(between)
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

/** Ids, which have no spaces in them. */
export function idsIn(value: string | undefined): readonly string[] {
  return apart(value, /[,،;\s]+/)
}

/** Values of `rows`. */
export function rowsIn(value: string | undefined): readonly Typed[] {
  return listIn(value).map(stringsIn)
}

/** Values of `files`. */
export function filesIn(value: string | undefined): readonly FileTyped[] {
  return rowsIn(value).map(({ name = '', content = '' }) => ({ name, content }))
}

/** Nothing typed is nothing said. */
export function givenIn(fields: readonly FieldOf[], typed: Typed): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    fields.flatMap(({ name, kind, isAsked }): readonly (readonly [string, unknown])[] => {
      const value = typed[name] ?? ''
      if (value === '' || isAsked?.(typed) === false) return []
      if (kind === 'number') return [[name, Number(value)]]
      if (kind === 'yes') return [[name, true]]
      if (kind === 'files') return [[name, filesIn(value)]]
      if (typeof kind !== 'object' || 'choices' in kind) return [[name, value]]
      return [[name, 'many' in kind ? listed(value) : rowsIn(value).map((row) => givenIn(kind.rows, row))]]
    }),
  )
}

/** What was typed before, in this form. */
export function typedAt(key: string): Typed {
  return stringsIn(keptAt(key))
}

function stringsIn(value: unknown): Typed {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((each): each is [string, string] => typeof each[1] === 'string'),
  )
}

function listIn(value: string | undefined): readonly unknown[] {
  if (value === undefined || value === '') return []
  try {
    const found: unknown = JSON.parse(value)
    return Array.isArray(found) ? found : []
  } catch {
    return []
  }
}
