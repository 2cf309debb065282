// Pause files of examples/ with some of their text changed: each change must be one.

import { readFileSync } from 'node:fs'
import type { Pause } from '@treve/model'
import { expect } from 'vitest'
import { pauseFrom } from '../planning.ts'

export type TextChange = readonly [from: string | RegExp, to: string]

export function changedFile(name: string, ...changes: readonly TextChange[]): Uint8Array {
  let text = readFileSync(new URL(`../../../../examples/${name}.yaml`, import.meta.url), 'utf8')
  for (const [from, to] of changes) {
    const changed = text.replace(from, to)
    expect(changed).not.toBe(text)
    text = changed
  }
  return new TextEncoder().encode(text)
}

export function changedPause(name: string, ...changes: readonly TextChange[]): Pause {
  return pauseFrom(changedFile(name, ...changes))
}

/** examples/minimal with the families alone, so many: the bridge is the bus's. */
export function familiesAlone(count: number): TextChange[] {
  return [
    [/ {2}- \{ id: patients,[\s\S]*?\} \}\n/, ''],
    [/aid:\n[\s\S]*?\n\n/, '\n'],
    [/count: \{ low: 80[^}]*\}/, `count: ${count}`],
  ]
}
