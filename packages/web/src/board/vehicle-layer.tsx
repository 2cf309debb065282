// Vehicles on the map: a canvas over the drawing, since 500 that move are too many for elements of a page.

import { useEffect, useRef } from 'react'
import type { Projection } from '../map/projection.ts'
import { ageSeconds, type Positions, placeAt, type Shown } from './positions.ts'

/** A position older than this is drawn hollow: it may be elsewhere by now. */
export const oldSeconds = 300
const labelled = 40
const labelledOnPhone = 6

interface Inks {
  readonly ink: string
  readonly ground: string
  readonly accent: string
  readonly stop: string
}

export function VehicleLayer({ positions, projection }: { positions: Positions; projection: Projection }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (element === null || context === null || context === undefined) return undefined
    const sharpness = Math.min(2, devicePixelRatio)
    element.width = Math.round(projection.width * sharpness)
    element.height = Math.round(projection.height * sharpness)
    const inks = inksOf(element)
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    let next = 0
    const paint = () => {
      context.setTransform(sharpness, 0, 0, sharpness, 0, 0)
      draw(context, projection, [...positions.vehicles.values()], inks, performance.now(), isStill)
    }
    const again = () => {
      paint()
      next = requestAnimationFrame(again)
    }
    // Who asked for less motion sees a vehicle at its new place when it is told, and nothing in between.
    if (isStill) {
      paint()
      return positions.follow(paint)
    }
    next = requestAnimationFrame(again)
    return () => cancelAnimationFrame(next)
  }, [positions, projection])
  return <canvas ref={canvas} className="vehicle-layer" aria-hidden="true" />
}

function inksOf(element: Element): Inks {
  const style = getComputedStyle(element)
  const of = (name: string) => style.getPropertyValue(name).trim()
  return { ink: of('--ink'), ground: of('--ground'), accent: of('--accent'), stop: of('--stop') }
}

function draw(
  context: CanvasRenderingContext2D,
  { width, height, point }: Projection,
  vehicles: readonly Shown[],
  inks: Inks,
  now: number,
  isStill: boolean,
): void {
  context.clearRect(0, 0, width, height)
  context.font = '11px "Noto Sans", sans-serif'
  context.lineWidth = 1.6
  const seen = vehicles.flatMap((vehicle) => {
    const { lat, lon } = isStill ? vehicle : placeAt(vehicle, now)
    const { x, y } = point([lon, lat])
    return x < -20 || y < -20 || x > width + 20 || y > height + 20 ? [] : [{ vehicle, x, y }]
  })
  // All that look alike in one stroke: a path of hundreds costs little more than one of a few.
  const looks = Map.groupBy(seen, ({ vehicle }) => lookOf(vehicle, now))
  for (const [look, alike] of looks) {
    context.beginPath()
    for (const { vehicle, x, y } of alike) trace(context, x, y, vehicle, look === 'flagged')
    context.fillStyle = look === 'fresh' ? inks.accent : inks.ground
    context.strokeStyle = look === 'flagged' ? inks.stop : inks.ink
    context.setLineDash(look === 'old' ? [2, 2] : [])
    context.fill()
    context.stroke()
  }
  context.setLineDash([])
  // On a phone they would only cover each other: the list has them.
  if (seen.length > (width < 600 ? labelledOnPhone : labelled)) return
  // Else an Arabic page would write them over what they name.
  context.direction = 'ltr'
  context.textAlign = 'left'
  context.strokeStyle = inks.ground
  context.fillStyle = inks.ink
  context.lineWidth = 3
  for (const { vehicle, x, y } of seen) {
    context.strokeText(vehicle.id, x + 9, y + 4)
    context.fillText(vehicle.id, x + 9, y + 4)
  }
}

function lookOf(vehicle: Shown, now: number): 'fresh' | 'old' | 'flagged' {
  if ((vehicle.flags ?? []).length > 0) return 'flagged'
  const age = ageSeconds(vehicle, now)
  return age === undefined || age > oldSeconds ? 'old' : 'fresh'
}

/** An arrow where it heads; a disc where that is not told, or it stands; struck through where it is not relied on. */
function trace(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  { heading, speed_mps: speed }: Shown,
  isStruck: boolean,
): void {
  if (heading === undefined || heading === null || speed === undefined || speed === null || speed < 0.5) {
    context.moveTo(x + 4.5, y)
    context.arc(x, y, 4.5, 0, 2 * Math.PI)
  } else {
    const turn = (heading * Math.PI) / 180
    const corner = (angle: number, far: number) =>
      [x + Math.sin(turn + angle) * far, y - Math.cos(turn + angle) * far] as const
    context.moveTo(...corner(0, 8))
    context.lineTo(...corner(2.5, 7))
    context.lineTo(...corner(Math.PI, 3))
    context.lineTo(...corner(-2.5, 7))
    context.closePath()
  }
  if (!isStruck) return
  context.moveTo(x - 7, y - 7)
  context.lineTo(x + 7, y + 7)
}
