// JPEG (ITU-T T.81): a row of segments, and between some of them the picture. Kept is what is needed to decode it; what
// applications put in (EXIF, XMP, IPTC, thumbnails, further pictures, makers' notes) and comments are not.

import { bytesOf, joined } from '../log/bytes.ts'
import { profileWithoutMetadata } from './colour-profile.ts'
import { checkPixels, letters, NoCopy, part, uint8, uint16 } from './no-copy.ts'
import { exifOf, onlyOrientation, orientationIn } from './orientation.ts'

const startOfImage = 0xd8
const endOfImage = 0xd9
const startOfScan = 0xda
/** Baseline, extended and progressive, by Huffman or arithmetic coding. */
const frames = new Set([0xc0, 0xc1, 0xc2, 0xc9, 0xca])
/** Huffman tables, arithmetic conditioning, quantisation tables, number of lines, restart interval. */
const tables = new Set([0xc4, 0xcc, 0xdb, 0xdc, 0xdd])
const comment = 0xfe

const profileMark = 'ICC_PROFILE\0'
const exifMark = 'Exif\0\0'

/** What applications said that a picture cannot be shown without. */
interface Said {
  readonly orientations: number[]
  readonly profileParts: { number: number; count: number; bytes: Uint8Array }[]
  /** Width and height of a pixel; without the thumbnail. */
  jfif: Uint8Array | undefined
  /** How colours are coded. */
  adobe: Uint8Array | undefined
}

/** @throws NoCopy */
export function jpegWithoutMetadata(bytes: Uint8Array): Uint8Array {
  const said: Said = { orientations: [], profileParts: [], jfif: undefined, adobe: undefined }
  const picture: Uint8Array[] = []
  let hasFrame = false
  let hasScan = false
  for (let at = 2; ; ) {
    if (uint8(bytes, at) !== 0xff) throw new NoCopy('no segment stands where one is due')
    while (uint8(bytes, at) === 0xff) at += 1
    const marker = uint8(bytes, at)
    if (marker === endOfImage) break
    const length = marker < 0xc0 || (marker >= 0xd0 && marker <= startOfImage) ? 0 : uint16(bytes, at + 1)
    if (length < 2) throw new NoCopy('no segment stands where one is due')
    const body = part(bytes, at + 3, length - 2)
    at += 1 + length
    if (marker >= 0xe0 && marker <= 0xef) note(said, marker, body)
    else if (frames.has(marker)) {
      if (hasFrame) throw new NoCopy('it holds more than one picture')
      hasFrame = true
      checkPixels(uint16(body, 3), uint16(body, 1))
      picture.push(segment(marker, body))
    } else if (tables.has(marker)) picture.push(segment(marker, body))
    else if (marker === startOfScan) {
      if (!hasFrame) throw new NoCopy('no segment stands where one is due')
      hasScan = true
      const end = endOfScan(bytes, at)
      picture.push(segment(marker, body), bytes.subarray(at, end))
      at = end
    } else if (marker !== comment) throw new NoCopy('it is JPEG of a kind that is not known here')
  }
  if (!hasScan) throw new NoCopy('there is no picture in it')
  // What follows the end, a second picture or a film, is left behind.
  return joined([Uint8Array.of(0xff, startOfImage), ...heads(said), ...picture, Uint8Array.of(0xff, endOfImage)])
}

/** Where the next segment begins: coded data holds 0xff only before a nought or as a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at)) {
    let next = at + 1
    while (uint8(bytes, next) === 0xff) next += 1
    const after = uint8(bytes, next)
    if (after !== 0 && !(after >= 0xd0 && after <= 0xd7)) return at
    at = next
  }
  throw new NoCopy('it is cut short')
}

function note(said: Said, marker: number, body: Uint8Array): void {
  const begins = (mark: string) => body.length >= mark.length && letters(body, 0, mark.length) === mark
  if (marker === 0xe0 && begins('JFIF\0') && body.length >= 12)
    said.jfif ??= joined([body.subarray(0, 12), Uint8Array.of(0, 0)])
  else if (marker === 0xe1 && begins(exifMark)) said.orientations.push(orientationIn(body.subarray(exifMark.length)))
  else if (marker === 0xe2 && begins(profileMark))
    said.profileParts.push({
      number: uint8(body, profileMark.length),
      count: uint8(body, profileMark.length + 1),
      bytes: body.subarray(profileMark.length + 2),
    })
  else if (marker === 0xee && begins('Adobe') && body.length >= 12)
    // Version and flags are those of the program that wrote it; the last byte is the coding.
    said.adobe ??= joined([bytesOf('Adobe'), Uint8Array.of(0, 100, 0, 0, 0, 0), body.subarray(11, 12)])
}

function heads({ jfif, adobe, orientations, profileParts }: Said): Uint8Array[] {
  const orientation = onlyOrientation(orientations)
  return [
    ...(jfif === undefined ? [] : [segment(0xe0, jfif)]),
    ...(orientation === 1 ? [] : [segment(0xe1, joined([bytesOf(exifMark), exifOf(orientation)]))]),
    ...(profileParts.length === 0 ? [] : [profileSegment(profileParts)]),
    ...(adobe === undefined ? [] : [segment(0xee, adobe)]),
  ]
}

function profileSegment(parts: Said['profileParts']): Uint8Array {
  const inOrder = [...parts].sort((a, b) => a.number - b.number)
  if (inOrder.some(({ number, count }, at) => number !== at + 1 || count !== parts.length))
    throw new NoCopy('its colour profile is not whole')
  const profile = profileWithoutMetadata(joined(inOrder.map(({ bytes }) => bytes)))
  return segment(0xe2, joined([bytesOf(profileMark), Uint8Array.of(1, 1), profile]))
}

function segment(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 255), body])
}
