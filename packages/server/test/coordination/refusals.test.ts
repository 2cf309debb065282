// Every code by which these parts refuse is explained.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const source = new URL('../../src/coordination/', import.meta.url)
const explained = readFileSync(new URL('../../../../docs/formats/notifications.md', import.meta.url), 'utf8')

test('docs/formats/notifications.md explains every code of refusal', () => {
  const files = ['notices', 'conversation', 'messages', 'publishing'].flatMap((part) =>
    readdirSync(new URL(`${part}/`, source)).map((file) => new URL(`${part}/${file}`, source)),
  )
  const text = [...files, new URL('channels.ts', source)].map((file) => readFileSync(file, 'utf8')).join('\n')
  const codes = [...text.matchAll(/(?:refuse\(\s*|code: )'([a-z_]+)'/g)].map(([, code = '']) => code)
  expect(new Set(codes).size).toBeGreaterThan(40)
  expect([...new Set(codes)].filter((code) => !explained.includes(`\`${code}\``))).toEqual([])
})
