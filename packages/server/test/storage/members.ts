// Starts server processes for tests, listens to what they say, and kills them.

import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { DatabaseChoice } from '@treve/server/storage'
import { afterAll } from 'vitest'
import { eventually } from './made.ts'

export interface MemberSetup {
  readonly choice: DatabaseChoice
  readonly keysFolder: string
  readonly sends?: number
  /** For scripts that show something: how much. */
  readonly shows?: number
  /** For scripts that decide: by the rules of the server, and not by those of the tests. */
  readonly isReal?: boolean
  readonly pause?: string
  /** The script that is run; `member.ts` beside this, if absent. */
  readonly script?: string
  /** Put before the command, such as `unshare`. */
  readonly before?: readonly string[]
}

export interface Member {
  readonly child: ChildProcess
  /** What it said, with the moment in milliseconds. */
  readonly lines: { readonly text: string; readonly at: number }[]
  readonly errors: () => string
  /** What follows this word on the lines that begin with it. */
  after(word: string): string[]
  /** Until it has said so. */
  says(start: string, seconds?: number): Promise<void>
  /** Answers its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

const usualScript = fileURLToPath(new URL('./member.ts', import.meta.url))
const running = new Set<Member>()

export function killMembersAfterwards(): void {
  afterAll(async () => {
    for (const each of running) await each.end('SIGKILL')
  })
}

export function startMember({
  before = [],
  script = usualScript,
  sends = 0,
  pause = 'exercise-day',
  ...rest
}: MemberSetup): Member {
  const [command = '', ...args] = [...before, process.execPath, script, JSON.stringify({ sends, pause, ...rest })]
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  })
  const lines: { text: string; at: number }[] = []
  let errors = ''
  let half = ''
  child.stdout.on('data', (chunk: Buffer) => {
    const parts = `${half}${chunk}`.split('\n')
    half = parts.pop() ?? ''
    for (const text of parts) lines.push({ text, at: performance.now() })
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += String(chunk)
  })
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  const member: Member = {
    child,
    lines,
    errors: () => errors,
    after: (word) => lines.flatMap(({ text }) => (text.startsWith(`${word} `) ? [text.slice(word.length + 1)] : [])),
    async says(start, seconds = 30) {
      await eventually(() => {
        if (!lines.some(({ text }) => text.startsWith(start)))
          throw new Error(`it has not said “${start}”. It said: ${lines.map(({ text }) => text).join(' | ')} ${errors}`)
      }, seconds)
    },
    async end(signal) {
      child.kill(signal)
      const code = await exited
      running.delete(member)
      return code
    },
  }
  running.add(member)
  return member
}
