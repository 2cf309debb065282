// Reads a few words of YAML as one type of the schema language.

import { LineIndex } from '../src/reading/node.ts'
import { readText } from '../src/reading/yaml.ts'
import type { Reading, Type } from '../src/schema/type.ts'
import { type TimeZone, utc } from '../src/time.ts'

export interface Read<T> {
  readonly value: T | undefined
  /** `code path line:column` of each. */
  readonly problems: readonly string[]
}

/** Where a test looks at what else reading leaves behind, it gives its own. */
export function emptyReading(zone: TimeZone = utc): Reading {
  return {
    zone,
    firstDay: '2016-11-04',
    openFile: () => 'missing',
    problems: [],
    figures: new Map(),
    nodes: new WeakMap(),
  }
}

export function readAs<T>(type: Type<T>, written: string, reading: Reading = emptyReading()): Read<T> {
  const { text, root, problems } = readText(written)
  if (root === undefined || problems.length > 0) throw new Error(`the sample cannot be read: ${written}`)
  const lines = new LineIndex(text)
  const value = type.read(root, reading)
  return {
    value,
    problems: reading.problems.map(({ code, path, at }) => {
      const { line, column } = lines.at(at)
      return `${code} ${path} ${line}:${column}`
    }),
  }
}
