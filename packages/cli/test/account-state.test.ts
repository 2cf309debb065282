// What a machine keeps of accounts outside their folders: of use where it can be read, and never in the way.

import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { run } from '../src/main.ts'
import { type Captured, capture } from './streams.ts'

const line = JSON.stringify({
  class: 'field',
  clear: { type: 'incident' },
  sealed: { counts: [{ subject: 'incident', unit: 'times', low: 1, best: 1, high: 1 }] },
})

describe('checkpoints that were published from here', () => {
  let folder = ''
  let state = ''

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'treve-state-'))
    state = join(folder, 'state')
    vi.stubEnv('XDG_STATE_HOME', state)
    expect((await treve(['account', 'init', 'kept', '--origin', 'example.org/kept'])).code).toBe(0)
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true, force: true })
  })

  async function treve(args: readonly string[], stdin = ''): Promise<Captured & { code: number }> {
    const io = capture({ folder, stdin })
    return { ...io, code: await run(args, io) }
  }

  const append = async () => {
    const { code, written } = await treve(['account', 'append', 'kept', '-'], line)
    return [code, written.out.trim().split('\n').length, written.err.includes('fault')]
  }
  const taken = [0, 1, false]

  async function keptFolder(): Promise<string> {
    const [log = ''] = await readdir(join(state, 'treve/published'))
    return join(state, 'treve/published', log)
  }

  test('are not needed: the folder for them is a file, or may not be read', async () => {
    await rm(state, { recursive: true })
    await writeFile(state, 'a file')
    expect(await append()).toEqual(taken)
    await rm(state)
    await symlink('state', state)
    expect(await append()).toEqual(taken)
    await rm(state)
    await mkdir(state)
    await chmod(state, 0)
    expect(await append()).toEqual(taken)
    await chmod(state, 0o700)
  })

  test('are taken from among files that are none, or of another log, and an old copy is still told', async () => {
    const at = await keptFolder()
    await writeFile(join(at, '000000000000.checkpoint'), 'garbage')
    await writeFile(join(at, '000000000001.checkpoint.old'), Uint8Array.of(0xff, 0xfe, 0))
    await symlink('loop.checkpoint', join(at, 'loop.checkpoint'))
    await mkdir(join(at, 'folder.checkpoint'))
    await treve(['account', 'init', 'other', '--origin', 'example.org/other'])
    await writeFile(join(at, 'other.checkpoint'), await readFile(join(folder, 'other/log/checkpoint')))
    await cp(join(folder, 'kept'), join(folder, 'old'), { recursive: true })
    expect(await append()).toEqual(taken)
    await rm(join(folder, 'kept'), { recursive: true })
    await cp(join(folder, 'old'), join(folder, 'kept'), { recursive: true })
    const { code, written } = await treve(['account', 'append', 'kept', '-'], line)
    expect([code, written.err]).toEqual([1, expect.stringContaining('it is an old copy')])
  })
})
