// What the page of the test runs. The test calls it by the names put here.

import { fromBase64 } from '../../src/log/bytes.ts'
import { ed25519Verifier, verifySignatures } from '../../src/log/crypto.ts'
import { type Asked, audit } from './audit.ts'

async function audited(name: string): Promise<string> {
  const asked = (await (await fetch(`/${name}/asked`)).json()) as Asked
  return audit(async (path) => {
    const response = await fetch(`/${name}/${path}`)
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined
  }, asked)
}

/** Whether each holds, by both ways of asking. */
async function hold(items: readonly (readonly string[])[]): Promise<[boolean, boolean][]> {
  const all = items.map(([publicKey = '', message = '', signature = '']) => ({
    publicKey: fromBase64(publicKey) ?? new Uint8Array(),
    message: fromBase64(message) ?? new Uint8Array(),
    signature: fromBase64(signature) ?? new Uint8Array(),
  }))
  const many = await verifySignatures(all)
  return all.map(({ publicKey, message, signature }, at) => [
    ed25519Verifier(publicKey)(message, signature),
    many[at] === true,
  ])
}

Object.assign(globalThis, { audited, hold })
