// What a value in an entry may be: a check, and words for the table of the format.

import { isArray, isObject, type Json } from './canonical.ts'

export interface Shape {
  /** As the table of the format shows it. */
  readonly words: string
  /** What is wrong with the value, and where in it; nothing, if it is right. */
  fault(value: Json): string | undefined
}

export function text(most: number): Shape {
  return {
    words: `text, at most ${most} letters`,
    fault: (value) => {
      if (typeof value !== 'string' || value === '') return 'a text is expected'
      return [...value].length > most ? `a text of at most ${most} letters is expected` : undefined
    },
  }
}

/** Ids, and random tokens in place of names. */
export const token = matching(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/, 'id or token')

export function matching(pattern: RegExp, words: string): Shape {
  return {
    words,
    fault: (value) => (typeof value === 'string' && pattern.test(value) ? undefined : `${words} is expected`),
  }
}

export function oneOf(values: readonly string[]): Shape {
  return {
    words: values.map((value) => `\`${value}\``).join(', '),
    fault: (value) =>
      typeof value === 'string' && values.includes(value) ? undefined : `one of ${values.join(', ')} is expected`,
  }
}

export function whole(least = 0, most = Number.MAX_SAFE_INTEGER): Shape {
  return {
    words: least === 0 && most === Number.MAX_SAFE_INTEGER ? 'whole number' : `whole number, ${least} to ${most}`,
    fault: (value) =>
      typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
        ? undefined
        : `a whole number from ${least} to ${most} is expected`,
  }
}

export function listOf(shape: Shape, most: number): Shape {
  return {
    words: `list of ${shape.words}`,
    fault: (value) => {
      if (!isArray(value) || value.length === 0 || value.length > most) return `a list of 1 to ${most} is expected`
      for (const [at, each] of value.entries()) {
        const fault = shape.fault(each)
        if (fault !== undefined) return `${at}: ${fault}`
      }
      return undefined
    },
  }
}

/** Keys that end in `?` may be absent. Others than these are refused. */
export function record(
  fields: Readonly<Record<string, Shape>>,
  also?: (value: Record<string, Json>) => string | undefined,
): Shape {
  const shapes = new Map(
    Object.entries(fields).map(([key, shape]) => [key.replace('?', ''), { shape, isOptional: key.endsWith('?') }]),
  )
  return {
    words: `{ ${Object.entries(fields)
      .map(([key, shape]) => `${key}: ${shape.words}`)
      .join('; ')} }`,
    fault: (value) => {
      if (!isObject(value)) return `{ ${[...shapes.keys()].join(', ')} } is expected`
      for (const key of Object.keys(value))
        if (!shapes.has(key)) return `“${key}” is not one of ${[...shapes.keys()].join(', ')}`
      for (const [key, { shape, isOptional }] of shapes) {
        const inner = value[key]
        if (inner === undefined) {
          if (isOptional) continue
          return `“${key}” is missing`
        }
        const fault = shape.fault(inner)
        if (fault !== undefined) return `${key}: ${fault}`
      }
      return also?.(value)
    },
  }
}
