// Why no copy for publication is made of a file, and how its bytes are read so that nothing else can go wrong.

/** Thrown while a picture is read, and caught where that began: its message is the answer. */
export class NoCopy extends Error {}

/** More than any camera takes: whoever opens the copy would be out of memory. */
const mostPixels = 250_000_000

export function checkPixels(width: number, height: number): void {
  if (width * height > mostPixels)
    throw new NoCopy(`it says that it has ${width} × ${height} pixels, and ${mostPixels} are the most`)
}

export function part(bytes: Uint8Array, from: number, length: number): Uint8Array {
  if (from + length > bytes.length) throw new NoCopy('it is cut short')
  return bytes.subarray(from, from + length)
}

export function uint8(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]
  if (byte === undefined) throw new NoCopy('it is cut short')
  return byte
}

export function uint16(bytes: Uint8Array, at: number, isLittle = false): number {
  return viewOf(part(bytes, at, 2)).getUint16(0, isLittle)
}

export function uint32(bytes: Uint8Array, at: number, isLittle = false): number {
  return viewOf(part(bytes, at, 4)).getUint32(0, isLittle)
}

/** Letters as they stand in a file, for tags of four and names that end in a nought. */
export function letters(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...part(bytes, from, length))
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
