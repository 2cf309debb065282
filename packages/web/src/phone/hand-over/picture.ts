// A picture of the code on another phone: read, and kept nowhere.

/** As browsers have it that read codes themselves. */
interface Detector {
  detect(picture: ImageBitmap): Promise<readonly { readonly rawValue: string }[]>
}
type DetectorMaker = new (options: { readonly formats: readonly string[] }) => Detector

/** Longer sides make it slower, and find no more. */
const longestSidesPixels = [1400, 800] as const

/** Undefined: no code is found in it. */
export async function codeInPicture(file: Blob): Promise<string | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined)
  if (picture === undefined) return undefined
  try {
    return (await byBrowser(picture)) ?? (await byOurselves(picture))
  } finally {
    picture.close()
  }
}

async function byBrowser(picture: ImageBitmap): Promise<string | undefined> {
  const maker = (globalThis as { readonly BarcodeDetector?: DetectorMaker }).BarcodeDetector
  if (maker === undefined) return undefined
  try {
    return (await new maker({ formats: ['qr_code'] }).detect(picture))[0]?.rawValue
  } catch {
    // It has the name, and not the thing.
    return undefined
  }
}

async function byOurselves(picture: ImageBitmap): Promise<string | undefined> {
  // Without a network, where it was never fetched, there is none.
  const reader = await import('./read-picture.ts').catch(() => undefined)
  if (reader === undefined) return undefined
  for (const side of longestSidesPixels) {
    const found = reader.codeInPixels(pixelsOf(picture, side))
    if (found !== undefined) return found
  }
  return undefined
}

function pixelsOf(picture: ImageBitmap, longest: number): ImageData {
  const shrink = Math.min(1, longest / Math.max(picture.width, picture.height, 1))
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * shrink))) as [
    number,
    number,
  ]
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d')
  if (pen === null) return new ImageData(1, 1)
  pen.drawImage(picture, 0, 0, width, height)
  return pen.getImageData(0, 0, width, height)
}
