// One audit, from the checkpoint to what is told of statements, and its result as text: the same module in Node and in
// the page, so that what they say can be held against each other to the byte.

import {
  attestedBy,
  bytesOf,
  FactTable,
  factsOf,
  type Opening,
  parsePolicy,
  parseProof,
  parseVerifierKey,
  type Reader,
  readCheckpoint,
  readEntries,
  readStatements,
  tell,
  tileOf,
  tileWidth,
  verifyEntries,
  verifyLog,
  verifyProof,
} from '@treve/ledger/verify'

export interface Asked {
  readonly vkey: string
  readonly policy?: string
  readonly kept?: readonly string[]
  readonly openings?: readonly Opening[]
  /** As they are written to a file. */
  readonly proof?: string
  readonly statements?: string
}

export async function audit(read: Reader, { vkey, policy, kept, openings, proof, statements }: Asked): Promise<string> {
  const key = parseVerifierKey(vkey)
  const trusted = { log: key, ...(policy === undefined ? {} : { policy: parsePolicy(policy) }) }
  const log = await verifyLog({ read, ...trusted, ...(kept === undefined ? {} : { kept }) })
  const entries = log.isValid
    ? await verifyEntries({ read, checkpoint: log, log: key, openings: openings ?? [] })
    : undefined
  return asText({
    log,
    entries,
    proved: proof === undefined ? undefined : await provedBy(read, proof, trusted),
    told: statements === undefined || entries === undefined ? undefined : toldOf(entries.entries, statements),
  })
}

async function provedBy(read: Reader, text: string, trusted: Parameters<typeof verifyProof>[2]): Promise<unknown> {
  const proof = parseProof(text)
  const tile = tileOf('entries', Math.floor(proof.index / tileWidth), readCheckpoint(proof.checkpoint).size)
  const entry = tile === undefined ? undefined : (await readEntries(read, tile))[proof.index % tileWidth]
  try {
    return verifyProof(proof, entry ?? new Uint8Array(), trusted)
  } catch (fault) {
    return fault
  }
}

function toldOf(entries: Parameters<typeof attestedBy>[0], text: string): unknown {
  const { file, problems } = readStatements(bytesOf(text))
  if (file === undefined) return problems
  const { attestations, completeness, unseen } = attestedBy(entries)
  const table = new FactTable(factsOf(attestations, unseen), completeness, file.places, unseen)
  return tell(file, table, (index) => entries[index]?.entry.id ?? '')
}

/** Everything that the result holds, maps, bytes and faults too. */
function asText(value: unknown): string {
  return JSON.stringify(
    value,
    (_, each: unknown) => {
      if (each instanceof Uint8Array) return { bytes: [...each] }
      if (each instanceof Map) return { map: [...each] }
      if (each instanceof Set) return { set: [...each] }
      if (each instanceof Error) return { ...each, name: each.name, message: each.message }
      return each
    },
    1,
  )
}
