// The world that the ledger is given: clock, randomness, and how witnesses are asked.

import { randomBytes } from 'node:crypto'
import { LogFault, type Post, type Reader, Refusal, type World } from '@treve/ledger'
import type { ExitCode, Io } from '../verb.ts'
import { checkpointsPublished, rememberPublished } from './published.ts'

const answerWithinMs = 10_000
const mostAnswerBytes = 64 * 1024
const mostResourceBytes = 256 * 65_537

export const world: World = {
  now: () => Date.now() / 1000,
  random: (length) => Uint8Array.from(randomBytes(length)),
  post: (url, body) => post(url, body),
  seen: checkpointsPublished,
  onPublished: rememberPublished,
  patienceSeconds: 10,
}

const post: Post = async (url, body) => {
  const response = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(answerWithinMs),
  })
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    body: await atMost(response, mostAnswerBytes),
  }
}

/** Of a log that is served; its address ends where `checkpoint` and `tile` begin. */
export function readerOfUrl(address: string): Reader {
  const base = address.endsWith('/') ? address : `${address}/`
  return async (path) => {
    try {
      const response = await fetch(new URL(path, base), { signal: AbortSignal.timeout(answerWithinMs) })
      if (response.status === 404) return undefined
      if (!response.ok) throw new LogFault('missing', `${base}${path}: the server answers ${response.status}`)
      return await atMost(response, mostResourceBytes)
    } catch (fault) {
      if (fault instanceof LogFault) throw fault
      throw new LogFault('missing', `${base}${path}: no whole answer came: ${reasonOf(fault)}`, { cause: fault })
    }
  }
}

function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault)
  if (fault.name === 'TimeoutError') return `not within ${answerWithinMs / 1000} s`
  return fault.cause instanceof Error ? fault.cause.message : fault.message
}

/** An endless answer is not read to its end. */
async function atMost(response: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    if (length > most) throw new LogFault('malformed', `the answer is longer than ${most} bytes`)
    parts.push(part)
  }
  return Uint8Array.from(Buffer.concat(parts))
}

/** What an act could not do, told; the exit code that says so. What is no refusal or fault of the log is thrown on. */
export function told(fault: unknown, verb: string, io: Io): ExitCode {
  if (fault instanceof Refusal) {
    io.err(`treve ${verb}: ${fault.code}: ${fault.message}\n`)
    return 2
  }
  if (fault instanceof LogFault) {
    io.err(`treve ${verb}: ${fault.message}\n`)
    // Stored bytes that are spoilt or contradict each other: the answer is no. The rest is of the input or the machine.
    if (
      fault.kind === 'damaged' ||
      fault.kind === 'contradiction' ||
      fault.kind === 'signature' ||
      fault.kind === 'unwitnessed'
    )
      return 1
    return fault.kind === 'stopped' ? 3 : 2
  }
  // A path that is not there, or not what it must be: the input cannot be used. A disk that fails is another matter.
  if (fault instanceof Error && 'code' in fault && pathFaults.includes(String(fault.code))) {
    io.err(`treve ${verb}: ${fault.message}\n`)
    return 2
  }
  throw fault
}

const pathFaults = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EACCES', 'EPERM', 'EROFS', 'ENAMETOOLONG', 'ELOOP']
