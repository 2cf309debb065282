// What comes from outside, read once: from the server, and from what this phone kept under an older version of itself.

export class Unreadable extends Error {}

export type Read<T> = (value: unknown, path?: string) => T

export const text: Read<string> = (value, path = '') => {
  if (typeof value === 'string') return value
  throw new Unreadable(`${path}: a text is expected`)
}

export const finite: Read<number> = (value, path = '') => {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new Unreadable(`${path}: a number is expected`)
}

export const whole: Read<number> = (value, path = '') => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw new Unreadable(`${path}: a whole number is expected`)
}

export const yesOrNo: Read<boolean> = (value, path = '') => {
  if (typeof value === 'boolean') return value
  throw new Unreadable(`${path}: true or false is expected`)
}

/** Seconds since 1970, of an instant with its offset. */
export const seconds: Read<number> = (value, path = '') => {
  const milliseconds = typeof value === 'string' && /(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isFinite(milliseconds)) return Math.floor(milliseconds / 1000)
  throw new Unreadable(`${path}: an instant with its offset is expected`)
}

export function oneOf<const T extends string>(words: readonly T[]): Read<T> {
  return (value, path = '') => {
    const found = words.find((word) => word === value)
    if (found !== undefined) return found
    throw new Unreadable(`${path}: one of ${words.join(', ')} is expected`)
  }
}

export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (value, path = '') => {
    if (!Array.isArray(value)) throw new Unreadable(`${path}: a list is expected`)
    return value.map((each: unknown, at) => read(each, `${path}[${at}]`))
  }
}

/** What is not told is null: absent and null mean the same. */
export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value, path) => (value === undefined || value === null ? null : read(value, path))
}

/** Whatever its keys are. */
export function counts(read: Read<number>): Read<Readonly<Record<string, number>>> {
  return (value, path = '') => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Unreadable(`${path}: an object is expected`)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, read(each, `${path}.${key}`)]))
  }
}

/** Keys that are not named are left out: a newer server may tell more. */
export function record<T extends Readonly<Record<string, unknown>>>(
  fields: { readonly [K in keyof T]: Read<T[K]> },
): Read<T> {
  return (value, path = '') => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Unreadable(`${path}: an object is expected`)
    const given: Readonly<Record<string, unknown>> = { ...value }
    const entries = Object.entries<Read<unknown>>(fields).map(([key, read]) => [
      key,
      read(given[key], `${path}.${key}`),
    ])
    return Object.fromEntries(entries) as T
  }
}
