// The input of a command, read from JSON by the type that it declares.

import { type Problem, readBytes, type TimeZone } from '@treve/model'
import type { Type } from '@treve/model/schema'

export type InputRead<I> =
  | { readonly input: I }
  /** `text`: what lines and columns of the problems count in. */
  | { readonly problems: readonly Problem[]; readonly text: string }

/** Local times are in the zone of the pause. */
export function readInput<I>(type: Type<I>, json: string, zone: TimeZone): InputRead<I> {
  const { text, root, problems } = readBytes(new TextEncoder().encode(json))
  if (root === undefined || problems.length > 0) return { problems, text }
  const found: Problem[] = []
  const input = type.read(root, {
    zone,
    firstDay: undefined,
    openFile: () => 'missing',
    problems: found,
    figures: new Map(),
    nodes: new WeakMap(),
  })
  return input === undefined || found.length > 0 ? { problems: found, text } : { input }
}
