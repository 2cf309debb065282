// How people, devices and liaisons of parties sign in: docs/guides/coordinator.md.

import type { Operation } from '../api/operation.ts'
import type { SignIn } from '../api/sign-in.ts'
import type { Database } from '../storage/index.ts'
import type { IssuedCode } from './one-time-codes.ts'
import type { OpenIdSettings } from './open-id.ts'
import { type SignInPaths, type SignInRates, signInOperations } from './operations.ts'
import type { Pauses } from './pauses.ts'
import { Reads } from './reads.ts'
import { codeAsShown, signInKey } from './secrets.ts'
import { SignInDesk } from './sign-in.ts'

export { openIdSettings } from './environment.ts'
export type { OpenIdSettings } from './open-id.ts'
export { type AskedByDesk, type Pauses, pausesOf } from './pauses.ts'
export type { Reads } from './reads.ts'

export interface SignInOptions {
  readonly database: Database
  readonly keysFolder: string
  readonly pauses: Pauses
  /** By what address people reach our pages: scheme, host and port. */
  readonly origin: string
  readonly openId?: OpenIdSettings
  readonly rates?: Partial<SignInRates>
  /** On this machine: an invitation to an exercise lets in by itself. */
  readonly isRehearsal?: boolean
  readonly paths?: SignInPaths
  /** Seconds since 1970. */
  readonly nowSeconds?: () => number
  readonly tell?: (text: string) => void
  /** How often what has had its time is taken out, and reads are entered. */
  readonly everyMilliseconds?: number
}

export interface OpenedSignIn extends SignIn {
  readonly operations: readonly Operation[]
  readonly reads: Reads
  /** For the console: with it the first coordinator of a pause comes in. Undefined where there is one. */
  firstInvitation(pause: string): Promise<IssuedCode | undefined>
  /** Takes out what has had its time. By itself, too. */
  purge(): Promise<void>
  close(): Promise<void>
}

export async function openSignIn({
  database,
  keysFolder,
  pauses,
  origin,
  openId,
  isRehearsal,
  rates,
  paths,
  nowSeconds,
  tell,
  everyMilliseconds = 15_000,
}: SignInOptions): Promise<OpenedSignIn> {
  const desk = new SignInDesk({
    database,
    pauses,
    key: await signInKey(keysFolder),
    origin,
    ...(openId === undefined ? {} : { openId }),
    ...(isRehearsal === undefined ? {} : { isRehearsal }),
    ...(nowSeconds === undefined ? {} : { nowSeconds }),
  })
  const reads = new Reads(database)
  let going: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    going = Promise.all([desk.purge(), reads.enter()]).catch((fault: unknown) =>
      // It is tried again; nothing of it is lost meanwhile.
      tell?.(`sign-in: ${fault instanceof Error ? fault.message : String(fault)}`),
    )
  }, everyMilliseconds)
  timer.unref()
  return {
    operations: signInOperations(() => desk, {
      ...(rates === undefined ? {} : { rates }),
      ...(paths === undefined ? {} : { paths }),
    }),
    reads,
    actorOf: (context, pause, how) => desk.actorOf(context, pause, how),
    async firstInvitation(pause) {
      const invitation = await desk.firstInvitation(pause)
      return invitation === undefined ? undefined : { ...invitation, code: codeAsShown(invitation.code) }
    },
    purge: () => desk.purge(),
    async close() {
      clearInterval(timer)
      await going
    },
  }
}
