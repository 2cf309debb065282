// What nobody does alone: signed with a one-use key of each of two people, certified by the key in the file that is theirs.

import { type AccountName, type Draft, formatVerifierKey, oneUseKey, type Signed, sign } from '@treve/ledger'
import type { Io } from '../verb.ts'
import { privateKeyGiven } from './given.ts'
import { world } from './world.ts'

export interface SignedFor {
  readonly account: AccountName
  readonly beatSeconds: number
  /** As the key is registered; where it is not, it certifies in its own name. */
  readonly organisationOf: (verifierKey: string) => string | undefined
}

export async function signByTwo(
  files: readonly string[],
  draft: Draft,
  { account, beatSeconds, organisationOf }: SignedFor,
  io: Io,
): Promise<Signed> {
  const people = await Promise.all(files.map((file) => privateKeyGiven('--by', file, io)))
  const keys = people.map((signer) => {
    const organisation = organisationOf(formatVerifierKey(signer.key)) ?? signer.name
    return oneUseKey(world.random, account, { organisation, signer })
  })
  const signed = sign(draft, account, {
    seconds: world.now(),
    beatSeconds,
    random: world.random,
    next: () => keys.shift(),
  })
  if (signed === undefined) throw new Error('two keys were given')
  return signed
}
