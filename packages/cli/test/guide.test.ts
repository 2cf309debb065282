// The guide to the account, command by command, as a reader would run it: in a shell, in one folder, in the order of the
// page. What the page shows of an answer must come in it; “…” stands for what differs from time to time.

import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository } from './streams.ts'

interface Step {
  readonly command: string
  readonly shown: readonly string[]
}

/** A command is what follows `$ `, with the lines that it goes on in: up to where the shell would run it. */
function stepsOf(page: string): Step[] {
  return [...page.matchAll(/```\n([\s\S]*?)```/g)].flatMap(([, block = '']) => {
    const steps: { command: string; shown: string[] }[] = []
    for (const line of block.trimEnd().split('\n')) {
      const last = steps.at(-1)
      if (line.startsWith('$ ')) steps.push({ command: line.slice(2), shown: [] })
      else if (last !== undefined && isUnfinished(last.command)) last.command += `\n${line}`
      else last?.shown.push(line)
    }
    return steps
  })
}

function isUnfinished(command: string): boolean {
  return command.endsWith('\\') || (command.match(/'/g) ?? []).length % 2 === 1
}

function patternOf(line: string): RegExp {
  return new RegExp(`^${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '.*')}$`)
}

test('the guide to the account runs as it is printed', { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'treve-guide-'))
  try {
    const bin = join(folder, 'bin')
    await mkdir(bin)
    const treve = join(repository, 'packages/cli/bin/treve.mjs')
    await writeFile(join(bin, 'npx'), `#!/bin/sh\nshift\nexec '${process.execPath}' '${treve}' "$@"\n`)
    await chmod(join(bin, 'npx'), 0o755)
    await symlink(join(repository, 'examples'), join(folder, 'examples'))
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH ?? ''}`, XDG_STATE_HOME: join(folder, 'state') }
    const steps = stepsOf(await readFile(join(repository, 'docs/guides/account.md'), 'utf8'))
    expect(steps.length).toBeGreaterThan(10)
    for (const { command, shown } of steps) {
      const { code, output } = await shell(`exec 2>&1\n${command}`, folder, env)
      expect(code, `${command}\n${output}`).toBe(0)
      const lines = output.split('\n')
      for (const line of shown) {
        const at = lines.findIndex((each) => patternOf(line).test(each))
        expect(at, `${command}\nshould answer: ${line}\nand answers:\n${output}`).toBeGreaterThanOrEqual(0)
        lines.splice(0, at + 1)
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

function shell(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    execFile('bash', ['-o', 'pipefail', '-c', script], { cwd, env }, (fault, output) =>
      done({ code: fault === null ? 0 : Number(fault.code ?? 1), output }),
    )
  })
}
