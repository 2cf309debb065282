// What two people have opened to the public, for whoever asks without signing in: the log whole, and of what is sealed behind it the
// slots that they named, in entries from before they did. Verified as any account is: `treve account verify`.

import {
  checkpointPath,
  type Opening,
  parseVerifierKey,
  type Release,
  readerAt,
  verifyEntries,
  verifyLog,
} from '@treve/ledger'
import { problem } from '../problem.ts'
import type { Database } from '../storage/index.ts'
import { unfenced } from '../storage/leadership.ts'
import { logStore } from '../storage/log-store.ts'
import { sealedStore } from '../storage/sealed-store.ts'
import type { LivePause } from './live.ts'
import { inLines, readLog } from './log.ts'
import { type Operation, pathParameter, pauseParameter } from './operation.ts'

export const publicAccount: Operation = {
  id: 'readPublicAccount',
  method: 'get',
  path: '/public/{pause}/{file+}',
  summary:
    'The account as two people have released it: “checkpoint”, “vkey”, “tile/…” and “openings.jsonl”, for everybody. Before that, and once it is closed again, nothing.',
  parameters: [pauseParameter, pathParameter('file', 'One of these.')],
  answers: {
    200: { description: 'The file.', media: 'application/octet-stream', schema: { type: 'string', format: 'binary' } },
  },
  who: { sees: 'log', orReleased: true },
  async answer(asking) {
    const { context, services, path } = asking
    const pause = services?.live.of(path.pause ?? '')
    // Auditors have the account itself; what is here is the public's, and before the release there is nothing.
    if (services === undefined || pause?.isReleased !== true) return problem(context, 'not_found')
    const { file = '' } = path
    if (file === 'vkey')
      return pause.verifierKey === undefined
        ? problem(context, 'not_found')
        : context.text(`${pause.verifierKey}\n`, 200, { 'cache-control': 'no-store' })
    if (file !== 'openings.jsonl')
      return readLog(asking, file, file === checkpointPath ? 'text/plain; charset=utf-8' : 'application/octet-stream')
    const opened = await openedIn(services.database, pause)
    return opened === undefined ? problem(context, 'not_found') : inLines(context, opened)
  },
}

interface Opened {
  /** The last entry that released it: what it opens is read once. */
  readonly by: string
  readonly slotsOf: Promise<ReadonlyMap<string, ReadonlySet<string>>>
}

// What one release opens never changes after it; of each account of each database the last.
const openedBefore = new WeakMap<Database, Map<number, Opened>>()

async function openedIn(database: Database, pause: LivePause): Promise<AsyncIterable<Opening> | undefined> {
  const by = pause.state.publishing.released?.entry
  if (by === undefined || pause.verifierKey === undefined) return undefined
  const accounts = openedBefore.get(database) ?? new Map<number, Opened>()
  openedBefore.set(database, accounts)
  const known = accounts.get(pause.account)
  const found = known?.by === by ? known : { by, slotsOf: slotsIn(database, pause.account, pause.verifierKey) }
  accounts.set(pause.account, found)
  const slotsOf = await found.slotsOf.catch((fault: unknown) => {
    if (accounts.get(pause.account) === found) accounts.delete(pause.account)
    throw fault
  })
  const sealed = sealedStore({ database, account: pause.account, fence: unfenced, random: () => new Uint8Array() })
  return only(sealed.all(), slotsOf)
}

async function* only(
  openings: AsyncIterable<Opening>,
  slotsOf: ReadonlyMap<string, ReadonlySet<string>>,
): AsyncGenerator<Opening> {
  for await (const opening of openings) if (slotsOf.get(opening.id)?.has(opening.slot) === true) yield opening
}

/** By entry, the slots that a release after it opens. */
async function slotsIn(
  database: Database,
  account: number,
  verifierKey: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const store = logStore(database, account, unfenced)
  const note = await store.read(checkpointPath)
  if (note === undefined) return new Map()
  const read = readerAt((path) => store.read(path), note)
  const log = parseVerifierKey(verifierKey)
  const verified = await verifyLog({ read, log })
  if (!verified.isValid) throw new Error(`the log of account ${account} does not verify`)
  const { account: state, entries } = await verifyEntries({ read, checkpoint: verified, log })
  return opensOf(entries, state?.releases ?? [])
}

function opensOf(
  entries: readonly { readonly entry: { readonly id: string }; readonly index: number }[],
  releases: readonly Release[],
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    entries.map(({ entry, index }) => [
      entry.id,
      new Set(releases.flatMap(({ at, slots }) => (index < at ? slots : []))),
    ]),
  )
}
