// A copy of a picture for publication: the pixels as they were taken, and nothing of who took it, with what, where and
// when. Read as hostile: every length is held against the file, nothing is decoded, and the answer is a copy or a reason.

import { jpegWithoutMetadata } from './jpeg.ts'
import { NoCopy } from './no-copy.ts'
import { pngSignature, pngWithoutMetadata } from './png.ts'

/** 50 MB: a photograph or a scan. A film is kept elsewhere, and its digest in a text. */
export const mostAttachmentBytes = 50_000_000

export type PublishableCopy = { readonly copy: Uint8Array } | { readonly why: string }

/** The copy, or why none is made. The same bytes give the same copy, and a copy is its own copy. */
export function withoutMetadata(bytes: Uint8Array): PublishableCopy {
  if (bytes.length > mostAttachmentBytes)
    return { why: `it has ${bytes.length} bytes, and ${mostAttachmentBytes} are the most` }
  try {
    switch (mediaOf(bytes)) {
      case 'image/jpeg':
        return { copy: jpegWithoutMetadata(bytes) }
      case 'image/png':
        return { copy: pngWithoutMetadata(bytes) }
      case undefined:
        return { why: 'only of JPEG and PNG is it known what to leave out' }
    }
  } catch (fault) {
    if (fault instanceof NoCopy) return { why: fault.message }
    throw fault
  }
}

/** By its first bytes, whatever its name says. */
export function mediaOf(bytes: Uint8Array): 'image/jpeg' | 'image/png' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  return pngSignature.every((byte, at) => bytes[at] === byte) ? 'image/png' : undefined
}
