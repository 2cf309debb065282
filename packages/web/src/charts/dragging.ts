// Dragging a line along the time axis: by a mouse at the line, by a finger or pen at its handle, since a finger also scrolls.

import { type PointerEvent, useRef } from 'react'
import type { Moving } from './moving.ts'

export interface Dragging {
  onPointerDown(event: PointerEvent<SVGGElement>): void
  onPointerMove(event: PointerEvent<SVGGElement>): void
  onPointerUp(event: PointerEvent<SVGGElement>): void
  onPointerCancel(event: PointerEvent<SVGGElement>): void
}

interface Held {
  readonly trip: string
  readonly pointer: number
  readonly x: number
  /** Where it was when it was taken hold of. */
  readonly seconds: number
  /** Where it is. */
  readonly now: number
  readonly secondsPerPixel: number
}

const stepSeconds = 60

export function useDragging({
  secondsPerPixel,
  moving,
  move,
  drop,
  undo,
}: {
  secondsPerPixel: number
  moving: Moving | undefined
  move: (trip: string, seconds: number) => void
  drop: (moving: Moving) => void
  undo: () => void
}): { readonly of: (trip: string) => Dragging; readonly letGo: () => void } {
  const held = useRef<Held | undefined>(undefined)
  const of = (trip: string): Dragging => ({
    onPointerDown(event) {
      const isAtHandle = event.target instanceof Element && event.target.closest('[data-handle]') !== null
      if (event.button !== 0 || (event.pointerType !== 'mouse' && !isAtHandle)) return
      const seconds = moving?.trip === trip ? moving.seconds : 0
      // A page may be zoomed, and the drawing with it.
      const scale = event.currentTarget.ownerSVGElement?.getScreenCTM()?.a ?? 1
      const { pointerId: pointer, clientX: x } = event
      held.current = { trip, pointer, x, seconds, now: seconds, secondsPerPixel: secondsPerPixel / scale }
      event.currentTarget.setPointerCapture(pointer)
    },
    onPointerMove(event) {
      const own = held.current
      if (own === undefined || own.pointer !== event.pointerId) return
      const steps = Math.round(((event.clientX - own.x) * own.secondsPerPixel) / stepSeconds)
      const seconds = own.seconds + steps * stepSeconds
      if (seconds === own.now) return
      held.current = { ...own, now: seconds }
      move(own.trip, seconds)
    },
    onPointerUp(event) {
      const own = held.current
      if (own === undefined || own.pointer !== event.pointerId) return
      held.current = undefined
      if (own.now === own.seconds) return
      if (own.now === 0) undo()
      else drop({ trip: own.trip, seconds: own.now })
    },
    onPointerCancel(event) {
      const own = held.current
      if (own === undefined || own.pointer !== event.pointerId) return
      held.current = undefined
      if (own.seconds === 0) undo()
      else move(own.trip, own.seconds)
    },
  })
  return {
    of,
    letGo() {
      held.current = undefined
    },
  }
}
