// The live stream of a pause: what is so now, part by part, as this reader may see it.

import { useEffect, useState } from 'react'

export type PartName =
  | 'access'
  | 'terms'
  | 'approvals'
  | 'life'
  | 'withdrawal'
  | 'notices'
  | 'conversation'
  | 'messages'
  | 'publishing'
  | 'day'
  | 'cases'

export interface Shown {
  /** Of what this reader sees: sent along with a command, it is refused where that has changed. */
  readonly version: string
  readonly view: unknown
}

export type Views = { readonly [Name in PartName]?: Shown }

/** `away`: what is shown is as it was at `heardAt`; the browser goes on trying. */
export type Line = 'connecting' | 'live' | 'away' | 'signed_out'

export interface Live {
  readonly line: Line
  readonly views: Views
  /** Milliseconds since 1970. */
  readonly heardAt: number | undefined
}

const silence: Live = { line: 'connecting', views: {}, heardAt: undefined }

interface Frame {
  readonly views: Views
  /** Parts that this reader sees no longer. */
  readonly gone?: readonly PartName[]
}

export function useLive(pause: string): Live {
  const [live, setLive] = useState<Live>(silence)
  useEffect(() => {
    setLive(silence)
    const source = new EventSource(`/api/v1/events?pause=${encodeURIComponent(pause)}`)
    source.addEventListener('views', ({ data }: MessageEvent<string>) => {
      // The server is ours and of the same version: its shape is held by its own tests.
      const frame = JSON.parse(data) as Frame
      setLive(({ views }) => ({ line: 'live', views: merged(views, frame), heardAt: Date.now() }))
    })
    source.addEventListener('signed_out', () => {
      source.close()
      setLive(({ heardAt }) => ({ line: 'signed_out', views: {}, heardAt }))
    })
    // Until the first frame nothing was heard, not even that there is nothing to show; after it, an open line says that it still holds.
    source.onopen = () =>
      setLive(({ views, heardAt }) => ({
        line: 'live',
        views,
        heardAt: heardAt === undefined ? undefined : Date.now(),
      }))
    source.onerror = () => {
      // A stream that is refused is not tried again by the browser: nobody is signed in any more.
      const isOver = source.readyState === EventSource.CLOSED
      setLive((before) => (isOver ? { ...silence, line: 'signed_out' } : { ...before, line: 'away' }))
    }
    return () => source.close()
  }, [pause])
  return live
}

function merged(views: Views, { views: fresh, gone = [] }: Frame): Views {
  return Object.fromEntries(
    Object.entries({ ...views, ...fresh }).filter(([name]) => !gone.some((each) => each === name)),
  )
}

/** A part as the server shows it; undefined where this reader does not see it, or not yet. */
export function viewOf<T>({ views }: Live, part: PartName): { readonly version: string; readonly view: T } | undefined {
  const shown = views[part]
  // As above: of the same version.
  return shown === undefined ? undefined : { version: shown.version, view: shown.view as T }
}
