// Readers of something that goes on, by server-sent events: each is sent what is new for it, so many times a second at most. One
// that does not keep up is sent fewer frames, never a queue of them; at last it is dropped. Whether somebody may still read
// is asked again and again, and at once when roles have changed.

import type { Context } from 'hono'
import type { Actor } from '../policy/index.ts'
import { errorOf, type LivePauses } from './live.ts'

export interface StreamPace {
  /** From one frame to the next of a reader, at least. */
  readonly frameMilliseconds: number
  readonly heartbeatMilliseconds: number
  /** Who has taken nothing for so long is dropped. */
  readonly patienceMilliseconds: number
  /** How often it is asked whether a reader may still read. */
  readonly actorMilliseconds: number
  readonly mostReaders: number
  readonly mostOfOne: number
}

export const usualStreamPace: StreamPace = {
  frameMilliseconds: 250,
  heartbeatMilliseconds: 15_000,
  patienceMilliseconds: 20_000,
  actorMilliseconds: 5000,
  mostReaders: 2000,
  mostOfOne: 8,
}

/** Who is shown something, and what they had of it before. */
export interface Showing<Had> {
  readonly pause: string
  readonly actor: Actor
  readonly had: Had
}

export interface ReadersSetup<Had> {
  readonly live: LivePauses
  /** The next frame, and what the reader has by it; undefined: nothing is new. */
  readonly next: (showing: Showing<Had>) => { readonly frame: string; readonly had: Had } | undefined
  /** Before anything is shown to them by new roles. */
  readonly noteReads: (pause: string, actor: Actor) => Promise<void>
  readonly pace?: StreamPace
}

export interface Opening<Had> {
  readonly pause: string
  readonly actor: Actor
  /** Undefined once they may not read any more. */
  readonly actorNow: () => Promise<Actor | undefined>
  readonly had: Had
}

interface Reader<Had> extends Opening<Had> {
  readonly controller: ReadableStreamDefaultController<Uint8Array>
  actor: Actor
  /** The state of access for which `actor` was asked, and their reads noted; while it is for another, nothing is shown. */
  access: unknown
  isAsking: boolean
  had: Had
  lastFrame: number
  lastSent: number
  lastAsked: number
  /** Since when it takes nothing. */
  stuckSince: number | undefined
}

export function eventStream(context: Context, frames: ReadableStream<Uint8Array>): Response {
  return context.body(frames, 200, {
    'content-type': 'text/event-stream; charset=utf-8',
    // A proxy that holds frames back would make them late.
    'x-accel-buffering': 'no',
  })
}

/** What may lie unread between us and a reader. */
const unreadBytes = 64 * 1024

export class Readers<Had> {
  private readonly setup: ReadersSetup<Had>
  private readonly pace: StreamPace
  private readonly readers = new Set<Reader<Had>>()
  private readonly encoder = new TextEncoder()
  private timer: NodeJS.Timeout | undefined
  dropped = 0

  constructor(setup: ReadersSetup<Had>) {
    this.setup = setup
    this.pace = setup.pace ?? usualStreamPace
  }

  get count(): number {
    return this.readers.size
  }

  /** Whether one more may read. */
  hasPlaceFor({ token }: Actor): boolean {
    if (this.readers.size >= this.pace.mostReaders) return false
    return [...this.readers].filter(({ actor }) => actor.token === token).length < this.pace.mostOfOne
  }

  open(opening: Opening<Had>): ReadableStream<Uint8Array> {
    const now = performance.now()
    let reader: Reader<Had> | undefined
    this.timer ??= setInterval(() => this.tickAll(), this.pace.frameMilliseconds / 2)
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          reader = {
            ...opening,
            controller,
            // Of no state of access yet: who opened it may have lost a role since it was asked.
            access: undefined,
            isAsking: false,
            lastFrame: Number.NEGATIVE_INFINITY,
            lastSent: now,
            lastAsked: now,
            stuckSince: undefined,
          }
          this.readers.add(reader)
          // Proxies and browsers take the stream for begun once there is something in it.
          controller.enqueue(this.encoder.encode('retry: 1000\n\n'))
          this.tick(reader)
        },
        cancel: () => {
          if (reader !== undefined) this.readers.delete(reader)
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: unreadBytes }),
    )
  }

  close(): void {
    clearInterval(this.timer)
    for (const reader of this.readers) this.end(reader)
  }

  private tickAll(): void {
    for (const reader of this.readers) this.tick(reader)
    if (this.readers.size > 0) return
    clearInterval(this.timer)
    this.timer = undefined
  }

  /** A fault in what one reader is shown ends their stream, and nobody else’s: they come again by themselves. */
  private tick(reader: Reader<Had>): void {
    try {
      this.goOn(reader)
    } catch (fault) {
      process.stderr.write(`treve: stream of ${reader.pause}: ${errorOf(fault).stack}\n`)
      this.end(reader)
    }
  }

  private goOn(reader: Reader<Had>): void {
    const now = performance.now()
    const access = this.setup.live.of(reader.pause)?.state.access
    if (!reader.isAsking && access !== reader.access) {
      reader.isAsking = true
      this.askAgain(reader, now, access)
    } else if (now - reader.lastAsked >= this.pace.actorMilliseconds) this.askAgain(reader, now, reader.access)
    if ((reader.controller.desiredSize ?? 0) <= 0) {
      reader.stuckSince ??= now
      if (now - reader.stuckSince < this.pace.patienceMilliseconds) return
      this.dropped += 1
      this.readers.delete(reader)
      reader.controller.error(new Error('the reader of a stream does not keep up'))
      return
    }
    reader.stuckSince = undefined
    if (!reader.isAsking && now - reader.lastFrame >= this.pace.frameMilliseconds) this.show(reader, now)
    if (now - reader.lastSent >= this.pace.heartbeatMilliseconds) this.send(reader, ': \n\n', now)
  }

  private show(reader: Reader<Had>, now: number): void {
    const next = this.setup.next(reader)
    if (next === undefined) return
    reader.had = next.had
    reader.lastFrame = now
    this.send(reader, next.frame, now)
  }

  private askAgain(reader: Reader<Had>, now: number, access: unknown): void {
    reader.lastAsked = now
    this.seeAgain(reader, access).catch(() => {
      // Not known now: it is asked again, and nothing shown until then if access has changed.
      reader.isAsking = false
    })
  }

  private async seeAgain(reader: Reader<Had>, access: unknown): Promise<void> {
    const actor = await reader.actorNow()
    if (!this.readers.has(reader)) return
    if (actor === undefined || actor.token !== reader.actor.token) {
      this.send(reader, 'event: signed_out\ndata: {}\n\n', performance.now())
      this.end(reader)
      return
    }
    if (access !== reader.access) await this.setup.noteReads(reader.pause, actor)
    reader.actor = actor
    reader.access = access
    reader.isAsking = false
  }

  private send(reader: Reader<Had>, text: string, now: number): void {
    reader.lastSent = now
    try {
      reader.controller.enqueue(this.encoder.encode(text))
    } catch {
      this.readers.delete(reader)
    }
  }

  private end(reader: Reader<Had>): void {
    this.readers.delete(reader)
    try {
      reader.controller.close()
    } catch {
      // Its reader was faster.
    }
  }
}
