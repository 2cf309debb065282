// Two phones that share no network sign one hand-over: what comes of it is an entry like any other, and of nothing else.

import { utc } from '@treve/model'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completed, confirmed, type Json, type Offered, offeredFault, toBase64Url } from '../../src/device.ts'
import { factsOf } from '../../src/facts/fact.ts'
import {
  attestedBy,
  type Certificate,
  factsTold,
  formatVerifierKey,
  oneUseKey,
  parseEntry,
  Refusal,
  verifyEntries,
} from '../../src/index.ts'
import { authority, exerciseAccount, liveAccount, randomOf, Sender, signerOf, source, time } from '../entry/made.ts'
import { logSigner, served } from '../log/served.ts'

const account = { name: liveAccount, beatSeconds: 900, certifiers: [formatVerifierKey(authority.key)] }
const line = { consignment: 'c', item: 'flour', unit: 'g', low: 5, best: 5, high: 5 }

/** A key as a phone's stock holds it. */
function stocked(random: (length: number) => Uint8Array, name = liveAccount, signer = authority) {
  const key = oneUseKey(random, name, { organisation: source.organisation, signer })
  return { signer: key.signer, certificate: key.certificate as unknown as Certificate }
}

function twoPhones(seed = 'two phones', sealed: Readonly<Record<string, Json>> = {}) {
  const random = randomOf(seed)
  const [giver, receiver] = [stocked(random), stocked(random)]
  const offered: Offered = {
    id: toBase64Url(random(16)),
    seconds: 1_478_250_000,
    seed: toBase64Url(random(32)),
    giver: { vkey: formatVerifierKey(giver.signer.key), certificate: giver.certificate },
    sealed: { type: 'received', source: { ...source }, time, lines: [line], ...sealed },
  }
  return { random, giver, receiver, offered }
}

const refusing = (make: () => unknown, code: string) => {
  try {
    make()
  } catch (fault) {
    if (fault instanceof Refusal) return expect(fault.code).toBe(code)
    throw fault
  }
  throw new Error('it was not refused')
}

describe('what two phones sign', () => {
  test('is one entry with both signatures, which the account’s own verifier finds sound', async () => {
    const { giver, receiver, offered } = twoPhones()
    expect(offeredFault(offered, account)).toBeUndefined()
    const answer = confirmed(offered, account, { receiver: 'desk-7', key: receiver })
    const { bytes, openings } = completed(offered, account, giver.signer, answer)
    expect(parseEntry(bytes).signatures.map(({ name }) => name)).toEqual([giver.signer.name, receiver.signer.name])
    expect(openings.find(({ slot }) => slot === 'source')?.value).toEqual({ ...source, receiver: 'desk-7' })
    expect(new Set(openings.map(({ salt }) => salt)).size).toBe(openings.length)
    const first = new Sender(liveAccount).opening()
    const log = served([first.bytes, bytes])
    const { problems, checked, entries } = await verifyEntries({
      read: log.read,
      checkpoint: log.tree.head(),
      log: logSigner.key,
      openings: [...first.openings, ...openings],
    })
    expect(problems).toEqual([])
    expect(checked.handOvers).toBe(1)
    // It is told as what both signed, and corroborates nothing: both are of one organisation.
    const attested = attestedBy(entries)
    expect(factsTold(attested, utc).lines).toMatchObject([
      { stages: [{ stage: 'received', best: 5, signedByBoth: { low: 5, best: 5, high: 5 } }] },
    ])
    expect(factsOf(attested.attestations, attested.unseen)).toMatchObject([{ stage: 'received', status: 'reported' }])
  })

  test('looks from outside as any other report does', () => {
    const { giver, receiver, offered } = twoPhones()
    const { bytes } = completed(
      offered,
      account,
      giver.signer,
      confirmed(offered, account, { receiver: 'desk-7', key: receiver }),
    )
    const text = new TextDecoder().decode(bytes)
    expect(bytes.length).toBe(2048)
    for (const word of ['desk-7', 'received', 'flour', 'own staff']) expect(text).not.toContain(word)
  })

  test('is refused by the giver wherever a letter of it is another than the receiver saw', () => {
    const { giver, receiver, offered } = twoPhones()
    const answer = confirmed(offered, account, { receiver: 'desk-7', key: receiver })
    const others: readonly Offered[] = [
      { ...offered, seconds: offered.seconds + 900 },
      { ...offered, seed: toBase64Url(new Uint8Array(32)) },
      { ...offered, id: 'A'.repeat(22) },
      { ...offered, sealed: { ...offered.sealed, lines: [{ ...line, low: 4 }] } },
      { ...offered, sealed: { ...offered.sealed, place: { place: 'elsewhere' } } },
      { ...offered, giver: { ...offered.giver, vkey: formatVerifierKey(stocked(randomOf('x')).signer.key) } },
    ]
    for (const other of others.slice(0, -1))
      refusing(() => completed(other, account, giver.signer, answer), 'bad_signature')
    for (const other of others.slice(-1)) refusing(() => completed(other, account, giver.signer, answer), 'unknown_key')
    refusing(() => completed(offered, account, giver.signer, { ...answer, receiver: 'desk-8' }), 'bad_signature')
  })

  test('of any amounts, is signed over those amounts and no others', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000_000 })
    fc.assert(
      fc.property(amount, amount, (said, seen) => {
        const of = (best: number) => ({ lines: [{ ...line, low: best, best, high: best }] })
        const { giver, receiver, offered } = twoPhones('amounts', of(said))
        const shown = { ...offered, sealed: { ...offered.sealed, ...of(seen) } }
        const answer = confirmed(shown, account, { receiver: 'desk-7', key: receiver })
        if (said === seen) expect(completed(offered, account, giver.signer, answer).id).toBe(offered.id)
        else refusing(() => completed(offered, account, giver.signer, answer), 'bad_signature')
      }),
      { numRuns: 30 },
    )
  })

  test('is by two keys, of two who report, both certified for this account by whoever is known to', () => {
    const { random, giver, receiver, offered } = twoPhones()
    refusing(() => confirmed(offered, account, { receiver: source.chain, key: receiver }), 'bad_value')
    refusing(
      () => completed(offered, account, giver.signer, confirmed(offered, account, { receiver: 'desk-7', key: giver })),
      'malformed',
    )
    const elsewhere = stocked(random, exerciseAccount)
    refusing(() => confirmed(offered, account, { receiver: 'desk-7', key: elsewhere }), 'unknown_key')
    const strangers = stocked(random, liveAccount, signerOf('a-stranger'))
    refusing(() => confirmed(offered, account, { receiver: 'desk-7', key: strangers }), 'unknown_key')
    const theirs = {
      ...offered,
      giver: { vkey: formatVerifierKey(strangers.signer.key), certificate: strangers.certificate },
    }
    expect(offeredFault(theirs, account)?.code).toBe('unknown_key')
    refusing(() => confirmed(theirs, account, { receiver: 'desk-7', key: receiver }), 'unknown_key')
  })

  test('says that goods were received, and nothing that could be taken for more', () => {
    for (const type of ['offloaded', 'departed', 'people_arrived'])
      expect(offeredFault(twoPhones('types', { type }).offered, account)).toBeInstanceOf(Refusal)
    const named = { source: { ...source, receiver: 'desk-7' } }
    const plain = () => new Sender(liveAccount).field('offloaded', { source: named.source, time, lines: [line] })
    expect(plain).toThrow(/receiver signs what was received/)
  })
})
