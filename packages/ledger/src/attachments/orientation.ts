// Which way up a picture is to be shown: the one thing in EXIF without which it would be another picture.

import { NoCopy, uint16, uint32 } from './no-copy.ts'

/** TIFF: how it is read, where the first directory is, and in it the tag, a short. */
const orientationTag = 0x0112
const shortType = 3

/** What EXIF, from its TIFF header on, says: 1 to 8, and 1 where it says nothing that a reader would heed. */
export function orientationIn(tiff: Uint8Array): number {
  const order = uint16(tiff, 0)
  if (order !== 0x4949 && order !== 0x4d4d) throw unreadable()
  const isLittle = order === 0x4949
  if (uint16(tiff, 2, isLittle) !== 42) throw unreadable()
  const directory = uint32(tiff, 4, isLittle)
  const count = uint16(tiff, directory, isLittle)
  for (let each = 0; each < count; each++) {
    const at = directory + 2 + 12 * each
    if (uint16(tiff, at, isLittle) !== orientationTag) continue
    if (uint16(tiff, at + 2, isLittle) !== shortType || uint32(tiff, at + 4, isLittle) !== 1) throw unreadable()
    const value = uint16(tiff, at + 8, isLittle)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** EXIF that says this and nothing else, from its TIFF header on. */
export function exifOf(orientation: number): Uint8Array {
  const tiff = new Uint8Array(26)
  const view = new DataView(tiff.buffer)
  view.setUint16(0, 0x4d4d)
  view.setUint16(2, 42)
  view.setUint32(4, 8)
  view.setUint16(8, 1)
  view.setUint16(10, orientationTag)
  view.setUint16(12, shortType)
  view.setUint32(14, 1)
  view.setUint16(18, orientation)
  return tiff
}

/** Of all that a file says: two that differ leave open which is meant. */
export function onlyOrientation(all: readonly number[]): number {
  const [first = 1] = all
  if (all.some((each) => each !== first)) throw new NoCopy('it says twice which way up it is, and not the same')
  return first
}

function unreadable(): NoCopy {
  return new NoCopy('its EXIF cannot be read, so that nobody knows which way up it is')
}
