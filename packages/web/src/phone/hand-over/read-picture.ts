// The code in a picture, for browsers that read none themselves. It is loaded when it is needed, or ahead, where there is a network.

import decodeQR from 'qr/decode.js'

/** Undefined: none is found. */
export function codeInPixels({ data, width, height }: ImageData): string | undefined {
  try {
    return decodeQR({ data, width, height }, { timeLimit: 4000 })
  } catch {
    return undefined
  }
}
