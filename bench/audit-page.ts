// What the page of bench/account-browser.bench.ts runs: the log is fetched whole first, so that what is measured is the
// audit and not how it came.

import { parseVerifierKey, type Verification, verifyEntries, verifyLog } from '@treve/ledger/verify'

const files = new Map<string, Uint8Array>()
const read = async (path: string) => files.get(path)
let verified: Verification | undefined

async function load(paths: readonly string[]): Promise<void> {
  for (const path of paths) files.set(path, new Uint8Array(await (await fetch(`/${path}`)).arrayBuffer()))
}

/** V1 to V3: seconds on the clock. */
async function auditLog(vkey: string): Promise<number> {
  const from = performance.now()
  verified = await verifyLog({ read, log: parseVerifierKey(vkey) })
  if (!verified.isValid) throw new Error('the log does not verify')
  return (performance.now() - from) / 1000
}

/** V4: seconds on the clock, and how many signatures. */
async function auditEntries(vkey: string): Promise<[number, number]> {
  if (verified === undefined) throw new Error('the log comes first')
  const from = performance.now()
  const { problems, checked } = await verifyEntries({ read, checkpoint: verified, log: parseVerifierKey(vkey) })
  if (problems.length > 0) throw new Error('the entries do not verify')
  return [(performance.now() - from) / 1000, checked.signatures]
}

Object.assign(globalThis, { load, auditLog, auditEntries })
