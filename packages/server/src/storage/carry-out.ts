// What is asked for is decided, one after another, each against what is so after those before it; what was decided is made
// durable before any of it is entered. So whoever takes over enters the same entries, under the same ids, and none twice.

import { randomBytes } from 'node:crypto'
import {
  type Account,
  attachmentDigest,
  type Draft,
  type Json,
  LogFault,
  Refusal,
  type Signed,
  saltBytes,
  toBase64Url,
} from '@treve/ledger'
import type { StoredAccount } from './accounts.ts'
import { type Entered, entryIdAt, type Outcome } from './commands.ts'
import type { Database } from './database.ts'
import type { AskedContent, DecidedAt, Entering, Standing, StoredEvent } from './deciding.ts'
import type { DecidedCommand, EventRow } from './events.ts'
import type { ExerciseClock } from './exercise-clock.ts'
import { StorageFault, storageFault } from './fault.ts'
import { Folded } from './folded.ts'
import type { Fence, Fenced } from './leadership.ts'

export interface AskedWaiting {
  readonly number: number
  readonly content: AskedContent
  readonly entryId: string
  /** What a leader before this one had decided. */
  readonly decided: unknown
}

/** An entry with its id and all that was drawn for it, as it is kept until it is on the account. */
interface Prepared {
  readonly draft: Draft & { readonly id: string }
  /** Base64. */
  readonly attachments: readonly { readonly salt: string; readonly bytes: string }[]
}

export interface Deliberating {
  readonly database: Database
  readonly stored: StoredAccount
  readonly account: Account
  readonly fence: Fence
  readonly beginning: Standing
  /** Seconds since 1970. */
  readonly now: () => number
  readonly clock?: () => ExerciseClock | undefined
  readonly tell?: (text: string) => void
}

const dueEverySeconds = 1
/** Said again sooner, it is the same that was not understood as said: nothing would stop it. */
const sameAgainSeconds = 30

/** The leader's: what is so in one account, and what follows from it. */
export class Deliberation {
  readonly setup: Deliberating
  private readonly folded: Folded<Standing>
  private dueAt = 0
  private readonly saidAt = new Map<string, number>()

  constructor(setup: Deliberating) {
    this.setup = setup
    this.folded = new Folded(setup.stored.number, {
      beginning: setup.beginning,
      after: (standing, event) => standing.after(event),
    })
  }

  get standing(): Standing {
    return this.folded.state
  }

  get at(): DecidedAt {
    const { now, stored, clock: clockNow } = this.setup
    const { zone, organisation } = stored.settings
    const clock = clockNow?.()
    return { nowSeconds: Math.floor(now()), zone, organisation, ...(clock === undefined ? {} : { clock }) }
  }

  async catchUp(): Promise<void> {
    await this.folded.catchUp(this.setup.database)
  }

  /** With events that were just added. */
  async follow(added: readonly EventRow[]): Promise<void> {
    if (!this.folded.take(added)) await this.catchUp()
  }

  /** Answers whether anything was. */
  async sayWhatIsDue(): Promise<boolean> {
    const { now, tell, stored } = this.setup
    if (now() < this.dueAt) return false
    this.dueAt = now() + dueEverySeconds
    let isSaid = false
    for (const each of this.standing.due(this.at)) {
      const { time: _now, ...sealed } = each.draft.sealed ?? {}
      const words = JSON.stringify([each.draft.clear, sealed])
      const before = this.saidAt.get(words)
      if (before !== undefined && now() - before < sameAgainSeconds) continue
      this.saidAt.set(words, now())
      try {
        await this.enter(prepared(each, toBase64Url(Uint8Array.from(randomBytes(16)))))
        isSaid = true
      } catch (fault) {
        if (fault instanceof LogFault && fault.kind === 'busy') {
          // It is due still once beats have made room.
          this.saidAt.delete(words)
          break
        }
        if (!(fault instanceof Refusal)) throw fault
        tell?.(`${stored.settings.pause}: what falls due was refused (${fault.message})`)
      }
    }
    for (const [words, at] of this.saidAt) if (now() - at >= sameAgainSeconds) this.saidAt.delete(words)
    return isSaid
  }

  /** @throws Refusal for what can be no entry */
  signed({ draft }: Prepared): Signed {
    return this.setup.account.compose(draft)
  }

  /** Once, whoever had begun with it. */
  async enter(each: Prepared, signed?: Signed): Promise<Entered> {
    const { account } = this.setup
    const { id } = each.draft
    const known = account.leafOf(id)
    if (known !== undefined) return { id, leaf: toBase64Url(known) }
    const { leaf } = await account.append({
      ...(signed ?? this.signed(each)),
      attachments: each.attachments.map(({ salt, bytes }, index) => ({
        id,
        index,
        salt: fromBase64(salt),
        bytes: fromBase64(bytes),
      })),
    })
    return { id, leaf: toBase64Url(leaf) }
  }

  eventOf({ draft }: Prepared): StoredEvent {
    const { clear = {}, sealed = {}, id } = draft
    const type = clear.type ?? sealed.type
    const { beatSeconds } = this.setup.stored.settings
    return {
      id,
      type: typeof type === 'string' ? type : null,
      at: Math.floor(this.setup.now() / beatSeconds) * beatSeconds,
      clear,
      opened: sealed,
    }
  }
}

interface Decision {
  readonly each: AskedWaiting
  readonly prepared: readonly Prepared[]
  /** As it is about to be entered; made anew where another had decided. */
  readonly signed: readonly Signed[]
}

/** All of one account. What cannot be decided here is left to wait. */
export async function carryOutAsked(
  waiting: readonly AskedWaiting[],
  deliberation: Deliberation | undefined,
): Promise<DecidedCommand[]> {
  if (deliberation === undefined) return []
  const decisions: Decision[] = []
  const outcomes: DecidedCommand[] = []
  let standing = deliberation.standing
  for (const each of waiting) {
    const decided = decide(each, standing, deliberation)
    if ('outcome' in decided) {
      outcomes.push({ number: each.number, outcome: decided.outcome })
      continue
    }
    decisions.push(decided)
    for (const one of decided.prepared) standing = standing.after(deliberation.eventOf(one))
  }
  await store(
    decisions.filter(({ each }) => each.decided === null),
    deliberation.setup,
  )
  const entered = await Promise.all(decisions.map((decision) => enterAll(decision, deliberation)))
  return [...outcomes, ...entered.filter((each) => each !== undefined)]
}

function decide(
  each: AskedWaiting,
  standing: Standing,
  deliberation: Deliberation,
): Decision | { readonly outcome: Outcome } {
  const { tell } = deliberation.setup
  if (each.decided !== null) return { each, prepared: each.decided as readonly Prepared[], signed: [] }
  try {
    const decided = standing.decide(each.content, deliberation.at)
    if ('refused' in decided) return { outcome: { state: 'refused', ...decided.refused } }
    const ready = decided.entering.map((entering, at) => prepared(entering, entryIdAt(each.entryId, at)))
    return { each, prepared: ready, signed: ready.map((one) => deliberation.signed(one)) }
  } catch (fault) {
    if (fault instanceof LogFault || storageFault(fault) instanceof StorageFault) throw fault
    if (!(fault instanceof Refusal))
      tell?.(`command ${each.number}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`)
    return { outcome: refusedBy(fault) }
  }
}

/** What the account does not take is told as it says it; what nobody foresaw must not stop everything else. */
function refusedBy(fault: unknown): Outcome {
  return fault instanceof Refusal
    ? { state: 'refused', code: fault.code, text: fault.message }
    : { state: 'refused', code: 'fault', text: 'a fault of ours: it was not done' }
}

async function store(decisions: readonly Decision[], { database, fence }: Deliberating): Promise<void> {
  if (decisions.length === 0) return
  await fence.write(database, storing, [
    decisions.map(({ each }) => each.number),
    decisions.map(({ prepared: all }) => JSON.stringify(all)),
  ])
}

const storing: Fenced = {
  steps: `stored as (
    update commands set decided = given.decided
    from fenced, unnest($1::bigint[], $2::json[]) as given (number, decided)
    where commands.number = given.number and state = 'waiting'
  )`,
  answer: 'select',
}

async function enterAll(
  { each, prepared: all, signed }: Decision,
  deliberation: Deliberation,
): Promise<DecidedCommand | undefined> {
  try {
    const entries = await Promise.all(all.map((one, at) => deliberation.enter(one, signed[at])))
    return { number: each.number, outcome: { state: 'done', entries } }
  } catch (fault) {
    // It is decided, and entered once beats have made room.
    if (fault instanceof LogFault && fault.kind === 'busy') return undefined
    if (!(fault instanceof Refusal)) throw fault
    deliberation.setup.tell?.(`command ${each.number}: what was decided was refused (${fault.message})`)
    return { number: each.number, outcome: refusedBy(fault) }
  }
}

function prepared({ draft, attachments }: Entering, id: string): Prepared {
  const kept = attachments.map(({ media, bytes }) => ({ media, bytes, salt: Uint8Array.from(randomBytes(saltBytes)) }))
  const rows = kept.map(({ media, bytes, salt }, index): Json => {
    return { digest: attachmentDigest(bytes, { id, index, salt }), bytes: bytes.length, media }
  })
  return {
    draft: { ...draft, id, sealed: { ...draft.sealed, ...(rows.length === 0 ? {} : { attachments: rows }) } },
    attachments: kept.map(({ salt, bytes }) => ({ salt: toBase64(salt), bytes: toBase64(bytes) })),
  }
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'))
}
