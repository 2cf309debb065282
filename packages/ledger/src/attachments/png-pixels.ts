// How many bytes the pixels of a PNG have before they are compressed, by its header: what is more is no picture.

import { NoCopy, uint8, uint32 } from './no-copy.ts'

/** By colour type: samples of a pixel, and how many bits each may have. */
const colourTypes: ReadonlyMap<number, { readonly samples: number; readonly depths: readonly number[] }> = new Map([
  [0, { samples: 1, depths: [1, 2, 4, 8, 16] }],
  [2, { samples: 3, depths: [8, 16] }],
  [3, { samples: 1, depths: [1, 2, 4, 8] }],
  [4, { samples: 2, depths: [8, 16] }],
  [6, { samples: 4, depths: [8, 16] }],
])

interface Pass {
  /** The first pixel, and how far it is to the next. */
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
}

const wholeAtOnce: readonly Pass[] = [{ x: 0, y: 0, dx: 1, dy: 1 }]

/** Adam7: the picture comes in seven passes, each finer than the last. */
const interlaced: readonly Pass[] = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
]

/** @param header data of IHDR. @throws NoCopy */
export function bytesOfPixels(header: Uint8Array): number {
  const [width, height] = [uint32(header, 0), uint32(header, 4)]
  const colour = colourTypes.get(uint8(header, 9))
  const depth = uint8(header, 8)
  const passes = uint8(header, 12) === 0 ? wholeAtOnce : interlaced
  if (
    width === 0 ||
    height === 0 ||
    colour?.depths.includes(depth) !== true ||
    uint8(header, 10) !== 0 ||
    uint8(header, 11) !== 0 ||
    uint8(header, 12) > 1
  )
    throw new NoCopy('its header says what PNG does not know')
  const bits = colour.samples * depth
  let bytes = 0
  for (const { x, y, dx, dy } of passes) {
    const columns = Math.max(0, Math.ceil((width - x) / dx))
    const rows = Math.max(0, Math.ceil((height - y) / dy))
    // Each row begins with a byte that names its filter; a pass without pixels has no rows.
    if (columns > 0) bytes += rows * (1 + Math.ceil((columns * bits) / 8))
  }
  return bytes
}
