// That an entry is in the account, for the device that made it: a proof that needs nobody's word, checked offline.

import { checkpointPath, formatProof, proveInclusion, readCheckpoint, textOf } from '@treve/ledger'
import { problem } from '../problem.ts'
import { unfenced } from '../storage/leadership.ts'
import { logStore } from '../storage/log-store.ts'
import { deviceOf, type OfDevice } from './device-only.ts'
import { type Operation, pathParameter, pauseParameter } from './operation.ts'

export const proofOperation: Operation = {
  id: 'getProof',
  method: 'get',
  path: '/api/v1/pauses/{pause}/proof/{id}',
  summary: 'A proof (c2sp.org/tlog-proof) that an entry of this device is in the account; once a checkpoint covers it.',
  parameters: [pauseParameter, pathParameter('id', 'Of the entry, 22 letters.')],
  answers: { 200: { description: 'The proof.', media: 'text/plain', schema: { type: 'string' } } },
  who: { sees: 'own_day' },
  async answer(asking) {
    const { context, path } = asking
    const of = deviceOf(asking)
    if (of instanceof Response) return of
    const leaf = await leafOf(of, path.id ?? '')
    // Of others’ entries it is not told whether there are any.
    if (leaf === undefined) return problem(context, 'not_covered')
    const { services, pause } = of
    const store = logStore(services.database, pause.account, unfenced)
    const read = (at: string) => store.read(at)
    const checkpoint = textOf((await read(checkpointPath)) ?? new Uint8Array())
    if (checkpoint === undefined || checkpoint === '') return problem(context, 'not_covered')
    const { size } = readCheckpoint(checkpoint)
    const index = await services.leaves.indexOf(pause.account, leaf, size)
    if (index === undefined) return problem(context, 'not_covered')
    const hashes = await proveInclusion(read, index, size)
    return context.body(formatProof({ index, hashes, checkpoint }), 200, {
      'content-type': 'text/plain; charset=utf-8',
    })
  },
}

/** What this device sent, as it was sent: an entry that is on disk, and its own. */
async function leafOf({ services, pause, device }: OfDevice, id: string): Promise<Uint8Array | undefined> {
  const { rows } = await services.database.query(
    `select outcome->'entries'->0->>'leaf' as leaf from commands
     where account = $1 and entry_id = $2 and asked_by = $3 and state = 'done'`,
    [pause.account, id, device],
  )
  const leaf: unknown = rows[0]?.leaf
  return typeof leaf === 'string' ? Uint8Array.from(Buffer.from(leaf, 'base64url')) : undefined
}
