// Which pause and which page, in the address: each has one of its own, and the line stays up from one to the next.

import { type MouseEvent, useEffect, useState } from 'react'

export interface Place {
  readonly pause: string | undefined
  readonly page: string | undefined
}

const moved = 'treve:moved'

export function usePlace(): Place {
  const [place, setPlace] = useState(placeNow)
  useEffect(() => {
    const look = () => setPlace(placeNow())
    addEventListener('popstate', look)
    addEventListener(moved, look)
    return () => {
      removeEventListener('popstate', look)
      removeEventListener(moved, look)
    }
  }, [])
  return place
}

export function goTo(place: Place): void {
  history.pushState(null, '', addressOf(place))
  dispatchEvent(new Event(moved))
}

/** In the place of where it is: the way back leads past it. */
export function comeTo(place: Place): void {
  history.replaceState(null, '', addressOf(place))
  dispatchEvent(new Event(moved))
}

const byCode = 'by_code'

/** The code is spent, and leaves the address. */
export function cameByCode(): void {
  history.replaceState(byCode, '', addressOf(placeNow()))
}

export function hasComeByCode(): boolean {
  return history.state === byCode
}

export function addressOf({ pause, page }: Place): string {
  const address = new URL(location.href)
  for (const [name, value] of Object.entries({ pause, page }))
    if (value === undefined) address.searchParams.delete(name)
    else address.searchParams.set(name, value)
  address.hash = ''
  return address.pathname + address.search
}

/** Of a link: opened in place, unless the reader wants it elsewhere. */
export function linkTo(place: Place) {
  return {
    href: addressOf(place),
    onClick(event: MouseEvent) {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      goTo(place)
    },
  }
}

function placeNow(): Place {
  const { searchParams } = new URL(location.href)
  return { pause: searchParams.get('pause') ?? undefined, page: searchParams.get('page') ?? undefined }
}
