// A photo of a paper: the original as it was taken, with its SHA-256, and a copy that is small and says nothing of where and
// with what it was taken: drawn anew from its pixels, it has none of the file's own words.

import { mostPhotoBytes, toHex } from '@treve/ledger/device'

/** Enough to read a waybill by. */
const longestSidePixels = 1600
/** Of a picture that is small as a file and vast in memory. */
const mostPixels = 80_000_000

export interface PhotoBytes {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly media: string
  /** Hexadecimal. */
  readonly sha256: string
}

export interface TakenPhoto {
  readonly original: PhotoBytes
  readonly copy: PhotoBytes
}

export type PhotoRefused = 'too_large' | 'not_a_photo' | 'not_readable'

/** By its first bytes: what a file calls itself is anybody's word. */
export function mediaOf(bytes: Uint8Array): 'image/jpeg' | 'image/png' | 'image/webp' | undefined {
  const is = (at: number, ...expected: readonly number[]) => expected.every((byte, index) => bytes[at + index] === byte)
  if (is(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (is(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (is(0, 0x52, 0x49, 0x46, 0x46) && is(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp'
  return undefined
}

/** The size of the copy: never larger than the original. */
export function copySize(width: number, height: number): { readonly width: number; readonly height: number } {
  const shrink = Math.min(1, longestSidePixels / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) }
}

export async function takePhoto(file: Blob): Promise<TakenPhoto | { readonly refused: PhotoRefused }> {
  // Refused by its size before a byte of it is read.
  if (file.size > mostPhotoBytes) return { refused: 'too_large' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const media = mediaOf(bytes)
  if (media === undefined) return { refused: 'not_a_photo' }
  const copy = await copyOf(new Blob([bytes], { type: media }))
  if (copy === undefined) return { refused: 'not_readable' }
  return { original: await withDigest(bytes, media), copy: await withDigest(copy, 'image/jpeg') }
}

async function withDigest(bytes: Uint8Array<ArrayBuffer>, media: string): Promise<PhotoBytes> {
  return { bytes, media, sha256: toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) }
}

async function copyOf(photo: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const picture = await createImageBitmap(photo).catch(() => undefined)
  if (picture === undefined) return undefined
  try {
    if (picture.width * picture.height > mostPixels) return undefined
    const { width, height } = copySize(picture.width, picture.height)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const pen = canvas.getContext('2d')
    if (pen === null) return undefined
    pen.drawImage(picture, 0, 0, width, height)
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82))
    return drawn === null ? undefined : new Uint8Array(await drawn.arrayBuffer())
  } finally {
    picture.close()
  }
}
