// treve, the command line: finds the verb and runs it.

import { type ExitCode, type Io, Stopped, type Verb } from './verb.ts'
import { accountVerb } from './verbs/account.ts'
import { assureVerb } from './verbs/assure.ts'
import { backupVerb } from './verbs/backup.ts'
import { checkVerb } from './verbs/check.ts'
import { frontierVerb } from './verbs/frontier.ts'
import { ordersVerb } from './verbs/orders.ts'
import { planVerb } from './verbs/plan.ts'
import { rebuildVerb } from './verbs/rebuild.ts'
import { restoreVerb } from './verbs/restore.ts'
import { serveVerb } from './verbs/serve.ts'
import { simulateVerb } from './verbs/simulate.ts'
import { statementsVerb } from './verbs/statements.ts'
import { verifyPlanVerb } from './verbs/verify-plan.ts'
import { witnessVerb } from './verbs/witness.ts'

const verbs: readonly Verb[] = [
  checkVerb,
  planVerb,
  verifyPlanVerb,
  assureVerb,
  frontierVerb,
  ordersVerb,
  serveVerb,
  simulateVerb,
  accountVerb,
  statementsVerb,
  witnessVerb,
  backupVerb,
  restoreVerb,
  rebuildVerb,
]

/** Runs one command and answers its exit code. Never throws: a fault of ours is exit 3, with what to report. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = args
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const asked = verbs.find((verb) => verb.name === rest[0])
    io.out(asked === undefined ? overview() : helpOf(asked, rest.slice(1)))
    return name === undefined ? 2 : 0
  }
  if (name === '--version') {
    io.out(`treve ${version}\n`)
    return 0
  }
  const verb = verbs.find((each) => each.name === name)
  if (verb === undefined) {
    io.err(
      `treve: there is no verb “${name}”. Verbs: ${verbs.map((each) => each.name).join(', ')}. See treve --help.\n`,
    )
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(helpOf(verb, rest))
    return 0
  }
  try {
    return await verb.run(rest, io)
  } catch (fault) {
    if (fault instanceof Stopped) {
      io.err(`treve ${name}: stopped; nothing was changed.\n`)
      return 1
    }
    io.err(
      `treve ${name}: a fault of ours or of the machine: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`,
    )
    return 3
  }
}

/** Called by the entry point: the real streams, Ctrl-C, and an exit code. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  const stop = new AbortController()
  const abort = () => stop.abort()
  process.on('SIGINT', abort)
  process.on('SIGTERM', abort)
  try {
    return await run(args, {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
      progress: (text) => process.stderr.write(text),
      stdin: () => readStandardInput(stop.signal),
      folder: process.cwd(),
      stop: stop.signal,
    })
  } finally {
    process.off('SIGINT', abort)
    process.off('SIGTERM', abort)
  }
}

export const version = '0.1.0'

async function readStandardInput(stop: AbortSignal): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  const end = () => process.stdin.destroy(new Stopped())
  stop.addEventListener('abort', end, { once: true })
  try {
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
  } finally {
    stop.removeEventListener('abort', end)
  }
  return Buffer.concat(chunks)
}

function helpOf(verb: Verb, [command = '']: readonly string[]): string {
  return verb.helpOn?.(command) ?? verb.help
}

function overview(): string {
  const width = Math.max(...verbs.map((verb) => verb.name.length))
  return [
    'treve: plans, runs and accounts for humanitarian pauses',
    '',
    'treve <verb> [options]; FILE may be - for standard input; every verb takes --json.',
    '',
    ...verbs.map((verb) => `  ${verb.name.padEnd(width)}  ${verb.summary}`),
    '',
    'treve <verb> --help tells more. Exit codes: 0 yes or done, 1 the answer is no,',
    '2 the input could not be used, 3 a fault of ours or of the machine.',
    '',
  ].join('\n')
}
