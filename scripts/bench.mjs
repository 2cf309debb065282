// npm run bench -- NAME [options]: runs bench/NAME.ts under Node 24.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, root, runNode, tell } from './ensure.mjs'

ensureInstalled()
const [name, ...options] = process.argv.slice(2)
const names = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
if (name === undefined || !existsSync(join(root, 'bench', `${name}.bench.ts`))) {
  tell(
    `npm run bench -- NAME [--size S] [--seconds N] [--seed N] [--data DIR] [--instances a,b,c] [--json FILE]\nBenches: ${names.map(withSizes).join(', ')}`,
  )
  process.exitCode = 2
} else {
  process.exitCode = await runNode([join(root, 'bench', `${name}.bench.ts`), ...options])
}

/** A bench that takes --size, with the sizes there are: read from where they stand, since this runs before Node that reads TypeScript. */
function withSizes(name) {
  const source = (file) => readFileSync(join(root, 'bench', file), 'utf8')
  if (!source(`${name}.bench.ts`).includes('chosenSize(options.size)')) return name
  const [, listed = ''] = /export const sizes = \[(.*)\] as const/.exec(source('pauses/aleppo-like.ts')) ?? []
  return `${name} (--size ${listed.replaceAll("'", '')})`
}
