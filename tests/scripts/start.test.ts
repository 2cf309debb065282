// npm start as a user has it: it says when it is ready, and whoever stops it, nothing is left running.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../tidy/repository.ts'

const data = mkdtempSync(join(tmpdir(), 'treve-start-'))
afterAll(() => rmSync(data, { recursive: true }))

const script = join(root, 'scripts', 'start.mjs')

describe('npm start', () => {
  test('prints the answer, last that it is ready, and ends with 0 at Ctrl-C', async () => {
    const { child, out, port } = await started('node', [script, '--port', '0', '--data', data])
    // How many in three seconds is the machine's affair.
    expect(out).toMatch(/Out: [\d,]+ of 31,500 who wish to leave( as planned)?, with \d+ companions/)
    expect(out.trimEnd().split('\n').at(-1)).toBe(`Treve is ready at http://localhost:${port}`)
    expect(await answers(port)).toBe(true)
    const ended = new Promise((done) => child.on('exit', done))
    child.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(await answers(port)).toBe(false)
  })

  test('stops what it started when the shell that npm put before it is killed', async () => {
    // `true` keeps the shell from making way for the script.
    const { child, port } = await started('sh', ['-c', `node '${script}' --port 0 --data '${data}'; true`])
    child.kill('SIGKILL')
    await expect.poll(() => answers(port), { timeout: 10_000 }).toBe(false)
  })

  test('an option that is not known: exit 2, and which', async () => {
    const child = spawn('node', [script, '--prot', '1'], { cwd: root })
    let told = ''
    child.stderr.on('data', (chunk) => {
      told += String(chunk)
    })
    expect(await new Promise((done) => child.on('close', done))).toBe(2)
    expect(told).toContain('--prot')
  })
})

async function started(
  command: string,
  args: readonly string[],
): Promise<{ child: ChildProcess; out: string; port: number }> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  const port = await new Promise<number>((ready, failed) => {
    child.stdout.on('data', (chunk) => {
      out += String(chunk)
      const [, found] = /Treve is ready at http:\/\/localhost:(\d+)/.exec(out) ?? []
      if (found !== undefined) ready(Number(found))
    })
    child.on('exit', (code) => failed(new Error(`it ended with ${code} before it was ready:\n${out}`)))
  })
  return { child, out, port }
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok
  } catch {
    return false
  }
}
