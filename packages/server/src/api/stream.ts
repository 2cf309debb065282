// The live stream of a pause (server-sent events): frames of the views that have changed, whole, in the order of the
// account. A reader that goes on by Last-Event-ID, at this process or another, is sent what differs from what it had, and
// nothing older. One that does not keep up is sent fewer frames, never a queue of them; at last it is dropped.

import { partNames } from '../coordination/index.ts'
import { type Actor, sees } from '../policy/index.ts'
import { errorOf, type LivePause, type LivePauses } from './live.ts'
import { isSameVersion, type Place, type Places } from './place.ts'
import type { ReadsNoted } from './services.ts'
import type { Shows } from './shown.ts'

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

export interface StreamSetup {
  readonly live: LivePauses
  readonly shows: Shows
  readonly places: Places
  readonly reads: ReadsNoted
  /** Seconds since 1970. */
  readonly nowIn: (pause: LivePause) => number
  readonly pace?: StreamPace
}

interface Reader {
  readonly pause: string
  readonly controller: ReadableStreamDefaultController<Uint8Array>
  /** Undefined once they may not read any more. */
  readonly actorNow: () => Promise<Actor | undefined>
  actor: Actor
  /** The state of access for which `actor` was asked, and their reads noted; while it is for another, nothing is shown. */
  access: unknown
  isAsking: boolean
  had: Place
  lastFrame: number
  lastSent: number
  lastAsked: number
  /** Since when it takes nothing. */
  stuckSince: number | undefined
}

/** What may lie unread between us and a reader. */
const unreadBytes = 64 * 1024

export class Streams {
  private readonly setup: StreamSetup
  private readonly pace: StreamPace
  private readonly readers = new Set<Reader>()
  private readonly encoder = new TextEncoder()
  private timer: NodeJS.Timeout | undefined
  dropped = 0

  constructor(setup: StreamSetup) {
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

  /** @param last the id of the last frame that the reader had */
  async open({
    pause,
    actor,
    actorNow,
    last,
  }: Pick<Reader, 'pause' | 'actor' | 'actorNow'> & { readonly last: string | undefined }): Promise<
    ReadableStream<Uint8Array>
  > {
    const had = last === undefined ? undefined : this.setup.places.open(last, actor.token, pause)
    const now = performance.now()
    let reader: Reader | undefined
    this.timer ??= setInterval(() => this.tickAll(), this.pace.frameMilliseconds / 2)
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          reader = {
            pause,
            controller,
            actorNow,
            actor,
            // Of no state of access yet: who opened it may have lost a role since it was asked.
            access: undefined,
            isAsking: false,
            had: had ?? { position: -1, versions: [] },
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
  private tick(reader: Reader): void {
    try {
      this.goOn(reader)
    } catch (fault) {
      process.stderr.write(`treve: stream of ${reader.pause}: ${errorOf(fault).stack}\n`)
      this.end(reader)
    }
  }

  private goOn(reader: Reader): void {
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

  private show(reader: Reader, now: number): void {
    const { live, shows, places } = this.setup
    const pause = live.of(reader.pause)
    // This process may know less than the one at which the reader was before.
    if (pause === undefined || pause.position < reader.had.position) return
    const shown = shows.all(pause, reader.actor, this.setup.nowIn(pause))
    const changed: string[] = []
    const gone: string[] = []
    const isFirst = reader.had.versions.length !== shown.length
    for (const [at, name] of partNames.entries()) {
      const each = shown[at]
      const before = reader.had.versions[at]
      if (each === undefined) {
        if (before !== undefined && before !== '') gone.push(name)
      } else if (!isSameVersion(before, each.version))
        changed.push(`${JSON.stringify(name)}:{"version":"${each.version}","view":${each.json}}`)
    }
    if (changed.length === 0 && gone.length === 0 && !isFirst) return
    reader.had = { position: pause.position, versions: shown.map((each) => each?.version.slice(0, 11) ?? '') }
    reader.lastFrame = now
    const id = places.seal(reader.had, reader.actor.token, reader.pause)
    const data = `{"pause":${JSON.stringify(reader.pause)},"views":{${changed.join(',')}},"gone":${JSON.stringify(gone)}}`
    this.send(reader, `id: ${id}\nevent: views\ndata: ${data}\n\n`, now)
  }

  private askAgain(reader: Reader, now: number, access: unknown): void {
    reader.lastAsked = now
    this.seeAgain(reader, access).catch(() => {
      // Not known now: it is asked again, and nothing shown until then if access has changed.
      reader.isAsking = false
    })
  }

  private async seeAgain(reader: Reader, access: unknown): Promise<void> {
    const actor = await reader.actorNow()
    if (!this.readers.has(reader)) return
    if (actor === undefined || actor.token !== reader.actor.token) {
      this.send(reader, 'event: signed_out\ndata: {}\n\n', performance.now())
      this.end(reader)
      return
    }
    if (access !== reader.access) await this.noteReads(reader.pause, actor)
    reader.actor = actor
    reader.access = access
    reader.isAsking = false
  }

  private async noteReads(pause: string, actor: Actor): Promise<void> {
    await Promise.all(
      partNames.filter((name) => sees(actor, name)).map((name) => this.setup.reads.note(pause, actor, name)),
    )
  }

  private send(reader: Reader, text: string, now: number): void {
    reader.lastSent = now
    try {
      reader.controller.enqueue(this.encoder.encode(text))
    } catch {
      this.readers.delete(reader)
    }
  }

  private end(reader: Reader): void {
    this.readers.delete(reader)
    try {
      reader.controller.close()
    } catch {
      // Its reader was faster.
    }
  }
}
