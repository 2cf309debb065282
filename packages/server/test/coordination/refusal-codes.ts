// Codes with which a part refuses, read from its source: pages and docs that have words for each are held against them.

import { readdirSync, readFileSync } from 'node:fs'

const source = new URL('../../src/coordination/', import.meta.url)

export function sourceOf(path: string): string {
  return readFileSync(new URL(path, source), 'utf8')
}

/** `more`: files beside the part that refuse for it. */
export function refusalCodesIn(part: string, more: readonly string[] = []): readonly string[] {
  const files = readdirSync(new URL(`${part}/`, source), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${part}/${name}`)
  const text = [...files, ...more].map(sourceOf).join('\n')
  return [...new Set([...text.matchAll(/(?:\brefuse\(\s*|\bcode: )'([a-z_0-9]+)'/g)].map(([, code = '']) => code))]
}
