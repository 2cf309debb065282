// Pictures made by hand, byte for byte, with whatever metadata a test wants in them.

import { crc32, deflateSync } from 'node:zlib'
import { bytesOf } from '../../src/index.ts'
import { joined } from '../../src/log/bytes.ts'

const u8 = (...bytes: number[]) => Uint8Array.from(bytes)
const u32 = (value: number) => u8(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255)

export function segment(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2
  return joined([u8(0xff, marker, length >> 8, length & 255), body])
}

export const startOfImage = u8(0xff, 0xd8)
export const endOfImage = u8(0xff, 0xd9)
export const jfif = segment(0xe0, joined([bytesOf('JFIF\0'), u8(1, 2, 0, 0, 1, 0, 1, 0, 0)]))

const quantisation = segment(0xdb, joined([u8(0), new Uint8Array(64).fill(1)]))
const frame = segment(0xc0, u8(8, 0, 8, 0, 16, 1, 1, 0x11, 0))
/** Differences of 0 and of 11 bits, each by a code of 8 bits. */
const directTable = segment(0xc4, u8(0x00, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11))
/** Nothing but “end of block”, by one bit. */
const alternatingTable = segment(0xc4, u8(0x10, 1, ...new Array<number>(15).fill(0), 0))
const restartEachBlock = segment(0xdd, u8(0, 1))
const scan = segment(0xda, u8(1, 1, 0, 0, 63, 0))
/** White, a restart, black; in the first block a 0xff that is picture, with its nought. */
const blocks = u8(0x01, 0xff, 0x00, 0xef, 0xff, 0xd0, 0x01, 0x00, 0x0f)

/** What every reader needs: sixteen grey pixels by eight, white on the left and black on the right. */
export const bareJpegPicture = [quantisation, frame, directTable, alternatingTable, restartEachBlock, scan, blocks]

/** @param more segments before the picture; @param after what follows the end */
export function jpeg(more: readonly Uint8Array[] = [], after: Uint8Array = new Uint8Array()): Uint8Array {
  return joined([startOfImage, ...more, ...bareJpegPicture, endOfImage, after])
}

export interface ExifTag {
  readonly tag: number
  readonly type: number
  readonly count: number
  /** Four bytes: the value, or where it is. */
  readonly value: Uint8Array
}

/** From the TIFF header on: tags in one directory, and behind it whatever they point at. */
export function tiff(
  tags: readonly ExifTag[],
  { isLittle = false, behind = new Uint8Array() as Uint8Array } = {},
): Uint8Array {
  const bytes = new Uint8Array(8 + 2 + 12 * tags.length + 4)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, isLittle ? 0x4949 : 0x4d4d)
  view.setUint16(2, 42, isLittle)
  view.setUint32(4, 8, isLittle)
  view.setUint16(8, tags.length, isLittle)
  for (const [each, { tag, type, count, value }] of tags.entries()) {
    const at = 10 + 12 * each
    view.setUint16(at, tag, isLittle)
    view.setUint16(at + 2, type, isLittle)
    view.setUint32(at + 4, count, isLittle)
    bytes.set(value, at + 8)
  }
  return joined([bytes, behind])
}

export function orientationTag(value: number, isLittle = false): ExifTag {
  return { tag: 0x0112, type: 3, count: 1, value: isLittle ? u8(value, 0, 0, 0) : u8(0, value, 0, 0) }
}

/** Maker, where it stands behind two tags of one directory. */
export function makerAndOrientation(maker: string, orientation: number, isLittle = false): Uint8Array {
  const at = 8 + 2 + 24 + 4
  const where = isLittle ? u8(at, 0, 0, 0) : u8(0, 0, 0, at)
  const made = { tag: 0x010f, type: 2, count: maker.length + 1, value: where }
  return tiff([made, orientationTag(orientation, isLittle)], { isLittle, behind: bytesOf(`${maker}\0`) })
}

export function exifSegment(tiffBytes: Uint8Array): Uint8Array {
  return segment(0xe1, joined([bytesOf('Exif\0\0'), tiffBytes]))
}

export function xmpSegment(text: string): Uint8Array {
  return segment(
    0xe1,
    bytesOf(
      `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="${text}"/></rdf:RDF></x:xmpmeta>`,
    ),
  )
}

/** IPTC: an image resource 0x0404 with one record 2:80, by-line. */
export function iptcSegment(author: string): Uint8Array {
  const record = joined([u8(0x1c, 2, 80, 0, author.length), bytesOf(author)])
  const padded = record.length % 2 === 0 ? record : joined([record, u8(0)])
  return segment(
    0xed,
    joined([bytesOf('Photoshop 3.0\0'), bytesOf('8BIM'), u8(4, 4, 0, 0), u32(record.length), padded]),
  )
}

export function profileSegments(profile: Uint8Array, parts = 1): Uint8Array[] {
  const length = Math.ceil(profile.length / parts)
  return Array.from({ length: parts }, (_, at) =>
    segment(
      0xe2,
      joined([bytesOf('ICC_PROFILE\0'), u8(at + 1, parts), profile.subarray(at * length, (at + 1) * length)]),
    ),
  )
}

/** A profile of matrix and curve, that of Display P3, with a maker, a day and a description. */
export function profile(
  description: string,
  { space = 'RGB ', more = [] as readonly (readonly [string, Uint8Array])[] } = {},
): Uint8Array {
  const fixed = (value: number) => u32(Math.round(value * 65536))
  const xyz = (x: number, y: number, z: number) => joined([bytesOf('XYZ '), u32(0), fixed(x), fixed(y), fixed(z)])
  const curve = joined([bytesOf('curv'), u32(0), u32(1), u8(2, 0x33), u8(0, 0)])
  const described = joined([bytesOf('desc'), u32(0), u32(description.length + 1), bytesOf(`${description}\0`)])
  const primaries = [
    ['rXYZ', xyz(0.5151, 0.2412, -0.0011)],
    ['gXYZ', xyz(0.292, 0.6922, 0.0419)],
    ['bXYZ', xyz(0.1571, 0.0666, 0.7841)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ] as const
  const tags = [
    ['desc', joined([described, new Uint8Array(78)])] as const,
    ['wtpt', xyz(0.9642, 1, 0.8249)] as const,
    ...(space === 'RGB ' ? primaries : [['kTRC', curve] as const]),
    ...more,
  ]
  const header = new Uint8Array(128)
  header.set(bytesOf('APPL'), 4)
  header.set(u8(2, 0x40, 0, 0), 8)
  header.set(bytesOf(`mntr${space}XYZ `), 12)
  header.set(u8(7, 0xe0, 0, 11, 0, 4, 0, 8, 0, 15, 0, 0), 24)
  header.set(bytesOf('acspMSFT'), 36)
  header.set(bytesOf('Makr'), 48)
  header.set(joined([fixed(0.9642), fixed(1), fixed(0.8249)]), 68)
  let at = 128 + 4 + 12 * tags.length
  const table: Uint8Array[] = [u32(tags.length)]
  const data: Uint8Array[] = []
  for (const [tag, bytes] of tags) {
    const padded = joined([bytes, new Uint8Array((4 - (bytes.length % 4)) % 4)])
    table.push(bytesOf(tag), u32(at), u32(bytes.length))
    data.push(padded)
    at += padded.length
  }
  header.set(u32(at), 0)
  return joined([header, ...table, ...data])
}

export function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined([bytesOf(type), data])
  return joined([u32(data.length), named, u32(crc32(named))])
}

export const pngSignature = u8(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
export const pngHeader = chunk('IHDR', joined([u32(2), u32(2), u8(8, 2, 0, 0, 0)]))
/** Two pixels by two: red, green, blue, white. */
export const pngPicture = chunk('IDAT', deflateSync(u8(0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255)))
export const pngEnd = chunk('IEND', new Uint8Array())

export function png(
  more: readonly Uint8Array[] = [],
  { late = [] as readonly Uint8Array[], after = new Uint8Array() as Uint8Array } = {},
): Uint8Array {
  return joined([pngSignature, pngHeader, ...more, pngPicture, ...late, pngEnd, after])
}
