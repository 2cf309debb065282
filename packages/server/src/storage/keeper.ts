// The work of whoever leads: opens the accounts, carries out what waits, beats. One loop, one thing after another; whatever
// goes wrong with log or database ends the term, and the next one, here or elsewhere, starts from what is stored.

import { setTimeout as wait } from 'node:timers/promises'
import {
  type Account,
  type Attachment,
  LogFault,
  type Organisation,
  parseEntry,
  Refusal,
  toBase64Url,
} from '@treve/ledger'
import { keysMissing, keysOf, type OpeningWorld, openAccount, type StoredAccount, storedAccounts } from './accounts.ts'
import { type AskedWaiting, carryOutAsked, Deliberation } from './carry-out.ts'
import { certifyKeys, revokeKeys } from './certificates.ts'
import { clockOffText, secondsAhead } from './clock-off.ts'
import type { CommandContent, Outcome } from './commands.ts'
import type { Database } from './database.ts'
import type { AskedContent, Standing } from './deciding.ts'
import { destroyRemains } from './destroy.ts'
import { type DecidedCommand, Events } from './events.ts'
import { timeIn } from './exercise-clock.ts'
import { StorageFault, storageFault } from './fault.ts'
import { type Fence, lead, type Pace, type Term, usualPace } from './leadership.ts'
import { channels, type Listening, listen } from './listen.ts'
import { dropUploads, uploadsOf } from './uploads.ts'

export interface KeeperWorld extends OpeningWorld {
  /** By what commands that are asked for are decided: what is so before there is any event. */
  readonly beginning?: Standing
  readonly pace?: Pace
  /** Whose clock is further from that of the database does not begin to lead. Absent: whatever its clock. */
  readonly mostSecondsOff?: number
  /** What whoever looks after the server should know. */
  readonly tell?: (text: string) => void
  /** It leads from now on, and has opened its accounts. */
  readonly onLeading?: (term: number) => void
}

/** Until `stop`. A fault that no new start can mend is thrown: the account contradicts itself, or the code does. */
export async function keep(database: Database, world: KeeperWorld, stop: AbortSignal): Promise<void> {
  // Whoever leads must not wait behind those who ask.
  const own = database.apart('keeper')
  try {
    await keepOn(own, world, stop)
  } finally {
    await own.close()
  }
}

async function keepOn(database: Database, world: KeeperWorld, stop: AbortSignal): Promise<void> {
  const pace = world.pace ?? usualPace
  // What stays so is said once, however often it is tried again.
  let said: string | undefined
  let isClockTold = false
  const onLeading = (term: number) => {
    said = undefined
    world.onLeading?.(term)
  }
  while (!stop.aborted) {
    const off = world.mostSecondsOff === undefined ? 0 : await offNow(database, world.now)
    if (Math.abs(off) > (world.mostSecondsOff ?? 0)) {
      if (!isClockTold) world.tell?.(clockOffText(off))
      isClockTold = true
      await wait(pace.pulseMilliseconds, undefined, { signal: stop }).catch(() => undefined)
      continue
    }
    isClockTold = false
    const term = await lead(database, stop, pace)
    if (term === undefined) return
    try {
      await keepTerm(database, term, { ...world, onLeading }, stop)
    } catch (cause) {
      const fault = storageFault(cause)
      if (!isPassing(fault)) throw fault
      const text = fault instanceof Error ? fault.message : String(fault)
      if (text !== said) world.tell?.(text)
      said = text
      await wait(pace.pulseMilliseconds, undefined, { signal: stop }).catch(() => undefined)
    } finally {
      await term.end()
    }
  }
}

/** None where the database is away: to lead waits for it. */
async function offNow(database: Database, now: () => number): Promise<number> {
  try {
    return await secondsAhead(database, now)
  } catch (cause) {
    if (!(storageFault(cause) instanceof StorageFault)) throw cause
    return 0
  }
}

/** What a new start, which reads and verifies all that is stored, can go on from. */
function isPassing(fault: unknown): boolean {
  return (
    fault instanceof StorageFault || (fault instanceof LogFault && ['stopped', 'taken', 'busy'].includes(fault.kind))
  )
}

interface Kept {
  stored: StoredAccount
  readonly account: Account
  readonly events: Events
  readonly deliberation: Deliberation | undefined
  /** By which one-use keys are certified. */
  readonly own: Organisation
  beat: number
  readonly fence: Fence
}

async function keepTerm(database: Database, term: Term, world: KeeperWorld, stop: AbortSignal): Promise<void> {
  const listening = await listen(database, channels.commands)
  const kept = new Map<number, Kept>()
  const over = AbortSignal.any([stop, term.lost])
  try {
    for (let isFirst = true; !over.aborted; isFirst = false) {
      await openNew(database, term.fence, kept, world)
      if (isFirst) world.onLeading?.(term.number)
      await turn(database, kept, listening, over, world)
    }
    if (!stop.aborted)
      throw new StorageFault('deposed', 'this process leads no longer; it goes on as one of the others')
  } finally {
    for (const { account } of kept.values()) await account.close()
    await listening.close()
  }
}

/** Also pauses that were added since. */
async function openNew(database: Database, fence: Fence, kept: Map<number, Kept>, world: KeeperWorld): Promise<void> {
  for (const stored of await storedAccounts(database)) {
    const known = kept.get(stored.number)
    if (known !== undefined) {
      known.stored = stored
      continue
    }
    const keys = await keysOf(world.keysFolder, stored)
    if (keys === undefined) throw new StorageFault('unusable', keysMissing(world.keysFolder, stored.settings.pause))
    const clock = () => (kept.get(stored.number)?.stored ?? stored).clock
    const now = () => timeIn(clock(), world.now())
    const account = await openAccount(database, stored, keys, fence, { ...world, now })
    const events = new Events({ database, number: stored.number, account, fence })
    await events.catchUp()
    const { beginning, tell } = world
    const deliberation =
      beginning && new Deliberation({ database, stored, account, fence, beginning, now, clock, ...(tell && { tell }) })
    await deliberation?.catchUp()
    // Its forerunner may have died between a device’s end and that of its keys.
    await revokeKeys(database, fence, { account, number: stored.number })
    const own = { organisation: stored.settings.organisation, signer: keys.authority }
    kept.set(stored.number, { stored, account, events, deliberation, own, fence, beat: account.sequencer.beat })
  }
  await destroyRemains(database)
}

/** What waits; then, where a beat has begun, the beat; then until there is something to do. */
async function turn(
  database: Database,
  kept: ReadonlyMap<number, Kept>,
  listening: Listening,
  over: AbortSignal,
  world: KeeperWorld,
): Promise<void> {
  const begun = performance.now()
  const count = await decideWaiting(database, kept, world)
  for (const each of kept.values()) {
    // Not with the next beat, which may be far: until it is among the events it is due still.
    if ((await each.deliberation?.sayWhatIsDue()) === true) await follow(each)
    const number = each.account.beatNumber()
    if (number <= each.beat) continue
    await beat(each, world)
    each.beat = number
    await follow(each)
  }
  if (count > 0) await destroyRemains(database)
  if (count >= mostAtOnce) return
  await listening.next(millisecondsToBeat(kept, world.now()), over)
  const early = gatherMilliseconds - (performance.now() - begun)
  if (early > 0) await wait(early, undefined, { signal: over }).catch(() => undefined)
}

/** From one turn to the next, at least: what comes meanwhile is carried out together. One that comes alone does not wait. */
const gatherMilliseconds = 20

/** The events, and what is so, with what is on the account. */
async function follow({ events, deliberation }: Kept, decided: readonly DecidedCommand[] = []): Promise<void> {
  const added = await events.catchUp(decided)
  await deliberation?.follow(added)
}

async function beat({ account, stored }: Kept, { tell }: KeeperWorld): Promise<void> {
  try {
    await account.beat()
  } catch (fault) {
    if (!(fault instanceof LogFault && fault.kind === 'unwitnessed')) throw fault
    tell?.(`${stored.settings.pause}: ${fault.message}`)
  }
}

function millisecondsToBeat(kept: ReadonlyMap<number, Kept>, now: number): number {
  const longest = 1000
  const left = [...kept.values()].map(
    ({ stored: { settings, clock }, beat: last }) =>
      (((last + 1) * settings.beatSeconds - timeIn(clock, now)) * 1000) / Math.max(1, clock?.speed ?? 1),
  )
  return Math.max(10, Math.min(longest, ...left))
}

const mostAtOnce = 256

interface Waiting {
  readonly number: number
  readonly account: number
  readonly content: Exclude<CommandContent, AskedContent>
  readonly entryId: string
}

/** In the order in which they came. Each outcome stands once the entries are durable, and their events beside them. */
async function decideWaiting(
  database: Database,
  kept: ReadonlyMap<number, Kept>,
  { tell }: KeeperWorld,
): Promise<number> {
  const { rows } = await database.query(
    `select number, account, content, entry_id, decided from commands where state = 'waiting' order by number limit ${mostAtOnce}`,
    [],
    'often',
  )
  let count = 0
  const behind = new Set<number>()
  for (const run of runsOf(rows)) {
    const at = kept.get(run.account)
    if (at === undefined) continue
    const isBehind = behind.has(run.account)
    const decided =
      run.asked === undefined
        ? await carryOutAll(run.others, { ...at, database, isBehind, ...(tell && { tell }) })
        : await carryOutAsked(run.asked, at.deliberation)
    if (run.asked !== undefined && decided.length < run.asked.length) behind.add(run.account)
    if (decided.length === 0) continue
    await follow(at, decided)
    if (run.asked?.some(({ content }) => endsDevices.includes(content.command)) === true)
      await revokeKeys(database, at.fence, { account: at.account, number: run.account })
    count += decided.length
  }
  return count
}

/** Commands by which devices may report no longer. */
const endsDevices: readonly string[] = ['revoke_device', 'revoke_role']

interface Run {
  readonly account: number
  readonly asked?: AskedWaiting[]
  readonly others: Waiting[]
  readonly isHeavy?: boolean
}

/** What is asked for is decided by what came before it; the others are carried out side by side. */
function runsOf(rows: readonly Record<string, unknown>[]): Run[] {
  const runs: Run[] = []
  for (const row of rows) {
    const [number, account, entryId] = [Number(row.number), Number(row.account), String(row.entry_id)]
    const content = row.content as CommandContent
    const isAsked = content.kind === 'asked'
    // Photographs are read with their entry: of many at once the memory would not hold.
    const isHeavy = content.kind === 'entry' && (content.attachments?.length ?? 0) > 0
    let run = runs.findLast((each) => each.account === account)
    if (run === undefined || isHeavy || run.isHeavy === true || (run.asked !== undefined) !== isAsked) {
      run = isAsked ? { account, asked: [], others: [] } : { account, others: [], isHeavy }
      runs.push(run)
    }
    if (content.kind === 'asked') run.asked?.push({ number, content, entryId, decided: row.decided })
    else run.others.push({ number, account, content, entryId })
  }
  return runs
}

interface Carrying
  extends Pick<Kept, 'stored' | 'account' | 'own' | 'fence' | 'deliberation'>,
    Pick<KeeperWorld, 'tell'> {
  readonly database: Database
  /** Something that was asked for before waits still: it may be a stop. */
  readonly isBehind: boolean
}

async function carryOutAll(waiting: readonly Waiting[], carrying: Carrying): Promise<DecidedCommand[]> {
  // Before any of them, so that they are entered in the order in which they came.
  const attachments = await Promise.all(waiting.map((each) => attachmentsOf(each, carrying)))
  const outcomes = await Promise.all(waiting.map((each, at) => carryOut(each, attachments[at] ?? [], carrying)))
  return waiting.flatMap(({ number }, at) => {
    const outcome = outcomes[at]
    return outcome === undefined ? [] : [{ number, outcome }]
  })
}

async function attachmentsOf(
  { content, entryId }: Waiting,
  { account, stored, database }: Carrying,
): Promise<readonly Attachment[]> {
  if (content.kind !== 'entry' || content.attachments === undefined || content.device === undefined) return []
  // They are with the entry already, and here no more.
  if (account.leafOf(entryId) !== undefined) return []
  const { device, attachments: sent } = content
  return uploadsOf(database, { account: stored.number, device, id: entryId, sent })
}

/** Undefined where it has to wait. */
async function carryOut(
  { number, content, entryId }: Waiting,
  attachments: readonly Attachment[],
  { account, stored, own, database, fence, tell, deliberation, isBehind }: Carrying,
): Promise<Outcome | undefined> {
  try {
    if (content.kind === 'certify') {
      const { device, keys } = content
      const certificates = await database.inTransaction((client) =>
        certifyKeys(client, fence, { account, number: stored.number, own, device, keys }),
      )
      return { state: 'done', entries: [], certificates }
    }
    if (content.kind === 'entry') {
      const { device, attachments: sent } = content
      const bytes = Uint8Array.from(Buffer.from(content.bytes, 'base64'))
      const submission = { bytes, openings: content.openings, attachments }
      const entry = parseEntry(submission.bytes)
      // It was judged when it was handed in; a stop, or a later window, may have come since.
      if (entry.clear.type === 'released' && account.leafOf(entry.id) === undefined) {
        if (isBehind) return undefined
        const refused = deliberation?.standing.refusesRelease(entry, content.openings, deliberation.at)
        if (refused !== undefined) return { state: 'refused', ...refused }
      }
      const { id, leaf } = await (entry.class === 'erasure' ? account.erase(submission) : account.append(submission))
      if (device !== undefined && sent !== undefined)
        await dropUploads(database, { account: stored.number, device, id, sent })
      return doneWith({ id, leaf })
    }
    // The last leader had entered it, and died before it could say so.
    const known = account.leafOf(entryId)
    if (known !== undefined) return doneWith({ id: entryId, leaf: known })
    return doneWith(await account.say({ ...content.draft, id: entryId }))
  } catch (fault) {
    if (fault instanceof Refusal) return { state: 'refused', code: fault.code, text: fault.message }
    if (fault instanceof LogFault && fault.kind === 'busy') return undefined
    if (fault instanceof LogFault || storageFault(fault) instanceof StorageFault) throw fault
    // What nobody foresaw must not stop everything else, here and with every leader that comes after.
    tell?.(`command ${number}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`)
    const known = account.leafOf(entryId)
    return known === undefined
      ? { state: 'refused', code: 'fault', text: 'a fault of ours: it was not done' }
      : doneWith({ id: entryId, leaf: known })
  }
}

function doneWith({ id, leaf }: { readonly id: string; readonly leaf: Uint8Array }): Outcome {
  return { state: 'done', entries: [{ id, leaf: toBase64Url(leaf) }] }
}
