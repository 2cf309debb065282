// Alarms that the server raises and settles by itself, as commands: taken by whoever leads, once while one is open for the
// same. What cannot be handed over now is handed over later.

import { randomUUID } from 'node:crypto'
import type { LivePause } from '../api/live.ts'
import { type AlarmKind, openAlarm } from '../coordination/day/index.ts'
import type { Actor } from '../policy/index.ts'
import { type Database, receive, StorageFault } from '../storage/index.ts'

const server: Actor = { token: 'server', kind: 'server', roles: ['coordinator', 'dispatcher'] }

export interface Wanted {
  readonly kind: AlarmKind
  readonly key: string
  readonly isOn: boolean
  readonly about: Readonly<Partial<Record<'vehicle' | 'trip' | 'place' | 'corridor' | 'gate', string>>>
  readonly particulars: Readonly<Record<string, number | string>>
}

export class Raising {
  private readonly database: Database
  /** By kind and key: what was wanted last, until it is handed over. */
  private readonly waiting = new Map<string, Wanted>()
  private handing: Promise<void> | undefined

  constructor(database: Database) {
    this.database = database
  }

  want(wanted: Wanted): void {
    this.waiting.set(`${wanted.kind} ${wanted.key}`, wanted)
  }

  /** Hands over what waits. */
  handOver(pause: LivePause): void {
    if (this.waiting.size === 0 || this.handing !== undefined) return
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
    for (const [name, wanted] of [...this.waiting]) {
      const { kind, key, isOn, about, particulars } = wanted
      const open = openAlarm(pause.state.day, kind, key)
      if (isOn && open === undefined)
        await this.send(pause.id, 'raise_alarm', { kind, key, ...about, particulars: JSON.stringify(particulars) })
      if (!isOn && open !== undefined) await this.send(pause.id, 'settle_alarm', { alarm: open.alarm })
      // It may be wanted otherwise by now.
      if (this.waiting.get(name) === wanted) this.waiting.delete(name)
    }
  }

  private async send(pause: string, command: string, input: object): Promise<void> {
    const content = { kind: 'asked', command, input: JSON.stringify(input), by: { ...server } } as const
    await receive(this.database, { clientId: randomUUID(), pause, content })
  }
}
