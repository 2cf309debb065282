// Logs as they are served, with what whoever audits them is given: sound ones, and each spoilt in one way.

import {
  bytesOf,
  checkpointPath,
  cosigner,
  formatProof,
  formatVerifierKey,
  keyTypes,
  type Opening,
  proveInclusion,
  signatureLine,
} from '../../src/index.ts'
import { liveAccount, Sender, type Sent, signerOf } from '../entry/made.ts'
import { logSigner, type Served, served, vectorEntry } from '../log/served.ts'
import type { Asked } from './audit.ts'

export interface Case {
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly asked: Asked
}

const vkey = formatVerifierKey(logSigner.key)
const statements = `treve_statements: 1
zone: UTC
places: [{ id: city, sides: [east, west] }]
parties: [{ id: a, name: A }]
periods: [{ id: day, from: 2016-11-04, to: 2016-11-04 }]
statements:
  - id: s1
    speaker: speaker
    language: en
    paraphrase: More than ten tonnes were loaded.
    claims: ["quantity of aid > 10 t; stage loaded; place city; side open; period open"]
`

export async function cases(): Promise<ReadonlyMap<string, Case>> {
  const sent = account()
  const log = served(sent.map(({ bytes }) => bytes))
  const openings = openingsOf(sent)
  const { checkpoint, policy } = witnessed(log)
  const hashes = await proveInclusion(log.read, 100, sent.length)
  return new Map<string, Case>([
    ['seven', { files: vectors(7).files, asked: { vkey } }],
    ['grown', { files: vectors(300).files, asked: { vkey, kept: [vectors(7).checkpoint, vectors(256).checkpoint] } }],
    ['rewritten', { files: vectors(300).files, asked: { vkey, kept: [served([bytesOf('other')]).checkpoint] } }],
    ['flipped', { files: flipped(vectors(300).files, 'tile/entries/000', 20), asked: { vkey } }],
    ['another-key', { files: vectors(7).files, asked: { vkey: formatVerifierKey(signerOf(logSigner.name).key) } }],
    [
      'account',
      {
        files: new Map([...log.files, [checkpointPath, bytesOf(checkpoint)]]),
        asked: { vkey, policy, openings, proof: formatProof({ index: 100, hashes, checkpoint }), statements },
      },
    ],
    ['sealed', { files: log.files, asked: { vkey, statements } }],
    ['unwitnessed', { files: log.files, asked: { vkey, policy, openings } }],
    ['wrong-opening', { files: log.files, asked: { vkey, openings: withWrongOne(openings, sent[12]?.id) } }],
    ['erased-opening', { files: log.files, asked: { vkey, openings: sent.flatMap((each) => each.openings) } }],
    ['forged', { files: forged(sent).files, asked: { vkey, openings } }],
  ])
}

function vectors(count: number): Served {
  return served(Array.from({ length: count }, (_, at) => vectorEntry(at)))
}

const erasedIndex = 3

/** More than one bundle of entries; the coordinator is the second who signs an erasure. */
function account(): Sent[] {
  const sender = new Sender(liveAccount)
  return [
    sender.opening(),
    sender.coordinatorAdded(),
    ...Array.from({ length: 260 }, (_, at) => sender.loaded(at)),
    sender.one('notice', { type: 'notified' }, { party: 'p1', notice: { element: 'corridor' } }),
    sender.erased(erasedIndex, 'lines'),
  ]
}

/** One entry in fifty stays sealed. */
function openingsOf(sent: readonly Sent[]): Opening[] {
  return sent.flatMap(({ openings }, index) =>
    openings.filter(({ slot }) => index % 50 !== 10 && (index !== erasedIndex || slot !== 'lines')),
  )
}

function withWrongOne(openings: readonly Opening[], of: string | undefined): Opening[] {
  return openings.map((each) => (each.id === of && each.slot === 'lines' ? { ...each, value: [] } : each))
}

function witnessed({ checkpoint }: Served): { checkpoint: string; policy: string } {
  const witness = cosigner({ name: 'w1.example', type: keyTypes.cosignature, seed: new Uint8Array(32).fill(7) })
  const text = `${checkpoint.split('\n\n')[0]}\n`
  return {
    checkpoint: `${checkpoint}${signatureLine(witness.cosign(text, 1_700_000_001))}`,
    policy: `log ${vkey}\nwitness W1 ${formatVerifierKey(witness.key)}\nquorum W1\n`,
  }
}

function flipped(files: Served['files'], path: string, at: number): Map<string, Uint8Array> {
  const bytes = files.get(path)?.slice() ?? new Uint8Array()
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return new Map([...files, [path, bytes]])
}

/** The last letter but three of a signature is another, and the log has signed that: its hashes hold. */
function forged(sent: readonly Sent[]): Served {
  return served(
    sent.map(({ bytes }, index) => {
      if (index !== 77) return bytes
      const altered = bytes.slice()
      const at = altered.length - 6
      altered[at] = altered[at] === 0x41 ? 0x42 : 0x41
      return altered
    }),
  )
}
