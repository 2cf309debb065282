// npm run bench as somebody has it who does not know its sizes.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sizes } from '../../bench/pauses/aleppo-like.ts'
import { root } from '../tidy/repository.ts'

const bench = (...args: string[]) =>
  spawnSync('node', [join(root, 'scripts', 'bench.mjs'), ...args], { encoding: 'utf8' })

test('alone, lists the benches, and the sizes of those that have some', () => {
  const { status, stdout, stderr } = bench()
  expect(status).toBe(2)
  for (const name of ['pause', 'bound', 'replan'])
    expect(stdout + stderr).toContain(`${name} (--size ${sizes.join(', ')})`)
})

test('of a size that is not known: one line, and 2', () => {
  const { status, stdout, stderr } = bench('pause', '--size', '100')
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toBe(`--size 100: one of ${sizes.join(', ')} is expected.\n`)
})

test.each([
  ['pause', 'nonsense', 'demand, fleet, corridor, mixed'],
  ['bound', 'nonsense-3', undefined],
  ['replan', 'nonsense', undefined],
  ['growth', 'nonsense', 'fleet, mixed'],
  ['assurance', 'nonsense', 'speed, now, calibration, reserve'],
  ['examples', 'nonsense', undefined],
])('%s of an instance that there is not: one line that lists them, and 2', (name, asked, there) => {
  const { status, stdout, stderr } = bench(name, '--instances', asked)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/^--instances nonsense: one of .+ is expected\.\n$/)
  if (there !== undefined) expect(stderr).toContain(`one of ${there} is expected`)
})
