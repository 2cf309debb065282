// PNG (third edition): a row of chunks. Kept are those that a picture cannot be decoded or shown right without; texts, times,
// EXIF, further pictures of an animation and all that is not known are not.

import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { bytesOf, joined } from '../log/bytes.ts'
import { mostProfileBytes, profileWithoutMetadata } from './colour-profile.ts'
import { checkPixels, letters, NoCopy, part, uint32 } from './no-copy.ts'
import { exifOf, onlyOrientation, orientationIn } from './orientation.ts'
import { bytesOfPixels } from './png-pixels.ts'

export const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** Bytes that each has at most. Chromaticities, gamma and coded colours; size of a pixel; what is transparent. */
const kept: ReadonlyMap<string, number> = new Map([
  ['PLTE', 768],
  ['cHRM', 32],
  ['gAMA', 4],
  ['sRGB', 1],
  ['cICP', 4],
  ['pHYs', 9],
  ['tRNS', 256],
])

/** As many as the most pixels have with four samples of eight bits: they are unfolded in memory. */
const mostPixelBytes = 1_000_000_000

/** @throws NoCopy */
export function pngWithoutMetadata(bytes: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = []
  const orientations: number[] = []
  /** Before palette and picture: where a profile and EXIF have their place. */
  let afterHeader: Uint8Array | undefined
  let pixelBytes = 0
  /** Its chunks follow each other: decoders take them as one. */
  const picture: Uint8Array[] = []
  /** How many chunks stand before it. */
  let pictureAt = 0
  let before = ''
  for (let at = pngSignature.length; ; ) {
    const length = uint32(bytes, at)
    const type = letters(bytes, at + 4, 4)
    const data = part(bytes, at + 8, length)
    const isWhole = crc32(part(bytes, at + 4, 4 + length)) === uint32(bytes, at + 8 + length)
    if ((chunks.length === 0) !== (type === 'IHDR')) throw new NoCopy('it does not begin as PNG does')
    at += 12 + length
    const most = kept.get(type)
    const isNext = before === type
    before = type
    if (type === 'IHDR') {
      if (length !== 13) throw new NoCopy('it does not begin as PNG does')
      checkPixels(uint32(data, 0), uint32(data, 4))
      pixelBytes = bytesOfPixels(data)
      if (pixelBytes > mostPixelBytes)
        throw new NoCopy(`its pixels have ${pixelBytes} bytes, and ${mostPixelBytes} are the most`)
    } else if (type === 'IEND') break
    else if (type === 'iCCP') {
      if (afterHeader !== undefined) throw new NoCopy('it has two colour profiles')
      afterHeader = chunk('iCCP', joined([bytesOf('ICC\0\0'), deflateSync(profileWithoutMetadata(profileIn(data)))]))
      continue
    } else if (type === 'eXIf') {
      orientations.push(orientationIn(data))
      continue
    } else if (type === 'IDAT') {
      if (picture.length > 0 && !isNext) throw new NoCopy('parts of its picture do not follow each other')
      if (!isWhole) throw damaged()
      if (picture.length === 0) pictureAt = chunks.length
      picture.push(data)
      continue
    } else if (most === undefined) {
      if (/^[A-Z]/.test(type)) throw new NoCopy(`it has a part “${type}” that is not known here`)
      continue
    } else if (length > most) throw new NoCopy(`its ${type} is longer than any`)
    if (!isWhole) throw damaged()
    chunks.push(chunk(type, data))
  }
  if (picture.length === 0) throw new NoCopy('there is no picture in it')
  chunks.splice(pictureAt, 0, chunk('IDAT', onlyPixels(joined(picture), pixelBytes)))
  const [header = new Uint8Array(), ...rest] = chunks
  const orientation = onlyOrientation(orientations)
  return joined([
    pngSignature,
    header,
    ...(afterHeader === undefined ? [] : [afterHeader]),
    ...(orientation === 1 ? [] : [chunk('eXIf', exifOf(orientation))]),
    ...rest,
    chunk('IEND', new Uint8Array()),
  ])
}

function damaged(): NoCopy {
  return new NoCopy('it is damaged: a checksum does not fit')
}

/** What is compressed, up to its end: behind it, or behind the last pixel, anything may stand that nobody is shown. */
function onlyPixels(data: Uint8Array, length: number): Uint8Array {
  const { bytes, taken } = inflated(data, length)
  if (bytes !== length) throw new NoCopy(`its picture has ${bytes} bytes, and its header asks for ${length}`)
  return data.subarray(0, taken)
}

/** How many bytes come out, and of how many: Node says it if asked, and its types do not. */
function inflated(data: Uint8Array, most: number): { readonly bytes: number; readonly taken: number } {
  let answer: unknown
  try {
    answer = inflateSync(data, { info: true, maxOutputLength: most })
  } catch (cause) {
    throw new NoCopy('its picture cannot be unfolded, or is larger than its header says', { cause })
  }
  const { buffer, engine } = answer as {
    readonly buffer: Uint8Array
    readonly engine: { readonly bytesWritten: number }
  }
  return { bytes: buffer.length, taken: engine.bytesWritten }
}

/** Name, a nought, how it is compressed, and the profile; a few bytes may unfold to gigabytes, and are not let. */
function profileIn(data: Uint8Array): Uint8Array {
  const end = data.indexOf(0)
  if (end === -1 || end > 79 || data[end + 1] !== 0) throw new NoCopy('its colour profile cannot be read')
  try {
    return inflateSync(data.subarray(end + 2), { maxOutputLength: mostProfileBytes })
  } catch (cause) {
    throw new NoCopy('its colour profile cannot be read', { cause })
  }
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined([bytesOf(type), data])
  const numbers = new Uint8Array(8)
  const view = new DataView(numbers.buffer)
  view.setUint32(0, data.length)
  view.setUint32(4, crc32(named))
  return joined([numbers.subarray(0, 4), named, numbers.subarray(4)])
}
