// What is signed where the key is: in this browser, from a file that its owner keeps. Neither key nor file is sent or kept.

import {
  digestOfText,
  formatPrivateKey,
  formatVerifierKey,
  halfIn,
  isReleaseShown,
  keyTypes,
  LogFault,
  nextStep,
  noteSigner,
  type PrivateKey,
  parsePrivateKey,
  Refusal,
  readyIn,
  signedText,
} from '@treve/ledger/device'
import type { GetReleaseTold } from '../../client/operations.ts'

export interface KeyMade {
  /** Handed to the device as a file. */
  readonly file: string
  readonly verifierKey: string
}

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

export function makeKey(name: string): KeyMade {
  const key: PrivateKey = { name, type: keyTypes.ed25519, seed: random(32) }
  return { file: `${formatPrivateKey(key)}\n`, verifierKey: formatVerifierKey(noteSigner(key).key) }
}

/** What is asked of the server next. */
export type Signing =
  | { readonly kind: 'sign'; readonly input: { readonly key: string; readonly ready?: string; readonly half?: string } }
  | { readonly kind: 'enter'; readonly signed: string }
  | {
      readonly kind: 'refused'
      readonly code: 'key_file_unusable' | 'key_unknown' | 'half_unusable' | 'opens_other' | 'too_early'
    }

export function signingWith(keyFile: string, told: GetReleaseTold): Signing {
  const key = keyIn(keyFile)
  if (key === undefined) return { kind: 'refused', code: 'key_file_unusable' }
  const own = formatVerifierKey(noteSigner(key).key)
  const organisation = told.keys.find((each) => each.key === own)?.organisation
  if (organisation === undefined) return { kind: 'refused', code: 'key_unknown' }
  const { log, pause, mode, clear, beat_s: beatSeconds, now } = told
  // Of what is sealed it opens what is shown, and names no slots besides.
  if (clear.opens === undefined) return { kind: 'refused', code: 'too_early' }
  if (!isReleaseShown({ ...clear })) return { kind: 'refused', code: 'opens_other' }
  const others = told.signed.filter((each) => each.key !== own)
  try {
    const step = nextStep(
      { key, organisation },
      others.map(({ ready, half }) => ({ ready: readyIn(ready ?? ''), half: halfIn(half ?? '') })),
      { account: { log, pause, mode }, clear: { ...clear }, beatSeconds },
      { seconds: Date.parse(now) / 1000, random },
    )
    if ('signed' in step) return { kind: 'enter', signed: signedText(step.signed) }
    if ('half' in step) return { kind: 'sign', input: { key: own, half: JSON.stringify(step.half) } }
    return { kind: 'sign', input: { key: own, ready: JSON.stringify(step.ready) } }
  } catch (fault) {
    if (fault instanceof Refusal || fault instanceof LogFault) return { kind: 'refused', code: 'half_unusable' }
    throw fault
  }
}

/** What the command line has printed: undefined for anything else. */
export function printedIn(text: string): Signing | undefined {
  let told: unknown
  try {
    told = JSON.parse(text)
  } catch {
    return undefined
  }
  const { key, ready, half, signed } = (told ?? {}) as Record<string, unknown>
  if (typeof signed === 'string') return { kind: 'enter', signed }
  if (typeof key !== 'string') return undefined
  if (typeof ready === 'string') return { kind: 'sign', input: { key, ready } }
  return typeof half === 'string' ? { kind: 'sign', input: { key, half } } : undefined
}

/** SHA-256 of what one has signed, for two people to read out to each other. */
export function digestsIn(told: GetReleaseTold): readonly string[] {
  return told.signed.flatMap(({ half }) => {
    const text = halfIn(half ?? '')?.text
    return text === undefined ? [] : [digestOfText(text)]
  })
}

function keyIn(file: string): PrivateKey | undefined {
  try {
    const key = parsePrivateKey(file.trim())
    return key.type === keyTypes.ed25519 ? key : undefined
  } catch (fault) {
    if (fault instanceof LogFault) return undefined
    throw fault
  }
}
