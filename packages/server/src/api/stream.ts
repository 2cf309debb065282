// The live stream of a pause (server-sent events): frames of the views that have changed, whole, in the order of the
// account. A reader that goes on by Last-Event-ID, at this process or another, is sent what differs from what it had, and
// nothing older.

import { partNames } from '../coordination/index.ts'
import { type Actor, sees } from '../policy/index.ts'
import type { LivePause, LivePauses } from './live.ts'
import { isSameVersion, type Place, type Places } from './place.ts'
import { type Opening, Readers, type Showing, type StreamPace } from './readers.ts'
import type { ReadsNoted } from './services.ts'
import type { Shown, Shows } from './shown.ts'

export interface StreamSetup {
  readonly live: LivePauses
  readonly shows: Shows
  readonly places: Places
  readonly reads: ReadsNoted
  /** Seconds since 1970. */
  readonly nowIn: (pause: LivePause) => number
  readonly pace?: StreamPace
}

export class Streams {
  private readonly setup: StreamSetup
  private readonly readers: Readers<Place>
  private readonly made = new WeakMap<readonly (Shown | undefined)[], Map<string, string | undefined>>()

  constructor(setup: StreamSetup) {
    this.setup = setup
    const { live, pace } = setup
    this.readers = new Readers({
      live,
      next: (showing) => this.next(showing),
      noteReads: (pause, actor) => this.noteReads(pause, actor),
      ...(pace === undefined ? {} : { pace }),
    })
  }

  get count(): number {
    return this.readers.count
  }

  get dropped(): number {
    return this.readers.dropped
  }

  hasPlaceFor(actor: Actor): boolean {
    return this.readers.hasPlaceFor(actor)
  }

  /** @param last the id of the last frame that the reader had */
  open({ last, ...opening }: Omit<Opening<Place>, 'had'> & { readonly last: string | undefined }) {
    const had = last === undefined ? undefined : this.setup.places.open(last, opening.actor.token, opening.pause)
    return this.readers.open({ ...opening, had: had ?? { position: -1, versions: [] } })
  }

  close(): void {
    this.readers.close()
  }

  private next({ pause: id, actor, had: before }: Showing<Place>) {
    const { live, shows, places, nowIn } = this.setup
    const pause = live.of(id)
    // This process may know less than the one at which the reader was before.
    if (pause === undefined || pause.position < before.position) return undefined
    const shown = shows.all(pause, actor, nowIn(pause))
    const data = this.dataOf(id, before, shown)
    if (data === undefined) return undefined
    const had = { position: pause.position, versions: shown.map((each) => each?.version.slice(0, 11) ?? '') }
    return { had, frame: `id: ${places.seal(had, actor.token, id)}\nevent: views\ndata: ${data}\n\n` }
  }

  /** Made once for all who had the same and are shown the same. Undefined where nothing differs. */
  private dataOf(pause: string, { versions }: Place, shown: readonly (Shown | undefined)[]): string | undefined {
    const made = this.made.get(shown) ?? new Map<string, string | undefined>()
    this.made.set(shown, made)
    const before = versions.join(' ')
    if (!made.has(before)) made.set(before, dataFrom(pause, versions, shown))
    return made.get(before)
  }

  private async noteReads(pause: string, actor: Actor): Promise<void> {
    await Promise.all(
      partNames.filter((name) => sees(actor, name)).map((name) => this.setup.reads.note(pause, actor, name)),
    )
  }
}

function dataFrom(
  pause: string,
  versions: Place['versions'],
  shown: readonly (Shown | undefined)[],
): string | undefined {
  const changed: string[] = []
  const gone: string[] = []
  const isFirst = versions.length !== shown.length
  for (const [at, name] of partNames.entries()) {
    const each = shown[at]
    const before = versions[at]
    if (each === undefined) {
      if (before !== undefined && before !== '') gone.push(name)
    } else if (!isSameVersion(before, each.version))
      changed.push(`${JSON.stringify(name)}:{"version":"${each.version}","view":${each.json}}`)
  }
  if (changed.length === 0 && gone.length === 0 && !isFirst) return undefined
  return `{"pause":${JSON.stringify(pause)},"views":{${changed.join(',')}},"gone":${JSON.stringify(gone)}}`
}
