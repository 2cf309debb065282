// Alarms that the server raises and settles by itself, as commands: taken by whoever leads, once while one is open for the
// same. What is so goes on being wanted for as long as it is so: an alarm that is settled while its cause goes on is raised again.

import { randomUUID } from 'node:crypto'
import type { LivePause } from '../api/live.ts'
import { type Alarm, type AlarmKind, isOpen } from '../coordination/day/index.ts'
import type { Actor } from '../policy/index.ts'
import { type Intake, StorageFault } from '../storage/index.ts'

const server: Actor = { token: 'server', kind: 'server', roles: ['coordinator', 'dispatcher'] }

export interface Wanted {
  readonly kind: AlarmKind
  readonly key: string
  readonly about: Readonly<Partial<Record<'vehicle' | 'trip' | 'place' | 'corridor' | 'gate', string>>>
  readonly particulars: Readonly<Record<string, number | string>>
}

type Named = Pick<Wanted, 'kind' | 'key'>

interface On {
  readonly wanted: Wanted
  /** The one that is open for it, or was last. */
  alarm?: string
  /** Since when none is open for it, though one was. */
  missedSince?: number
  sentAt?: number
}

/** Nothing came of it, or it is not known here yet: the same is asked for again. */
const againMilliseconds = 5_000
/** Another process sees the same a little sooner: what it settles, this one mostly sees to be over by then. */
const graceMilliseconds = 10_000

export class Raising {
  private readonly intake: Pick<Intake, 'receive'>
  private readonly nowMs: () => number
  private readonly on = new Map<string, On>()
  private readonly over = new Map<string, Named>()
  /** By name: the alarm whose settling was asked for, and when. */
  private readonly settling = new Map<string, { readonly alarm: string; readonly at: number }>()
  private handing: Promise<void> | undefined

  constructor(intake: Pick<Intake, 'receive'>, nowMs: () => number = () => performance.now()) {
    this.intake = intake
    this.nowMs = nowMs
  }

  /** It is so, until it is said to be over. */
  want(wanted: Wanted): void {
    const name = nameOf(wanted)
    this.over.delete(name)
    if (!this.on.has(name)) this.on.set(name, { wanted })
  }

  /** It is so no longer. */
  isOver(named: Named): void {
    this.on.delete(nameOf(named))
  }

  /** It is so no longer, and the alarm that is open for it is to end. */
  settle(named: Named): void {
    this.isOver(named)
    this.over.set(nameOf(named), named)
  }

  /** Hands over what waits. */
  handOver(pause: LivePause): void {
    if ((this.on.size === 0 && this.over.size === 0) || this.handing !== undefined) return
    this.handing = this.handOverAll(pause)
      .catch((fault: unknown) => {
        if (!(fault instanceof StorageFault)) process.stderr.write(`treve: alarms of ${pause.id}: ${String(fault)}\n`)
      })
      .finally(() => {
        this.handing = undefined
      })
  }

  async close(): Promise<void> {
    await this.handing
  }

  private async handOverAll(pause: LivePause): Promise<void> {
    const lastOf = new Map<string, Alarm>()
    for (const alarm of pause.state.day.alarms.values()) lastOf.set(nameOf(alarm), alarm)
    for (const [name, named] of [...this.over]) {
      await this.end(pause.id, name, lastOf.get(name))
      // It may be so again by now.
      if (this.over.get(name) === named) this.over.delete(name)
    }
    for (const [name, on] of [...this.on]) await this.raise(pause.id, name, on, lastOf.get(name))
  }

  private async end(pause: string, name: string, last: Alarm | undefined): Promise<void> {
    if (last === undefined || !isOpen(last)) return
    const before = this.settling.get(name)
    const now = this.nowMs()
    if (before?.alarm === last.alarm && now - before.at < againMilliseconds) return
    await this.send(pause, 'settle_alarm', { alarm: last.alarm })
    this.settling.set(name, { alarm: last.alarm, at: now })
  }

  private async raise(pause: string, name: string, on: On, last: Alarm | undefined): Promise<void> {
    if (last !== undefined && isOpen(last)) {
      on.alarm = last.alarm
      delete on.missedSince
      return
    }
    // A person ended it, who knows that it goes on: it is raised again only once it has been over.
    if (last !== undefined && last.alarm === on.alarm && last.ended?.by !== undefined) {
      this.on.delete(name)
      return
    }
    const now = this.nowMs()
    on.missedSince ??= now
    const isOthers = last !== undefined && last.alarm === on.alarm && this.settling.get(name)?.alarm !== last.alarm
    if (isOthers && now - on.missedSince < graceMilliseconds) return
    if (on.sentAt !== undefined && now - on.sentAt < againMilliseconds) return
    const { kind, key, about, particulars } = on.wanted
    await this.send(pause, 'raise_alarm', { kind, key, ...about, particulars: JSON.stringify(particulars) })
    on.sentAt = now
  }

  private async send(pause: string, command: string, input: object): Promise<void> {
    const content = { kind: 'asked', command, input: JSON.stringify(input), by: { ...server } } as const
    await this.intake.receive({ clientId: randomUUID(), pause, content })
  }
}

function nameOf({ kind, key }: Named): string {
  return `${kind} ${key}`
}
