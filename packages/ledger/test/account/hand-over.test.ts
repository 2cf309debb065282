import { describe, expect, test } from 'vitest'
import {
  attachmentDigest,
  bytesOf,
  checkAttachment,
  handedOver,
  offer,
  oneUseKey,
  parseEntry,
  Refusal,
  receive,
  verifyEntries,
} from '../../src/index.ts'
import { authority, liveAccount, randomOf, Sender, source, time } from '../entry/made.ts'
import { logSigner, served } from '../log/served.ts'

const random = randomOf('hand-over')
const own = { organisation: source.organisation, signer: authority }

function offered() {
  const [sender, receiver] = [oneUseKey(random, liveAccount, own), oneUseKey(random, liveAccount, own)]
  const lines = [{ consignment: 'c', item: 'flour', unit: 'g', low: 5, best: 5, high: 5 }]
  const hand = offer({ class: 'field', clear: { type: 'received' }, sealed: { source, time, lines } }, liveAccount, {
    seconds: 1_478_250_000,
    beatSeconds: 900,
    random,
    sender,
    receiver: { key: receiver.signer.key, certificate: receiver.certificate },
  })
  return { hand, sender, receiver }
}

describe('a hand-over', () => {
  test('the receiver signs what it has seen, all of it; the entry verifies with both signatures', async () => {
    const { hand, sender, receiver } = offered()
    const seen: unknown[] = []
    const signature = receive(hand, receiver.signer, (values) => {
      seen.push(values.lines)
      return true
    })
    expect(seen).toEqual([[{ consignment: 'c', item: 'flour', unit: 'g', low: 5, best: 5, high: 5 }]])
    if (signature === undefined) throw new Error('not signed')
    const bytes = handedOver(hand, sender.signer, receiver.signer, signature)
    expect(parseEntry(bytes).signatures.map(({ name }) => name)).toEqual([sender.signer.name, receiver.signer.name])
    const first = new Sender(liveAccount).opening()
    const log = served([first.bytes, bytes])
    const { problems } = await verifyEntries({
      read: log.read,
      checkpoint: log.tree.head(),
      log: logSigner.key,
      openings: [...first.openings, ...hand.openings],
    })
    expect(problems).toEqual([])
  })

  test('who does not agree signs nothing', () => {
    const { hand, receiver } = offered()
    expect(receive(hand, receiver.signer, () => false)).toBeUndefined()
  })

  test('a slot that was not shown, or a value that is not the sealed one, is not signed', () => {
    const { hand, receiver } = offered()
    const hidden = { ...hand, openings: hand.openings.filter(({ slot }) => slot !== 'text') }
    expect(() => receive(hidden, receiver.signer, () => true)).toThrow(Refusal)
    const altered = {
      ...hand,
      openings: hand.openings.map((each) => (each.slot === 'lines' ? { ...each, value: null } : each)),
    }
    expect(() => receive(altered, receiver.signer, () => true)).toThrow(/does not fit/)
    const others = { ...hand, openings: offered().hand.openings }
    expect(() => receive(others, receiver.signer, () => true)).toThrow(Refusal)
  })
})

test('an attachment is bound to its bytes, its salt, its entry and its place', () => {
  const [bytes, salt] = [bytesOf('a photograph'), random(32)]
  const of = { id: 'A'.repeat(22), index: 0, salt }
  const digest = attachmentDigest(bytes, of)
  expect(() => checkAttachment(bytes, of, digest)).not.toThrow()
  for (const [other, place] of [
    [bytesOf('another'), of],
    [bytes, { ...of, index: 1 }],
    [bytes, { ...of, id: `${'A'.repeat(21)}Q` }],
    [bytes, { ...of, salt: random(32) }],
  ] as const)
    expect(() => checkAttachment(other, place, digest)).toThrow(Refusal)
  expect(() => attachmentDigest(bytes, { ...of, salt: random(8) })).toThrow(RangeError)
})
